//! The account of a customer: what was asked for and what came in, from one day to another, each currency for itself.
//!
//! It opens with what was owed on the eve, goes through the issued papers by their day and the payments by theirs, and ends
//! with what is owed then. An invoice that was taken back stands there with the note that took it back. What a credit note
//! is set against changes nothing here: the note itself lessens what is owed. Payments that were undone do not stand there.
//!
//! Nothing is stored. It goes out as CSV for whoever may take lists out, and the audit says so.

mod model;
mod store;
mod actions;
#[cfg(test)]
mod tests;
mod views;
mod pages;

pub use pages::{file, show};
