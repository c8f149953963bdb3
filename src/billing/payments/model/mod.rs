//! A payment, and how it is read from what somebody typed.

mod input;

use crate::base::words::words;
use crate::base::{At, Day, InvoiceId, MemberId, Money, PaymentId, SubjectId};

pub use input::PaymentInput;

/// How it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Into a bank account.
    Bank,
    /// In cash.
    Cash,
    /// Otherwise.
    Other,
}
words!(Kind, "kind of a payment",
    Bank = "bank", "payments-bank";
    Cash = "cash", "payments-cash";
    Other = "other", "payments-other";
);

/// What of a payment is for a paper, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which paper.
    pub invoice: InvoiceId,
    /// How much; below zero: paid back.
    pub amount: i64,
}

/// A payment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its number.
    pub id: PaymentId,
    /// Who paid, or was paid back.
    pub customer: SubjectId,
    /// How it came.
    pub kind: Kind,
    /// When it was there.
    pub received_on: Day,
    /// How much; below zero: paid back.
    pub amount: Money,
    /// What stood on it.
    pub reference: String,
    /// What else there is to say.
    pub note: String,
    /// When it was written down.
    pub created_at: At,
    /// By whom.
    pub created_by: Option<MemberId>,
    /// Whether it was undone.
    pub is_undone: bool,
}
