//! Invoices: drafted, issued, and from then on never changed.
//!
//! A draft names a customer and holds lines; all else follows. Issuing is one transaction: it takes the next number of the
//! sequence, asks the table of taxes for each line, composes the [`Document`](crate::billing::documents::Document) and checks
//! it, freezes it as JSON, and adds it to the chain of the workspace: its hash covers the hash of the paper before and
//! everything that is frozen in its rows. Triggers refuse every change after that; [`store::verify`] walks the chain and
//! reckons each paper again.
//!
//! What is owed stands apart, in `invoice_balance`, since it changes with every payment.
//!
//! Tables owned: `invoice`, `invoice_line`, `invoice_balance`.

mod model;
pub mod store;
pub mod actions;
mod jobs;
pub mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use jobs::{make, render};
pub use model::{
    Balance, Cover, Damage, DraftInput, FIELDS, FileKind, Invoice, Issued, Kind, LINES, LineInput, Making,
    Noted, Original, Rendered, Rows, Standing, State, Told,
};
