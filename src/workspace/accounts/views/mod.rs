//! The door, and the page of one's own account.

mod sign_in;
mod confirm;
mod own;

pub use confirm::confirm;
pub use own::{Typed, account, preferences_of};
pub use sign_in::{Refusal, sign_in};
