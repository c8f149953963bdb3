//! What of a paper is still owed, and what that makes of it.

use super::State;
use crate::base::words::words;
use crate::base::{Currency, Day, Money};

/// What of an issued paper is still owed, in minor units of its currency. Of a credit note everything is below zero: it is
/// the seller who owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// Of the paper.
    pub currency: Currency,
    /// What it asked for.
    pub due: i64,
    /// What came in for it.
    pub paid: i64,
    /// What credit notes took off it.
    pub credited: i64,
}

impl Balance {
    /// What is still owed.
    pub fn rest(&self) -> Money {
        Money::new(self.due - self.paid - self.credited, self.currency)
    }

    /// Whether nothing was paid or credited yet.
    pub fn is_untouched(&self) -> bool {
        self.paid == 0 && self.credited == 0
    }
}

/// Where a paper stands, with what was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is not issued.
    Draft,
    /// All of it is owed.
    Open,
    /// A part of it is.
    PartlyPaid,
    /// Its day has passed, and something is owed.
    Overdue,
    /// Nothing is.
    Paid,
    /// The seller owes something back.
    Owing,
    /// It was taken back as a whole.
    Voided,
}
words!(Standing, "standing of a paper",
    Draft = "draft", "invoices-draft";
    Open = "open", "invoices-open";
    PartlyPaid = "partly_paid", "invoices-partly-paid";
    Overdue = "overdue", "invoices-overdue";
    Paid = "paid", "invoices-paid";
    Owing = "owing", "invoices-owing";
    Voided = "voided", "invoices-voided";
);

impl Standing {
    /// Of a paper in that state with what is owed on it until which day.
    pub fn of(state: State, owed: Option<(Balance, Option<Day>)>, today: Day) -> Standing {
        let Some((balance, due_on)) = owed else { return Standing::Draft };
        let rest = balance.rest().minor;
        match state {
            State::Draft => Standing::Draft,
            State::Voided => Standing::Voided,
            State::Issued if rest < 0 => Standing::Owing,
            State::Issued if rest == 0 => Standing::Paid,
            State::Issued if due_on.is_some_and(|due_on| due_on < today) => Standing::Overdue,
            State::Issued if rest < balance.due => Standing::PartlyPaid,
            State::Issued => Standing::Open,
        }
    }

    /// Whether something is still to come in.
    pub fn is_open(self) -> bool {
        matches!(self, Standing::Open | Standing::PartlyPaid | Standing::Overdue)
    }
}
