//! The pages of quotes.

mod all;
mod form;
mod paper;
mod guest;
mod one;

pub use all::list;
pub use form::{create, edit, edit_form, new};
pub use guest::{answer, guest_pdf, open_page, seen};
pub use one::{accept, decline, invoice, name_template, revise, send, show, withdraw};
pub use paper::{mail, mail_form, pdf};
