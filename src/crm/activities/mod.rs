//! The timeline of a subject: what was done with it, and what people wrote down about it.
//!
//! Every deed is one `activity` row, never changed afterwards. A note is a subject of its own, so that it can be found,
//! taken back and audited; its line in the timeline stays where the note was written, and disappears while the note is
//! removed. Notes are Markdown; raw HTML in them is shown as nothing. A note of a call, a meeting, a letter or a mail says
//! how it went, stands where it was on the timeline, and may be without words.
//!
//! An e-mail that somebody files is a note, too: its words are kept as plain text, and each is there once.
//!
//! Tables owned: `note`, `activity`, `filed_mail`.

mod model;
pub mod store;
pub mod actions;
mod views;

pub use model::{
    Attachment, Chapter, Deed, Entry, Head, MOST_OF_MAIL, Mail, Newest, Note, NoteInput, NoteKind, Outcome,
    Show, Talk, Who, html, html_naming,
};
pub use views::{Access, Story, call_path, composer, deed, note_form, shown, timeline};
