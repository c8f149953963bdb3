//! Files that come in together: written one after another, taken back in one go.

use super::import::ImportSetId;
use crate::base::{At, ChangeSetId, Error, MemberId, Result, SubjectKind};

/// Where a set stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetStatus {
    /// Its files can be looked at.
    Open,
    /// Its files are being written, one after another.
    Running,
    /// Every file is written, or could not be.
    Done,
    /// What was written is being taken back.
    Undoing,
    /// All was taken back.
    Undone,
    /// All was taken back but what somebody changed since.
    PartlyUndone,
    /// Given up before anything was written.
    Discarded,
}

/// What can happen to a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetEvent {
    /// Its files are to be written.
    Run,
    /// The last one is.
    Finish,
    /// What was written is to be taken back.
    Undo,
    /// All was taken back.
    FinishUndo,
    /// Not all could be taken back.
    FinishUndoPartly,
    /// Never mind.
    Discard,
}

impl SetStatus {
    const CODES: [(SetStatus, &'static str); 7] = [
        (SetStatus::Open, "open"),
        (SetStatus::Running, "running"),
        (SetStatus::Done, "done"),
        (SetStatus::Undoing, "undoing"),
        (SetStatus::Undone, "undone"),
        (SetStatus::PartlyUndone, "partly-undone"),
        (SetStatus::Discarded, "discarded"),
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        SetStatus::CODES.iter().find(|(status, _)| *status == self).map_or("", |(_, code)| code)
    }

    /// The status of that word.
    pub fn of(code: &str) -> Option<SetStatus> {
        SetStatus::CODES.iter().find(|(_, known)| *known == code).map(|(status, _)| *status)
    }

    /// Where the event leads, or a Conflict.
    pub fn after(self, event: SetEvent) -> Result<SetStatus> {
        use SetEvent::*;
        use SetStatus::*;
        match (self, event) {
            (Open, Run) => Ok(Running),
            (Running, Finish) => Ok(Done),
            (Done, Undo) => Ok(Undoing),
            (Undoing, FinishUndo) => Ok(Undone),
            (Undoing, FinishUndoPartly) => Ok(PartlyUndone),
            (Open, Discard) => Ok(Discarded),
            _ => Err(Error::Conflict("transfer-conflict-status")),
        }
    }

    /// Whether a background job is at work on it.
    pub fn is_busy(self) -> bool {
        matches!(self, SetStatus::Running | SetStatus::Undoing)
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            SetStatus::Open => "transfer-set-open",
            SetStatus::Running => "transfer-status-running",
            SetStatus::Done => "transfer-status-done",
            SetStatus::Undoing => "transfer-status-undoing",
            SetStatus::Undone => "transfer-status-undone",
            SetStatus::PartlyUndone => "transfer-status-partly-undone",
            SetStatus::Discarded => "transfer-status-discarded",
        }
    }
}

/// Files that come in together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportSet {
    /// Its number.
    pub id: ImportSetId,
    /// Where it stands.
    pub status: SetStatus,
    /// Records that the undo left as they are: somebody changed them since.
    pub kept: i64,
    /// How far the undo came.
    pub step_at_row: i64,
    /// What can be taken back.
    pub change_set: Option<ChangeSetId>,
    /// Who brings it in; nobody is the command line.
    pub member: Option<MemberId>,
    /// Grows with each step.
    pub version: i64,
    /// When it was uploaded.
    pub created_at: At,
    /// When its last file was written.
    pub finished_at: Option<At>,
    /// How long it can be taken back.
    pub undo_until: Option<At>,
}

impl ImportSet {
    /// The set after that event; a Conflict if it cannot happen now.
    pub fn after(mut self, event: SetEvent) -> Result<ImportSet> {
        self.status = self.status.after(event)?;
        self.step_at_row = 0;
        Ok(self)
    }

    /// Whether it can be taken back at that time.
    pub fn can_undo(&self, now: At) -> bool {
        self.status.after(SetEvent::Undo).is_ok() && self.undo_until.is_some_and(|until| now <= until)
    }
}

/// The place of such a list among others: what is named by others comes first.
pub fn order_of(kind: SubjectKind) -> usize {
    const ORDER: [SubjectKind; 6] = [
        SubjectKind::Company,
        SubjectKind::Contact,
        SubjectKind::Lead,
        SubjectKind::Deal,
        SubjectKind::Task,
        SubjectKind::Note,
    ];
    ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_written_and_taken_back_once() {
        use SetEvent::*;
        let end = [Run, Finish, Undo, FinishUndo].into_iter().try_fold(SetStatus::Open, SetStatus::after);

        assert_eq!(end.expect("the straight way"), SetStatus::Undone);
        assert!(SetStatus::Done.after(Run).is_err());
        assert!(SetStatus::Running.after(Discard).is_err());
        assert!(SetStatus::Undone.after(Undo).is_err());
    }

    #[test]
    fn every_status_of_a_set_comes_back_from_its_word() {
        for (status, code) in SetStatus::CODES {
            assert_eq!(SetStatus::of(code), Some(status));
        }
    }

    #[test]
    fn who_is_named_comes_before_who_names_them() {
        assert!(order_of(SubjectKind::Company) < order_of(SubjectKind::Contact));
        assert!(order_of(SubjectKind::Contact) < order_of(SubjectKind::Deal));
        assert!(order_of(SubjectKind::Deal) < order_of(SubjectKind::Note));
    }
}
