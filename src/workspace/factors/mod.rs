//! Second factors: what a person has besides the password.
//!
//! An authenticator app (TOTP, RFC 6238), passkeys (WebAuthn), and ten recovery codes that come with the first of
//! them. A code of the app counts in its own 30 seconds and once: the last step is kept, and none at or before it is
//! taken again. A passkey verifies its user, so it stands for both factors. A recovery code counts once, too, and is
//! shown only when it is made. Each change ends the account's other sessions, and a letter tells its owner. Without a
//! factor there are no codes.
//!
//! Owns the tables `totp`, `passkey`, `recovery_code`.

mod model;
mod store;
mod passkeys;
mod actions;
mod views;
mod pages;

pub use actions::{Used, erase, forget, use_code, use_passkey};
pub use model::{Code, Enrolled, PasskeyId};
pub use pages::{
    add_passkey, begin_passkey, confirm_app, new_codes, overview, remove_app, remove_passkey, set_up_app,
};
pub use passkeys::{Proven, Question, ask, is_possible, prove};
pub use store::enrolled;
pub use views::{code_field, passkey_button};
