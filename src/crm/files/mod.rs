//! Files: documents, pictures and letters that somebody put with a record.
//!
//! A file may hang on any subject; who may see and change the record may see and change its files, which only the
//! slices above know. It is taken if the ending of its name is one of a few and its bytes are what that ending says.
//! Pictures are drawn anew: what cameras and attackers put beside the picture stays behind. Nothing is unpacked.
//!
//! States: waiting (for the scanner, if the operator has one), ready, quarantined (a virus was found: the row stays, the
//! bytes are given to nobody). Beside that a file is removed (can be undone for 30 days, then gone). Equal bytes lie in
//! the data folder once; they go seven days after the last file that has them.
//!
//! Tables owned: `file`, `blob`. The pages, which name records of every kind, stand in `across/filing`.

mod model;
pub mod store;
pub mod actions;
mod views;
mod jobs;
#[cfg(test)]
mod tests;

pub use jobs::{Clear, clear, scan, scan_everywhere};
pub use model::{ACCEPTED, Arrived, File, FileKind, FileName, MOST_AT_ONCE, Newest, Rules, State};
pub use views::{adding, lines, rename};
