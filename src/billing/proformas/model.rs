//! A pro-forma, and what becomes of it.

use crate::base::words::words;
use crate::base::{At, Day, Error, InvoiceId, ProFormaId, Result, SubjectId};
use crate::billing::documents::Document;
use crate::billing::invoices;

/// Where a pro-forma stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Is with the customer.
    Open,
    /// Has become an invoice.
    Invoiced,
    /// Was taken back, or its draft was thrown away.
    Withdrawn,
}
words!(State, "state of a pro-forma",
    Open = "open", "proformas-open";
    Invoiced = "invoiced", "proformas-invoiced";
    Withdrawn = "withdrawn", "proformas-withdrawn";
);

impl State {
    /// What follows from the invoice that it was made of; none: its draft was thrown away.
    pub fn of(invoice: Option<invoices::State>) -> State {
        match invoice {
            Some(invoices::State::Draft) => State::Open,
            Some(invoices::State::Issued | invoices::State::Voided) => State::Invoiced,
            None => State::Withdrawn,
        }
    }

    /// What it is once it was taken back; `Conflict` if that cannot be.
    pub fn withdrawn(self) -> Result<State> {
        match self {
            State::Open => Ok(State::Withdrawn),
            State::Invoiced | State::Withdrawn => Err(Error::Conflict("proformas-withdraw-not")),
        }
    }
}

/// A pro-forma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProForma {
    /// Its number here, which is not the one on the paper.
    pub id: ProFormaId,
    /// The invoice that it was made of; none: the draft was thrown away.
    pub invoice: Option<InvoiceId>,
    /// Who is asked.
    pub customer: SubjectId,
    /// On paper.
    pub number: String,
    /// The day on it.
    pub issued_on: Day,
    /// The paper.
    pub document: Document,
    /// Where it stands.
    pub state: State,
    /// When it was made.
    pub created_at: At,
}
