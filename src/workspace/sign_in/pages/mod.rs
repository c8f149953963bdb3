//! In, out, and the question in between.

mod door;
mod step_up;

pub use door::{sign_in, sign_in_form, sign_out};
pub use step_up::{confirm, confirm_form};
