//! The pages of the door.

mod form;
mod second;
mod confirm;
mod reset;

pub use confirm::confirm;
pub use form::{Refusal, sign_in};
pub use reset::{ask_reset, new_password, no_reset};
pub use second::{no_passkey, second};
