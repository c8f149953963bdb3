//! The pages of records and of their notes.

mod records;
mod notes;

pub use notes::{add_note, edit_note, edit_note_form, remove_note, show_note};
pub use records::{company, contact, deal, follow, lead, unfollow};
