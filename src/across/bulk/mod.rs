//! One thing done to all records that a list shows.
//!
//! Somebody sees a list, is told how many records it has, and says what becomes of them. A job walks the same list by
//! number and does it record by record, in closures of as many as take 20 ms, as the member who asked: their rights
//! count for each record, and a record that anybody changed since the list was seen stays as it is. How far it came
//! stands in the same transaction as what it did, so that a crash does no record twice. All of it is one set of changes,
//! which another job takes back.
//!
//! States: running, done or cancelled, undoing, undone. Tables owned: `bulk_act`, `bulk_skip`.

mod model;
mod store;
pub mod actions;
mod views;
mod jobs;
pub mod pages;
#[cfg(test)]
mod tests;

pub use jobs::{run, run_undo};
pub use model::{BulkAct, Counts, Reason, Status, Wish};
