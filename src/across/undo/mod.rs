//! Taking an act back: puts every record of a set of changes back to what it was, lists those that cannot be.
//!
//! A record that somebody changed since stays as it is. An e-mail address that somebody else has taken meanwhile is asked
//! about: share it, or leave all as it is. Whoever did an act may take it back; so may whoever may change every record.

mod model;
pub mod actions;
mod views;
pub mod pages;
pub mod api;

pub use actions::{Step, step};
pub use model::Report;
