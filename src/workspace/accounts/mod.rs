//! Accounts: people who sign in, across workspaces.
//!
//! An account is known by its mail address in one spelling ([`Email`]) and proves itself by a password, of which only
//! an argon2id hash is stored. Only the person changes it, and the command line of the installation; workspaces see a
//! member's name and address, no more. A disabled account cannot sign in and has no session; nothing of it is deleted.
//! A change of password ends every other session.
//!
//! Owns the table `account`.

mod model;
mod store;
mod passwords;
mod letters;
mod actions;
mod views;
mod pages;

pub use actions::{
    change_address, close, create, disable, enable, make_operator, mute, renew_password, replace_password,
    require_operator, reset_password, unmake_operator,
};
pub use letters::{Changed, What, recipient, recipient_of, tell_changed};
pub use model::{Account, Email, Muted, NewAccount, Notice, PasswordHash, PersonName, Preferences, Secret};
pub use pages::{
    change_password, end_other_sessions, end_session, own, prove_password, save_look, save_preferences, show,
};
pub use passwords::{choose, choose_blocking, is_plausible};
pub use store::{find, find_by_email, find_secret, has_password, list, maybe_find_secret};
