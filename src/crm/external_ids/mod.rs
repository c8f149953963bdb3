//! What other systems call a contact or a company.
//!
//! A program finds a record again by the name that its own system has for it. Within a workspace and a kind of record
//! each system's name belongs to one record. The system `import` is the name that an imported file brought: it stands
//! in a contact or company itself, where people see and change it; of leads, deals, tasks and notes it is a row here.
//!
//! Table owned: `external_id`.

mod model;
pub mod store;
mod actions;
pub mod api;

pub use actions::{keep, maybe_find};
pub use model::ExternalId;
