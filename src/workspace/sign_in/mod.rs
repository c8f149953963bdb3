//! Signing in and out, and proof anew before acts of weight.
//!
//! Signing in tells strangers nothing: an unknown address takes the same work and gets the same answer as a wrong
//! password, and whoever fails too often waits. It always makes a new session under a new token. Acts of weight ask for
//! proof that is not an hour old ([`Cx::require_fresh`](crate::web::Cx::require_fresh)); the page that asks leads on.

mod actions;
mod views;
mod pages;

pub use pages::{Entrance, admit, confirm, confirm_form, sign_in, sign_in_form, sign_out, turned_away};
