//! A document: who, what, how much.

mod party;
mod head;
mod sums;
mod compose;
mod check;
#[cfg(test)]
mod tests;

pub use compose::{Draft, DraftAdjustment, DraftLine};
pub use head::{Exchange, Form, Ground, Head, Languages, Period, Preceding, Wording};
pub use party::{Account, Address, Contact, ElectronicAddress, Party, Payment, Route};
pub use sums::{Document, HomeTax, Item, Line, Part, Shared, Sums, TaxGroup};
