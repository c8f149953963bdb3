//! In, out, and the question in between.

mod door;
mod step_up;

pub use door::{Entrance, admit, sign_in, sign_in_form, sign_out, turned_away};
pub use step_up::{confirm, confirm_form};
