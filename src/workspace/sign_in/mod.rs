//! Signing in and out, and proof anew before acts of weight.
//!
//! Signing in tells strangers nothing: an unknown address takes the same work and gets the same answer as a wrong
//! password, and whoever fails too often waits. Who has a second factor gets half a sign-in for the right password: a
//! token that opens nothing but the page that asks for the factor, for ten minutes. A passkey is enough alone. Signing
//! in always makes a new session under a new token. Acts of weight ask for proof that is not an hour old
//! ([`Cx::require_fresh`](crate::web::Cx::require_fresh)); the page that asks leads on.
//!
//! Owns the table `sign_in_step`.

mod model;
mod store;
mod actions;
mod jobs;
mod views;
mod pages;

pub use actions::sweep;
pub use jobs::Sweep;
pub use pages::{
    Entrance, admit, ask_passkey, confirm, confirm_form, second, second_form, sign_in, sign_in_form,
    sign_out, turned_away, use_passkey,
};
