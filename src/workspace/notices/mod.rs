//! Notices: what a member is told of what others do, at the bell and by letter.
//!
//! An act calls [`tell`] in its own transaction. Nobody is told of their own acts, nor after they have left. A person
//! says for each kind of notice how it reaches them: in the app, in the app and by letter, or not at all. A letter goes
//! a few minutes after its notice, so that whoever has read that in the meantime gets none; its words are made when it
//! goes, and say no more than the reader may see by then.
//!
//! A notice is unread, then read, and goes after 90 days, or with the record that it is about. It holds a copy of that
//! record's title or name as it was: a line of the bell needs no other slice.
//!
//! Owns the tables `notice` and `notice_choice`.

mod model;
mod store;
mod letters;
mod actions;
mod jobs;
mod views;
mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use actions::{choose, forget_account, forget_subject, sweep, tell};
pub use jobs::Sweep;
pub use letters::NoticeLetter;
pub use model::{Choices, Notice, NoticeKind, UnreadFirst, Way};
pub use pages::{list_all, read_all, read_one};
pub use store::{choices, list};
pub use views::choice_fields;
