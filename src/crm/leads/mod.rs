//! Leads: whoever may become a customer.
//!
//! States: new (nobody's yet), assigned, working (somebody has answered), converted, dead (with a reason), recycled
//! (rests until a day, then comes back to its owner); beside them the trash, as for contacts. The first answer is a note,
//! a call or a meeting on the lead's timeline. A new lead without an owner goes to the next of those who take leads in
//! turn, if there are any. Every change needs the right on its owner's leads, bumps `version`, and writes the timeline,
//! the audit and the search index in the same transaction; the database refuses states that cannot be.
//!
//! Tables owned: `lead`, `lead_label` (sources and reasons), `lead_taker` (who takes leads in turn).

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
mod jobs;
#[cfg(test)]
mod tests;

pub use jobs::{BringBack, bring_back};
pub use model::{
    Converted, Filter, Label, LabelKind, Lead, LeadInput, Line, Rest, Short, SortBy, State, To, Utm, Which,
};
pub use views::{field_key, state_shown, utm_key};
