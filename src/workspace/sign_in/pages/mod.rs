//! In, out, and the questions in between.

mod door;
mod step_up;
mod factor;
mod reset;

pub use door::{Entrance, admit, sign_in, sign_in_form, sign_out, turned_away};
pub use factor::{ask_passkey, second, second_form, use_passkey};
pub use reset::{ask_reset, reset_form, set_password, show_reset};
pub use step_up::{confirm, confirm_form};
