//! Signing in and out, and proof anew before acts of weight.
//!
//! Signing in tells strangers nothing: an unknown address takes the same work and gets the same answer as a wrong
//! password, and whoever fails too often waits. Who has a second factor gets half a sign-in for the right password: a
//! token that opens nothing but the page that asks for the factor, for ten minutes. A passkey is enough alone. Signing
//! in always makes a new session under a new token. Acts of weight ask for proof that is not an hour old
//! ([`Cx::require_fresh`](crate::web::Cx::require_fresh)); the page that asks leads on.
//!
//! Whoever forgot the password asks for a letter: its link is valid for half an hour and once, sets another password and
//! signs nobody in. Asking is the same act for known and unknown addresses; a job finds out which it was.
//!
//! Owns the tables `sign_in_step`, `password_reset`.

mod model;
mod store;
mod letters;
mod actions;
mod jobs;
mod views;
mod pages;

pub use actions::sweep;
pub use jobs::{Sweep, send_reset};
pub use letters::ResetLetter;
pub use model::SendReset;
pub use pages::{
    Entrance, admit, ask_passkey, ask_reset, confirm, confirm_form, reset_form, second, second_form,
    set_password, show_reset, sign_in, sign_in_form, sign_out, turned_away, use_passkey,
};
