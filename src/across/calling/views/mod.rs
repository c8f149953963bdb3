//! The forms of a call, a meeting or a letter, and e-mails that were filed.

mod form;
mod mail;

pub use form::{Sheet, form};
pub use mail::{file_form, mail};
