//! The pages of the door.

mod form;
mod confirm;

pub use confirm::confirm;
pub use form::{Refusal, sign_in};
