//! What stands in the bodies of programs, and the shapes of their answers.
//!
//! poem-openapi takes a number for a text and `null` for whatever may be left out; a program that sends what it does not
//! mean should be told, so the types here take what their schema says and nothing else.

mod types;
mod answers;
mod asked;

pub use answers::{Added, Gone, Page, Shown, Stored, Tag, etag, matches, required};
pub use asked::{Walk, once, put, renamed};
pub use types::{Date, Limit, List, Moment, Nullable, Number, Sent, Text, Word};
