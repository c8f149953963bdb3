//! A quote, how it is read from what somebody typed, and what becomes of it.

mod state;
mod lines;
mod input;
mod choice;
mod billing;
mod pots;
mod file;
mod listing;

use crate::base::{At, Day, MemberId, QuoteId, QuoteVersionId};
use crate::billing::documents::Document;
use crate::billing::pricing::Quantity;

pub use billing::{Asked, Billed, Billing, Share, Stage};
pub use choice::{Accepting, chosen, first_choice, first_shown, taken};
pub use file::{Render, file_name};
pub use input::QuoteInput;
pub use lines::{Part, QuoteLine};
pub use listing::{Filter, Line, SortBy, Which};
#[cfg(test)]
pub use pots::{Pot, share_out};
pub use pots::{Pots, taken_off};
pub use state::{Event, State};

/// A quote with its live version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Its number here, which is not the one on the paper.
    pub id: QuoteId,
    /// The live version.
    pub live: QuoteVersionId,
    /// Which one that is, from 1.
    pub n: i64,
    /// On paper; empty before its first sending.
    pub number: String,
    /// Where it stands.
    pub state: State,
    /// What was typed.
    pub facts: QuoteInput,
    /// What was sent; none of a draft.
    pub sent: Option<Sent>,
    /// How much of each thing on offer was accepted, in their order; nothing before that.
    pub taken: Vec<Option<Quantity>>,
    /// Why it was declined.
    pub reason: String,
    /// Grows with each change.
    pub version: i64,
    /// When it was begun.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
}

/// What a version became when it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The paper with every line on offer.
    pub document: Document,
    /// When.
    pub at: At,
    /// When the customer first saw it.
    pub viewed_at: Option<At>,
    /// When it was accepted or declined.
    pub answered_at: Option<At>,
}

impl Quote {
    /// As it is written on paper: later versions say which one they are.
    pub fn called(&self) -> String {
        if self.n > 1 { format!("{}/{}", self.number, self.n) } else { self.number.clone() }
    }

    /// Where it stands on that day: whether the job that ends quotes came by already or not.
    pub fn state_on(&self, today: Day) -> State {
        match self.state {
            State::Sent if self.facts.valid_until < today => State::Expired,
            state => state,
        }
    }
}

/// An earlier or the live version of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Which one, from 1.
    pub n: i64,
    /// Where it stands.
    pub state: State,
    /// When it was sent.
    pub sent_at: Option<At>,
    /// With the tax, in minor units of its currency, as it was sent.
    pub gross: Option<crate::base::Money>,
}

/// A quote that others begin like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The quote.
    pub quote: QuoteId,
    /// What it is called.
    pub name: String,
}

/// The evidence that a quote was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Who says so.
    pub name: String,
    /// Where they are written to.
    pub email: String,
    /// From which network.
    pub address: String,
    /// With which browser, as it calls itself.
    pub agent: String,
    /// How a member knows of it; empty: the customer did it.
    pub reason: String,
    /// The member.
    pub member: Option<MemberId>,
    /// When.
    pub at: At,
    /// What was accepted.
    pub document: Document,
    /// The hash of that, in hexadecimal digits.
    pub hash: String,
}
