//! Signing in and out, proof anew, and the page on which a person looks after their own account.

mod proof;
mod door;
mod step_up;
mod own;

pub use door::{sign_in, sign_in_form, sign_out};
pub use own::{change_password, end_other_sessions, end_session, save_look, save_preferences, show};
pub use step_up::{confirm, confirm_form};
