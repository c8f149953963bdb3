//! The life of an import.

use crate::base::{Error, Result};

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The file is here; its columns are to be looked at.
    Uploaded,
    /// The columns are chosen; every row is being read and matched.
    Mapped,
    /// The dry run is there, under the usual rules.
    Analysed,
    /// The rules are chosen; the dry run is being counted anew.
    Ruled,
    /// The dry run is there, under the chosen rules.
    Ready,
    /// Rows are being written.
    Running,
    /// Every row is written, left out or listed as bad.
    Done,
    /// What was written is being taken back.
    Undoing,
    /// All was taken back.
    Undone,
    /// All was taken back but what somebody changed since.
    PartlyUndone,
    /// Given up before anything was written.
    Discarded,
    /// The file could not be read to its end.
    Failed,
}

/// What can happen to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Encoding, delimiter or columns are looked at again.
    Reread,
    /// The columns are chosen.
    Map,
    /// Every row is read and matched.
    Analyse,
    /// The rules are chosen.
    Rule,
    /// The dry run was counted anew.
    Plan,
    /// Rows are to be written.
    Run,
    /// The last row is written.
    Finish,
    /// What was written is to be taken back.
    Undo,
    /// All was taken back.
    FinishUndo,
    /// Not all could be taken back.
    FinishUndoPartly,
    /// Never mind.
    Discard,
    /// The file cannot be read on.
    Fail,
}

impl Status {
    const CODES: [(Status, &'static str); 12] = [
        (Status::Uploaded, "uploaded"),
        (Status::Mapped, "mapped"),
        (Status::Analysed, "analysed"),
        (Status::Ruled, "ruled"),
        (Status::Ready, "ready"),
        (Status::Running, "running"),
        (Status::Done, "done"),
        (Status::Undoing, "undoing"),
        (Status::Undone, "undone"),
        (Status::PartlyUndone, "partly-undone"),
        (Status::Discarded, "discarded"),
        (Status::Failed, "failed"),
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        Status::CODES.iter().find(|(status, _)| *status == self).map_or("", |(_, code)| code)
    }

    /// The status of that word.
    pub fn of(code: &str) -> Option<Status> {
        Status::CODES.iter().find(|(_, known)| *known == code).map(|(status, _)| *status)
    }

    /// Where the event leads, or a Conflict.
    pub fn after(self, event: Event) -> Result<Status> {
        use Event::*;
        use Status::*;
        match (self, event) {
            (Uploaded | Analysed | Ready | Failed, Reread) => Ok(Uploaded),
            (Uploaded, Map) => Ok(Mapped),
            (Mapped, Analyse) => Ok(Analysed),
            (Analysed | Ready, Rule) => Ok(Ruled),
            (Ruled, Plan) => Ok(Ready),
            (Analysed | Ready, Run) => Ok(Running),
            (Running, Finish) => Ok(Done),
            (Done, Undo) => Ok(Undoing),
            (Undoing, FinishUndo) => Ok(Undone),
            (Undoing, FinishUndoPartly) => Ok(PartlyUndone),
            (Uploaded | Mapped | Analysed | Ruled | Ready | Failed, Discard) => Ok(Discarded),
            (Uploaded | Mapped | Ruled, Fail) => Ok(Failed),
            _ => Err(Error::Conflict("transfer-conflict-status")),
        }
    }

    /// Whether a background job is at work on it.
    pub fn is_busy(self) -> bool {
        matches!(self, Status::Mapped | Status::Ruled | Status::Running | Status::Undoing)
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Status::Uploaded => "transfer-status-uploaded",
            Status::Mapped | Status::Ruled => "transfer-status-checking",
            Status::Analysed | Status::Ready => "transfer-status-ready",
            Status::Running => "transfer-status-running",
            Status::Done => "transfer-status-done",
            Status::Undoing => "transfer-status-undoing",
            Status::Undone => "transfer-status-undone",
            Status::PartlyUndone => "transfer-status-partly-undone",
            Status::Discarded => "transfer-status-discarded",
            Status::Failed => "transfer-status-failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_straight_way_leads_from_the_file_to_the_undo() {
        use Event::*;
        let way = [Map, Analyse, Rule, Plan, Run, Finish, Undo, FinishUndo];

        let end = way.into_iter().try_fold(Status::Uploaded, Status::after);

        assert_eq!(end.unwrap(), Status::Undone);
    }

    #[test]
    fn nothing_is_discarded_or_read_again_once_rows_were_written() {
        for status in [Status::Running, Status::Done, Status::Undoing, Status::Undone, Status::PartlyUndone] {
            assert!(status.after(Event::Discard).is_err());
            assert!(status.after(Event::Reread).is_err());
            assert!(status.after(Event::Run).is_err());
        }
    }

    #[test]
    fn every_status_comes_back_from_its_word() {
        for (status, code) in Status::CODES {
            assert_eq!(Status::of(code), Some(status));
            assert_eq!(status.code(), code);
        }
    }
}
