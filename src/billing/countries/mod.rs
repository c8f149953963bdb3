//! What countries ask of papers and numbers, as data and pure functions: no table, no clock.
//!
//! A pack says what its papers are called in each language, how they are numbered, and who signs them. There are three:
//! Britain, Bulgaria, and one for every other country, which follows the Directive on VAT (2006/112/EC). A workspace has
//! the pack of its own country, whoever buys.
//!
//! Numbers of companies, VAT numbers and bank accounts become types that can only be right: what is [`Wrong`] with one is
//! told in words. Amounts are said in words where the law or custom wants it, with the genders of each currency.

mod model;

pub use model::{
    AccountNumber, Bic, CompanyNumber, Iban, Numbering, Pack, PaperKind, Series, SortCode, VatNumber, Wrong,
    in_words,
};
