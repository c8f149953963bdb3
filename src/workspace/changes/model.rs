//! What a set of changes is and whether it can still be taken back; pure.

use crate::base::{At, ChangeSetId, MemberId, SubjectId};

/// An act that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSet {
    /// Its number.
    pub id: ChangeSetId,
    /// What was done, like `contact.trash`.
    pub verb: String,
    /// By whom; none: the installation itself.
    pub member: Option<MemberId>,
    /// When.
    pub created_at: At,
    /// How long it can be taken back.
    pub undo_until: At,
    /// When it was taken back.
    pub undone_at: Option<At>,
    /// Whether its before-images are gone.
    pub is_cleared: bool,
    /// How many records it touched.
    pub size: i64,
}

/// Whether an act can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can.
    Open,
    /// It was.
    Undone,
    /// Its time is over.
    Expired,
}

impl ChangeSet {
    /// Whether it can be taken back at that time.
    pub fn state(&self, now: At) -> State {
        match self.undone_at {
            Some(_) => State::Undone,
            None if self.is_cleared || now > self.undo_until => State::Expired,
            None => State::Open,
        }
    }
}

/// What the act did to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It was not there before; undo removes it for good.
    Created,
    /// It was otherwise before.
    Changed,
}

/// One record of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    /// Its number, rising within the set.
    pub id: i64,
    /// The record.
    pub subject: SubjectId,
    /// What happened to it.
    pub act: Act,
    /// What it was; none if it was created by the act, or if the time to undo is over.
    pub before: Option<serde_json::Value>,
    /// The version that the act left.
    pub version_after: i64,
}
