//! The pages of calls, meetings, letters and of filed e-mails.

mod calls;
mod mail;

pub use calls::{edit, edit_form, log, new};
pub use mail::{file, file_form, show};
