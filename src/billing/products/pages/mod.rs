//! The pages of products.

mod all;
mod form;

pub use all::{list, retire_chosen};
pub use form::{create, edit, edit_form, new, retire, show, take_back};
