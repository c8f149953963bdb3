//! People among the customers.
//!
//! States: in use, in the trash (30 days, then emptied by a job), gone. A contact needs a name or a way to be reached.
//! Among contacts in use an e-mail address belongs to one, unless it is marked as shared. Every change needs the right
//! on its owner's records, bumps `version`, writes the timeline, the audit and the search index in the same
//! transaction; what can be undone leaves a before-image in `workspace/changes`.
//!
//! Table owned: `contact`.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::{Basis, Contact, ContactInput, Filter, Likely, Likeness, Line, Short, SortBy};
pub use views::{field_key, word};
