//! The pages of leads.

mod all;
mod form;
mod many;
mod settings;
mod states;

pub use all::{choices, list, trash};
pub use form::{create, edit, edit_form, new};
pub use many::bulk;
pub use settings::{add_label, edit_label, remove_label, save_takers, show_label, sorting};
pub use states::{disqualify, disqualify_form, recycle, recycle_form, restore, take_up, throw_away};
