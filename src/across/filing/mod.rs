//! The files of records: their pages, their part on the pages of records, and the way in and out.
//!
//! Files hang on records of every kind, so only here it is known whose they are: who may see a record may fetch its files,
//! who may change it may add, rename and remove some. A file only ever leaves as an attachment in a sandbox; what is shown
//! in a page is the small picture that Kantora drew itself.

mod store;
mod actions;
mod views;
mod pages;
pub mod api;

pub use actions::{blobs, give_up, keep, rules, take_in};
pub use pages::{download, edit, edit_form, list, remove, shelve, show, thumbnail, upload};
pub use store::{Holder, Kept, kept, look, require, require_room};
pub use views::of_record;
