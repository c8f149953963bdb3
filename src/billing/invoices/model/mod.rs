//! An invoice, how it is read from what somebody typed, and what becomes of it.

mod kind;
mod state;
mod lines;
mod input;
mod standing;
mod file;
mod listing;
mod paper;

use crate::base::{At, Day, InvoiceId, MemberId};
use crate::billing::documents::Document;

pub use file::{Cover, FileKind, Render, Rendered};
pub use input::DraftInput;
pub use kind::Kind;
pub use lines::{FIELDS, LINES, LineInput, Rows};
pub use listing::{Filter, Line, SortBy, Which};
pub use paper::{Making, Original, Told};
pub use standing::{Balance, Standing};
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
    /// What of it is still owed.
    pub balance: Balance,
}

impl Invoice {
    /// Where it stands on that day, with what was paid.
    pub fn standing(&self, today: Day) -> Standing {
        let owed = self.issued.as_ref().map(|issued| (issued.balance, issued.due_on));
        Standing::of(self.state, owed, today)
    }
}

/// A note on a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Its number here.
    pub id: InvoiceId,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// The number on it; empty of a draft.
    pub number: String,
    /// What it comes to.
    pub balance: Balance,
}

/// A paper that is not what it was when it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Which row, in words for the operator.
    pub place: String,
    /// What is wrong with it.
    pub reason: &'static str,
}
