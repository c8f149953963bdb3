//! A lead, how it is read from what somebody typed, and how it passes from state to state.

mod utm;
mod label;
mod input;
mod listing;

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, CompanyId, ContactId, Day, DealId, Error, LeadId, MemberId, Result};

pub use input::{LeadInput, Rest};
pub use label::{Label, LabelKind, read_label};
pub use listing::{Filter, Line, Short, SortBy, Which};
pub use utm::Utm;

/// Where a lead stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nobody looks after it yet.
    New,
    /// Somebody does, and has not answered yet.
    Assigned,
    /// Somebody has answered.
    Working,
    /// It became a customer.
    Converted,
    /// Nothing came of it.
    Dead,
    /// It rests until a day.
    Recycled,
}
words!(State, "state of lead",
    New = "new", "leads-state-new";
    Assigned = "assigned", "leads-state-assigned";
    Working = "working", "leads-state-working";
    Converted = "converted", "leads-state-converted";
    Dead = "dead", "leads-state-dead";
    Recycled = "recycled", "leads-state-recycled";
);

impl State {
    /// Whether somebody has to do something with it.
    pub fn is_open(self) -> bool {
        matches!(self, State::New | State::Assigned | State::Working)
    }
}

/// What a lead became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Converted {
    /// When.
    pub at: At,
    /// The person, if one was linked and is not gone.
    pub contact: Option<ContactId>,
    /// The company, if one was linked and is not gone.
    pub company: Option<CompanyId>,
    /// The deal, if one was begun or joined and is not gone.
    pub deal: Option<DealId>,
}

/// To whom leads are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// To that member.
    Member(MemberId),
    /// To nobody.
    Nobody,
    /// Each to the next of those who take leads in turn.
    Turn,
}

/// A lead as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Its number.
    pub id: LeadId,
    /// What is known of it.
    pub facts: LeadInput,
    /// Where it stands.
    pub state: State,
    /// When they were first answered.
    pub answered_at: Option<At>,
    /// Why nothing came of it.
    pub reason: Option<Label>,
    /// The day on which it comes back.
    pub back_on: Option<Day>,
    /// What it became.
    pub converted: Option<Converted>,
    /// Since when it is in the trash.
    pub trashed_at: Option<At>,
    /// Grows with each change.
    pub version: i64,
    /// When it was added.
    pub created_at: At,
    /// By whom; nobody is Kantora itself.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
    /// By whom.
    pub updated_by: Option<MemberId>,
}

impl Lead {
    /// A new one, of nobody yet, added then by that member.
    pub fn new(id: LeadId, facts: LeadInput, at: At, by: Option<MemberId>) -> Lead {
        Lead {
            id,
            facts: LeadInput { owner: None, ..facts },
            state: State::New,
            answered_at: None,
            reason: None,
            back_on: None,
            converted: None,
            trashed_at: None,
            version: 1,
            created_at: at,
            created_by: by,
            updated_at: at,
            updated_by: by,
        }
    }

    /// Whether it is not in the trash.
    pub fn is_live(&self) -> bool {
        self.trashed_at.is_none()
    }

    /// Changed then by that member; the version tells that it was.
    pub fn touch(&mut self, at: At, by: Option<MemberId>) {
        self.version += 1;
        self.updated_at = at;
        self.updated_by = by;
    }

    /// Of that owner. `Conflict` if it is closed, `Invalid` if nobody shall have what somebody has begun.
    pub fn assigned(mut self, owner: Option<MemberId>) -> Result<Lead> {
        self.state = match (self.state, owner) {
            (State::New | State::Assigned, Some(_)) => State::Assigned,
            (State::New | State::Assigned, None) => State::New,
            (begun @ (State::Working | State::Recycled), Some(_)) => begun,
            (State::Working | State::Recycled, None) => {
                return Err(Error::field("owner", "leads-owner-needed"));
            }
            (State::Dead | State::Converted, _) => return Err(self.closed()),
        };
        self.facts.owner = owner;
        Ok(self)
    }

    /// With other facts; another owner as in [`Lead::assigned`]. `Conflict` if it is closed.
    pub fn edited(self, facts: LeadInput) -> Result<Lead> {
        if matches!(self.state, State::Dead | State::Converted) {
            return Err(self.closed());
        }
        let (before, owner) = (self.facts.owner, facts.owner);
        let edited = Lead { facts: LeadInput { owner: before, ..facts }, ..self };
        if owner == before { Ok(edited) } else { edited.assigned(owner) }
    }

    /// Answered then by that member, who looks after it if nobody did. Only the first answer changes anything; nothing
    /// if nobody could look after it.
    pub fn answered(self, at: At, by: Option<MemberId>) -> Option<Lead> {
        let owner = self.facts.owner.or(by)?;
        match self.state {
            State::New | State::Assigned => Some(Lead {
                state: State::Working,
                answered_at: self.answered_at.or(Some(at)),
                facts: LeadInput { owner: Some(owner), ..self.facts },
                ..self
            }),
            State::Working | State::Converted | State::Dead | State::Recycled => None,
        }
    }

    /// Nothing came of it, for that reason. `Conflict` if it is closed.
    pub fn disqualified(self, reason: Label) -> Result<Lead> {
        match self.state {
            State::New | State::Assigned | State::Working | State::Recycled => {
                Ok(Lead { state: State::Dead, reason: Some(reason), back_on: None, ..self })
            }
            State::Dead | State::Converted => Err(self.closed()),
        }
    }

    /// It rests until that day; whoever lets it rest looks after it if nobody did. `Conflict` unless somebody has
    /// answered, or nothing came of it.
    pub fn recycled(self, until: Day, by: Option<MemberId>) -> Result<Lead> {
        let owner = self.facts.owner.or(by).ok_or(Error::field("owner", "leads-owner-needed"))?;
        match self.state {
            State::Working | State::Dead => Ok(Lead {
                state: State::Recycled,
                reason: None,
                back_on: Some(until),
                facts: LeadInput { owner: Some(owner), ..self.facts },
                ..self
            }),
            State::New | State::Assigned => Err(Error::Conflict("leads-not-answered")),
            State::Recycled => Err(Error::Conflict("leads-rests-already")),
            State::Converted => Err(self.closed()),
        }
    }

    /// Back with its owner. `Conflict` unless it rests.
    pub fn returned(self) -> Result<Lead> {
        match self.state {
            State::Recycled => Ok(Lead { state: State::Assigned, back_on: None, ..self }),
            _ => Err(Error::Conflict("leads-rests-not")),
        }
    }

    /// It became that; converting counts as the first answer. `Conflict` unless it is open.
    pub fn converted(self, into: Converted) -> Result<Lead> {
        match self.state {
            State::New | State::Assigned | State::Working => Ok(Lead {
                state: State::Converted,
                answered_at: self.answered_at.or(Some(into.at)),
                converted: Some(into),
                ..self
            }),
            State::Recycled => Err(Error::Conflict("leads-rests")),
            State::Dead | State::Converted => Err(self.closed()),
        }
    }

    fn closed(&self) -> Error {
        Error::Conflict(if self.state == State::Dead { "leads-is-dead" } else { "leads-is-converted" })
    }
}
