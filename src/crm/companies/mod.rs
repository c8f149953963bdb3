//! Companies among the customers.
//!
//! States: in use, in the trash (30 days, then emptied by a job), gone. A company has a name and whatever else is
//! known; its e-mail addresses are shared by nature (office@), so that they never stand in the way of a person's.
//! Every change needs the right on its owner's records, bumps `version`, writes the timeline, the audit and the search
//! index in the same transaction; what can be undone leaves a before-image in `workspace/changes`.
//!
//! Table owned: `company`.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;

pub use model::{Company, CompanyInput, Filter, Likely, Likeness, Line, Short, SortBy, vat_norm};
pub use views::{field_key, word};
