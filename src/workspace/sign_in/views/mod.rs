//! The pages of the door.

mod form;
mod second;
mod confirm;

pub use confirm::confirm;
pub use form::{Refusal, sign_in};
pub use second::{no_passkey, second};
