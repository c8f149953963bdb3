//! The page of one's own account.

mod own;

pub use own::{Typed, account, preferences_of};
