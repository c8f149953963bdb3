//! The pages of contacts.

mod many;
mod form;
mod all;
mod one;
mod bin;

pub use all::{choices, list};
pub use bin::{restore, trash};
pub use form::{create, edit, edit_form, new};
pub use many::bulk;
pub use one::{tag, throw_away, untag};
