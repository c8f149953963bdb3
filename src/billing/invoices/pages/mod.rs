//! The pages of invoices.

mod all;
mod form;
mod one;

pub use all::list;
pub use form::{create, edit, edit_form, new};
pub use one::{cii, discard, issue, pdf, send, send_form, show, ubl, void};
