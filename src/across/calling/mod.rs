//! Calls, meetings and letters: noted in two taps, on the page of whom they were with.
//!
//! Each is a note (`crm/activities`) with an outcome; the buttons of the form are the outcomes, so that one more tap ends
//! it. What is to be done next becomes a task of whoever noted it, about the same record, in the same transaction. To take
//! the whole back takes the note and the task away, and makes a lead what it was before it was answered.

mod model;
pub mod actions;
mod views;
pub mod api;
pub mod pages;

pub use model::{CallInput, FollowUp};
