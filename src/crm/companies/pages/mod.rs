//! The pages of companies.

mod all;
mod bin;
mod form;
mod many;
mod one;

pub use all::{choices, list};
pub use bin::{restore, trash};
pub use form::{create, edit, edit_form, new};
pub use many::bulk;
pub use one::{tag, throw_away, untag};
