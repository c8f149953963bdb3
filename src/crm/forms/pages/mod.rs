//! The pages of forms.

mod answer;
mod settings;

pub use answer::{confirm, confirm_form, done, open_page, send};
pub use settings::{close, copy, create, edit, edit_form, list, new, open, remove, show};
