//! The seller: what stands on papers about the company that uses Kantora.
//!
//! Who it is (names, address, numbers) are the settings of the workspace, how it accounts for VAT those of taxes; here is
//! the rest: who signs, the registered office, terms, currency, languages and colour of papers, and the bank accounts where
//! customers pay. [`facts`] joins them into what a paper freezes, or says what is missing.
//!
//! A bank account is never changed: it is put away and another one added, by an owner who proved of late who they are; every
//! owner is told by letter, and the page shows it for seven days. Of each currency the `main` one stands on papers.
//!
//! A Bulgarian seller takes no cash until an owner has read what Ordinance Н-18 asks and said so; which text they read is
//! audited, and a new text is to be confirmed anew.
//!
//! Tables owned: `seller`, `bank_account`.

mod model;
pub mod store;
mod letters;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use letters::AccountLetter;
pub use model::{
    Account, AccountInput, Bank, CASH_TEXT, Colour, Details, Facts, Languages, Missing, SHOWN_FOR, Stored,
};
pub use store::{facts, find};
