//! The settings of letters to customers, and the way out of them.

mod templates;
mod suppressions;
mod way_out;

pub use suppressions::{lift, lift_form, list_unsubscribed, note_unsubscribed};
pub use templates::{
    add_template, edit_template, list_templates, new_template, remove_template, show_template,
};
pub use way_out::{show_way_out, use_way_out};
