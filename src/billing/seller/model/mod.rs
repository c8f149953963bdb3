//! Details, bank accounts, and the facts of a paper.

mod details;
mod account;
mod facts;

pub use account::{Account, AccountInput, Act, Bank, DatedAccount, SHOWN_FOR};
pub use details::{CASH_TEXT, Colour, Confirmed, Details, Languages, Stored};
pub use facts::{Facts, Missing, Sources};
