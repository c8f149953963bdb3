//! The pages of mail in the settings.

mod mail;
mod domain;

pub use domain::domain;
pub use mail::{Shown, account_fields, mail, standing};
