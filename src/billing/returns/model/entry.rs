//! A return as its entries.

use serde::{Deserialize, Serialize};

use crate::base::{Country, Currency, Day, InvoiceId, Money, Result};
use crate::billing::documents::Document;
use crate::billing::periods::Period;
use crate::billing::pricing::Tax;

/// An issued paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its number here.
    pub id: InvoiceId,
    /// The number on it.
    pub number: String,
    /// Its tax day.
    pub taxed_on: Day,
    /// Whether it takes back.
    pub is_credit: bool,
    /// What stands on it.
    pub document: Document,
}

/// What of a paper's group of tax counts in a period, in minor units of the return's currency; below zero where it is
/// taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The paper.
    pub invoice: InvoiceId,
    /// The number on it.
    pub number: String,
    /// Its tax day.
    pub taxed_on: Day,
    /// Who bought.
    pub customer: String,
    /// Where they are.
    pub buyer: Country,
    /// Their VAT number, if there is one.
    pub vat_number: String,
    /// Whose tax it is.
    pub country: Country,
    /// How it is taxed.
    pub tax: Tax,
    /// Whether it is outside the scope because it is supplied where the buyer is.
    pub is_elsewhere: bool,
    /// Without the tax.
    pub net: i64,
    /// The tax on it.
    pub vat: i64,
    /// What is owed for it: the tax, or its share at the flat rate.
    pub due: i64,
    /// Whether it is at the flat rate.
    pub is_flat: bool,
}

/// All that counts in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Its days.
    pub period: Period,
    /// Where the seller accounts for VAT.
    pub country: Country,
    /// In which currency.
    pub currency: Currency,
    /// The papers' groups, by tax day.
    pub entries: Vec<Entry>,
}

impl Return {
    /// That many minor units in its currency.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// As it is kept and hashed: the same return is always the same text.
    pub fn to_json(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    /// Reads what was kept.
    pub fn from_json(json: &str) -> Result<Return> {
        Ok(serde_json::from_str(json)?)
    }
}
