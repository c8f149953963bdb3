//! Bank statements: brought as a file, matched with what is owed, and written down as payments.
//!
//! A statement comes as CAMT.053, MT940, OFX or a table; of a table whose header says too little, somebody names the columns
//! once, and they are remembered ([`Mapping`]). Each line has a mark by which it is known again in the next statement, so
//! that it is never taken twice. What a line probably pays is proposed with a reason ([`propose`]); it is booked as a
//! payment (`billing/payments`) by somebody, or with the others of which nothing is in doubt. A line is booked as long as its
//! payment stands: undoing the payment, here or on the page of the invoice, opens the line again.
//!
//! Tables owned: `bank_statement`, `bank_line`, `bank_mapping`.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;

pub use model::{
    Column, Entry, Event, Ledger, Line, MOST_BYTES, Mapping, OpenPaper, Proposal, Read, Reason, State,
    Statement, Told, Unfit, fingerprints, propose, read,
};
