//! What the tables are made of.

use crate::base::{Day, InvoiceId, Money, PaymentId};
use crate::billing::documents::{Document, Exchange};
use crate::billing::invoices::Kind;
use crate::billing::payments;

/// An issued paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its number here.
    pub id: InvoiceId,
    /// What it is.
    pub kind: Kind,
    /// The day in whose order it stands: whatever its text says, nothing is read twice.
    pub day: Day,
    /// What stands on it.
    pub document: Document,
}

impl Paper {
    /// 1, or -1 of what takes back: the sums of a credit note are written above zero on it.
    pub fn sign(&self) -> i64 {
        match self.kind {
            Kind::CreditNote => -1,
            Kind::Invoice | Kind::DebitNote => 1,
        }
    }

    /// The number on it.
    pub fn number(&self) -> &str {
        &self.document.head().number
    }

    /// The name of its buyer; empty if it names none.
    pub fn buyer(&self) -> &str {
        self.document.head().buyer.as_ref().map_or("", |buyer| &buyer.legal_name)
    }

    /// The rate at which it was turned into the seller's own currency, if it was.
    pub fn exchange(&self) -> Option<Exchange> {
        self.document.sums().home.map(|home| home.exchange)
    }

    /// What its files are called, without their endings.
    pub fn file_name(&self) -> String {
        let is_safe = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
        let safe: String =
            self.number().chars().map(|letter| if is_safe(letter) { letter } else { '-' }).collect();
        // Sequences may count alike: the kind and our own number keep their files apart.
        format!("{safe}-{}-{}", self.kind.code(), self.id)
    }
}

/// A payment with what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its number.
    pub id: PaymentId,
    /// When it was there.
    pub received_on: Day,
    /// How it came.
    pub kind: payments::Kind,
    /// How much; below zero: paid back.
    pub amount: Money,
    /// What the bank kept of it.
    pub fee: i64,
    /// What stood on it.
    pub reference: String,
    /// What else there is to say.
    pub note: String,
    /// Whether it was undone by then.
    pub is_undone: bool,
    /// What of it is for which paper.
    pub shares: Vec<Share>,
}

/// What of a payment is for a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The number on the paper.
    pub number: String,
    /// The name of its buyer.
    pub buyer: String,
    /// How much.
    pub amount: i64,
}
