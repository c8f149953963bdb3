//! Words that people put on subjects to find them together again.
//!
//! A tag exists as long as the workspace does; two spellings that fold to the same letters are one tag, and the
//! spelling that came first is shown. Tables owned: `tag`, `tagging`.

mod model;
pub mod store;
pub mod api;

pub use model::{LENGTH, Tag, read_names};
