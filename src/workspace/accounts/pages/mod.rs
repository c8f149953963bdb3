//! The page on which a person looks after their own account.

mod proof;
mod own;

pub use own::{change_password, end_other_sessions, end_session, save_look, save_preferences, show};
pub use proof::{own, password as prove_password};
