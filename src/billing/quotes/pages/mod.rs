//! The pages of quotes.

mod all;
mod form;
mod guest;
mod one;

pub use all::list;
pub use form::{create, edit, edit_form, new};
pub use guest::{answer, open_page, seen};
pub use one::{accept, invoice, revise, send, show, withdraw};
