//! Customers: what stands on papers about the one who buys.
//!
//! A customer is a company or a contact. Its record says name, address and numbers already; whoever bills it can say more
//! here, or other things: the registered name, the address of invoices, which kind of buyer it is to the law, its language,
//! currency and terms, and where papers are sent. [`facts`] joins both into what a paper freezes, or says what is missing.
//!
//! A VAT number counts as valid once a register said so, or somebody has looked it up and said so, with the place where
//! they looked; another number is to be checked anew.
//!
//! Table owned: `customer`.

mod model;
pub mod store;
pub mod actions;
mod jobs;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use jobs::ask;
pub use model::{AskRegister, Check, CheckInput, CustomerInput, Facts, Missing, Shown, Stored};
pub use store::facts;
pub use views::part;
