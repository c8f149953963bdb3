//! The timeline of a subject: what was done with it, and what people wrote down about it.
//!
//! Every deed is one `activity` row, never changed afterwards. A note is a subject of its own, so that it can be found,
//! taken back and audited; its line in the timeline stays where the note was written, and disappears while the note is
//! removed. Notes are Markdown; raw HTML in them is shown as nothing.
//!
//! Tables owned: `note`, `activity`.

mod model;
pub mod store;
pub mod actions;
mod views;

pub use model::{Deed, Entry, Newest, Note, NoteInput, NoteKind, html, html_naming};
pub use views::{Access, Story, composer, deed, note_form, timeline};
