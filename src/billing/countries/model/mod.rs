//! Packs, numbers that carry their own check, and amounts in words.

mod wrong;
mod pack;
mod company;
mod vat;
mod bank;
mod spelling;
mod amount;
#[cfg(test)]
mod tests;

pub use amount::in_words;
pub use bank::{AccountNumber, Bic, Iban, SortCode};
pub use company::CompanyNumber;
pub use pack::{Numbering, Pack, PaperKind, Series};
pub use vat::VatNumber;
pub use wrong::Wrong;
