//! The page of one record: its facts on the left, what happened with it on the right.
//!
//! A record's page shows what many slices know about it, so it stands above them all. Notes are written from here, since
//! only here it is known whose record a note is about: who may change the record may write about it. The same goes for
//! following a record.

mod model;
mod store;
mod actions;
mod views;
pub mod api;
pub mod pages;

pub use actions::{edit_note, file_mail, write_note};
pub use store::{find, find_mine, require};
