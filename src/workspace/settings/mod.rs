//! Settings: the workspace itself, the company that uses Kantora.
//!
//! Its trading name stands in the frame, its legal name, address and numbers on papers; country, currency, zone,
//! first day of the week and language decide how its days and amounts are written. A change needs the version that was
//! read, is audited field by field (`workspace.edit`), and makes the counter `changes` grow, by which caches know that
//! they are old; members and tags make it grow too ([`note_change`]).
//!
//! Owns the table `workspace`.

mod model;
mod store;
mod actions;
mod views;
mod pages;
pub mod api;

pub use actions::{create, note_change, save_company as keep_company};
pub use model::{Company, NewWorkspace, Regional, SecondFactor, Settings, WeekStart, read_vat_number};
pub use pages::{at_hand, company, data, regional, save_company, save_regional, save_security, security};
pub use store::{list, maybe_find_by_slug, of};
pub use views::{Section, below, sections};
