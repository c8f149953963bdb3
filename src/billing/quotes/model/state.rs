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
    pub const ALL: [Event; 8] = [
        Event::Edit,
        Event::Send,
        Event::Revise,
        Event::Accept,
        Event::AcceptForCustomer,
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
            (State::Sent, Event::Decline) => Ok(State::Declined),
            (State::Sent, Event::Expire) => Ok(State::Expired),
            (State::Draft | State::Sent, Event::Withdraw) => Ok(State::Withdrawn),
            (_, Event::Edit | Event::Send) => Err(Error::Conflict("quotes-sent-already")),
            (_, Event::Revise) => Err(Error::Conflict("quotes-revise-not")),
            (_, Event::Accept | Event::AcceptForCustomer | Event::Decline | Event::Expire) => {
                Err(Error::Conflict("quotes-answer-not"))
            }
            (_, Event::Withdraw) => Err(Error::Conflict("quotes-withdraw-not")),
        }
    }

    /// Whether that can happen to it.
    pub fn can(self, event: Event) -> bool {
        self.after(event).is_ok()
    }
}
