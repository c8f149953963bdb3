//! Where an invoice stands.

use crate::base::words::words;
use crate::base::{Error, Result};

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Can be changed, and be thrown away.
    Draft,
    /// Has its number, and never changes.
    Issued,
    /// Was taken back as a whole, and keeps its number.
    Voided,
}
words!(State, "state of an invoice",
    Draft = "draft", "invoices-draft";
    Issued = "issued", "invoices-issued";
    Voided = "voided", "invoices-voided";
);

/// What somebody does with an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Changes it.
    Edit,
    /// Issues it.
    Issue,
    /// Throws it away.
    Discard,
    /// Takes it back as a whole.
    Void,
}

impl State {
    /// Where it stands after that; none: it is gone. `Conflict` if that cannot be done with it.
    pub fn after(self, event: Event) -> Result<Option<State>> {
        match (self, event) {
            (State::Draft, Event::Edit) => Ok(Some(State::Draft)),
            (State::Draft, Event::Issue) => Ok(Some(State::Issued)),
            (State::Draft, Event::Discard) => Ok(None),
            (State::Issued, Event::Void) => Ok(Some(State::Voided)),
            (State::Draft | State::Voided, Event::Void) => Err(Error::Conflict("invoices-void-not")),
            (State::Issued | State::Voided, _) => Err(Error::Conflict("invoices-issued-already")),
        }
    }
}
