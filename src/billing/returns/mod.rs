//! VAT returns: what a period bears, down to each paper, and the act that closes it.
//!
//! Which papers count when follows from the scheme that held on their tax day: by invoices and at the flat rate a paper
//! counts on that day; under cash accounting each payment brings its share, to the cent, and whoever leaves that scheme
//! accounts for what is still unpaid on the day of leaving ([`reckon`]). Every figure is a sum of entries, and each entry
//! is a paper's group of tax; so a figure opens into its papers. Closing keeps the entries as a snapshot
//! (`billing/periods`), and a closed return is drawn from that; only the last one can be opened again.
//!
//! Only sales are known here: what was bought (boxes 4, 7 and 9 of the United Kingdom) is added elsewhere.
//!
//! Tables owned: none; `billing/periods` keeps what was closed.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;

pub use model::{Entry, Figure, Line, Return, Sender, ledger, union};
