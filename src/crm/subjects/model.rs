//! A record that became a part of another.

use crate::base::{At, ChangeSetId, SubjectId};

/// A record that became a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// What went.
    pub gone: SubjectId,
    /// What it went into.
    pub kept: SubjectId,
    /// The set of changes that takes the two apart again.
    pub set: ChangeSetId,
    /// When they were merged.
    pub at: At,
    /// Until when they can be taken apart.
    pub undo_until: At,
}
