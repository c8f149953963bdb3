//! Packs for accountants: all that was issued and paid in some days, in one file.
//!
//! A pack is made by a job: a zip with the PDF and the UBL of each paper, tables of papers, lines, VAT and payments, a
//! journal in double entry, tables as other products read them, the result of the proof of the papers, and the SHA-256 of
//! each of these files. Papers count by their day of issue, payments by the day on which they were there; what comes into
//! the books after the pack was asked for stays out of all of its tables alike. The file is written piece by piece, never
//! held as a whole, and goes after seven days with its row; the audit keeps that it was taken.
//!
//! States: [`State`]. Tables owned: `pack`.

mod model;
pub mod store;
pub mod actions;
mod jobs;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use jobs::{clear, run};
pub use model::{Clear, Pack, Quick, Range, State};
