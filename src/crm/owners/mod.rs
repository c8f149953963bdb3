//! Who may look after a record: the members of the workspace by name.

mod model;
pub mod store;
mod views;

pub use model::{Owner, OwnerFilter, Owners};
pub use views::{owner_name, owner_short};
