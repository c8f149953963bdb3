//! A lead becomes a customer: a contact, a company and, if somebody wants so, a deal, each found or added.
//!
//! Before anything is written, the page shows who may be meant: the person by e-mail address, then by telephone, a like
//! name only as a suggestion; the company by VAT number, then by domain (never by one under which anybody has an
//! address), a like name only as a suggestion; and their open deals. What lies in the trash is taken out of it. Where a
//! fact of the lead differs from a stored one, the stored one stays unless somebody chooses; the other is kept in a note.
//!
//! Then all of it happens in one transaction: notes, tasks and files move to the person, or to the company if there is none, and
//! one set of changes takes everything back within a day. Of two who convert a lead at once the second gets what the
//! first made of it; a match that came up meanwhile is shown before anything is added twice.

mod model;
mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;

pub use model::{Bargain, Choice, Pick, Wins};
