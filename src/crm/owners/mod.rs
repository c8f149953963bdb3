//! Who may look after a record: the members of the workspace by name, and by `@name` in a text.

mod model;
pub mod store;
mod views;

pub use model::{Mention, Owner, OwnerFilter, Owners};
pub use views::{colleagues, filter, owner_name, owner_short};
