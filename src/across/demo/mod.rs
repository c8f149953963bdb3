//! The demo: one believable company, so that somebody who looks around sees work going on.
//!
//! Rila Joinery fits shops and offices in two countries. Its five people hold the five roles; its customers, their
//! people and the notes about them stand in `data/*.tsv`, as a spreadsheet would hold them. Everything is put in
//! through the same actions as by hand, by the people who would have done it, on a clock that walks through the last
//! year up to now: days are counted back from the day on which the demo is made, and chance has a fixed seed.

mod model;
mod actions;
#[cfg(test)]
mod tests;

pub use actions::build;
pub use model::{PASSWORD, PEOPLE, Person};
