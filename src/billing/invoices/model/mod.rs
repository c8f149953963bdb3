//! An invoice, how it is read from what somebody typed, and what becomes of it.

mod input;
mod lines;
mod paper;
mod state;
mod listing;

use crate::base::{At, Day, InvoiceId, MemberId, Money};
use crate::billing::documents::Document;

pub use input::DraftInput;
pub use lines::{LINES, LineInput};
pub use listing::{Filter, Line, SortBy, Which};
pub use paper::{Making, Told, exchange, home_currency};
pub use state::{Event, State};

/// An invoice as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its number here, which is not the one on the paper.
    pub id: InvoiceId,
    /// Where it stands.
    pub state: State,
    /// What was typed.
    pub facts: DraftInput,
    /// What it was issued as; none of a draft.
    pub issued: Option<Issued>,
    /// Grows with each change.
    pub version: i64,
    /// When it was begun.
    pub created_at: At,
    /// By whom; nobody is Kantora itself.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
    /// By whom.
    pub updated_by: Option<MemberId>,
}

/// What an invoice became when it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The number on the paper.
    pub number: String,
    /// The day of issue.
    pub issued_on: Day,
    /// By which day to pay.
    pub due_on: Option<Day>,
    /// The paper.
    pub document: Document,
    /// What is still owed.
    pub balance: Money,
}

/// A paper that is not what it was when it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Which row, in words for the operator.
    pub place: String,
    /// What is wrong with it.
    pub reason: &'static str,
}
