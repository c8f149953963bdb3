//! Where a quote stands.

use crate::base::words::words;
use crate::base::{Error, Result};

/// Where a version of a quote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Can be changed.
    Draft,
    /// Is with the customer, and never changes.
    Sent,
    /// Was accepted.
    Accepted,
    /// Was accepted, and all of it is on invoices.
    Invoiced,
    /// Was declined.
    Declined,
    /// Its last day has passed.
    Expired,
    /// Was taken back.
    Withdrawn,
    /// There is a later version.
    Superseded,
}
words!(State, "state of a quote",
    Draft = "draft", "quotes-draft";
    Sent = "sent", "quotes-sent";
    Accepted = "accepted", "quotes-accepted";
    Invoiced = "invoiced", "quotes-invoiced";
    Declined = "declined", "quotes-declined";
    Expired = "expired", "quotes-expired";
    Withdrawn = "withdrawn", "quotes-withdrawn";
    Superseded = "superseded", "quotes-superseded";
);

/// What happens to a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It is changed.
    Edit,
    /// It is sent.
    Send,
    /// A version after it is begun.
    Revise,
    /// The customer accepts it.
    Accept,
    /// Somebody of the company says that the customer has accepted it.
    AcceptForCustomer,
    /// A part of it is put on an invoice.
    Invoice,
    /// The customer declines it.
    Decline,
    /// Its last day is over.
    Expire,
    /// It is taken back.
    Withdraw,
}

impl Event {
    /// Every one.
    #[cfg(test)]
    pub const ALL: [Event; 9] = [
        Event::Edit,
        Event::Send,
        Event::Revise,
        Event::Accept,
        Event::AcceptForCustomer,
        Event::Invoice,
        Event::Decline,
        Event::Expire,
        Event::Withdraw,
    ];
}

impl State {
    /// Where it stands after that. `Conflict` if that cannot happen to it.
    pub fn after(self, event: Event) -> Result<State> {
        match (self, event) {
            (State::Draft, Event::Edit) => Ok(State::Draft),
            (State::Draft, Event::Send) => Ok(State::Sent),
            (State::Sent | State::Expired, Event::Revise) => Ok(State::Superseded),
            (State::Sent, Event::Accept) | (State::Sent | State::Expired, Event::AcceptForCustomer) => {
                Ok(State::Accepted)
            }
            (State::Accepted, Event::Invoice) => Ok(State::Accepted),
            (State::Sent, Event::Decline) => Ok(State::Declined),
            (State::Sent, Event::Expire) => Ok(State::Expired),
            (State::Draft | State::Sent, Event::Withdraw) => Ok(State::Withdrawn),
            (_, Event::Edit | Event::Send) => Err(Error::Conflict("quotes-sent-already")),
            (_, Event::Revise) => Err(Error::Conflict("quotes-revise-not")),
            (_, Event::Accept | Event::AcceptForCustomer | Event::Decline | Event::Expire) => {
                Err(Error::Conflict("quotes-answer-not"))
            }
            (State::Invoiced, Event::Invoice) => Err(Error::Conflict("quotes-invoiced-already")),
            (_, Event::Invoice) => Err(Error::Conflict("quotes-invoice-not")),
            (_, Event::Withdraw) => Err(Error::Conflict("quotes-withdraw-not")),
        }
    }

    /// The same, knowing what of the accepted sum is on no invoice, in minor units; none: it was not accepted.
    pub fn billed(self, rest: Option<i64>) -> State {
        match (self, rest) {
            (State::Accepted, Some(..=0)) => State::Invoiced,
            _ => self,
        }
    }

    /// Whether that can happen to it.
    pub fn can(self, event: Event) -> bool {
        self.after(event).is_ok()
    }
}
