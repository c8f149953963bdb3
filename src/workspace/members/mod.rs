//! Members: an account's place in a workspace, with its role.
//!
//! Owners and authors of records refer to a member, so members are disabled, never deleted. What a role may do stands
//! in [`Role`](crate::base::Role). A new member makes the workspace's counter of changes grow and is audited
//! (`member.add`).
//!
//! Owns the table `member`.

mod model;
mod store;
mod actions;
mod views;
mod pages;

pub use actions::{add, found};
pub use model::Member;
pub use pages::people;
pub use store::{find, insert, list, maybe_find_of};
