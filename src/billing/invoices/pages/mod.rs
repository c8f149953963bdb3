//! The pages of invoices.

mod all;
mod form;
mod one;

pub use super::views::show as shown;
pub use all::list;
pub use form::{create, edit, edit_form, new};
pub use one::{cii, discard, issue, page, pdf, send, send_form, ubl, void};
