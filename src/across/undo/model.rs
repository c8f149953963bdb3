//! What became of an undo.

use crate::base::SubjectId;

/// What became of an undo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many records are as they were.
    pub done: usize,
    /// Records that somebody changed since, or that are gone.
    pub changed: Vec<SubjectId>,
    /// Records whose e-mail address somebody else has by now.
    pub taken: Vec<SubjectId>,
}

impl Report {
    /// Both together.
    pub fn add(&mut self, other: Report) {
        self.done += other.done;
        self.changed.extend(other.changed);
        self.taken.extend(other.taken);
    }
}
