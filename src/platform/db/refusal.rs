//! What the machine answers when it cannot: the plain outcome for the reader, the cause for the log.

use rusqlite::ErrorCode;

use crate::base::Error;

/// Why the database does not take or give anything now. All of them pass without a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Too many acts wait already.
    Full,
    /// The writer has ended.
    Stopped,
    /// It took longer than it may.
    TooSlow,
    /// Another process writes.
    Locked,
    /// The disk is full.
    DiskFull,
    /// The folder or the disk cannot be written to.
    ReadOnly,
    /// The disk failed, or the transaction was lost on the way to it.
    Storage,
}

impl Refusal {
    /// The refusal behind a failure of the library; none if it is a fault of ours.
    pub fn behind(error: &rusqlite::Error) -> Option<Refusal> {
        match error.sqlite_error_code()? {
            ErrorCode::DiskFull => Some(Refusal::DiskFull),
            ErrorCode::ReadOnly => Some(Refusal::ReadOnly),
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Some(Refusal::Storage),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some(Refusal::Locked),
            ErrorCode::OperationInterrupted => Some(Refusal::TooSlow),
            _ => None,
        }
    }

    /// The outcome with the key of its message.
    pub fn error(self) -> Error {
        Error::Unavailable(match self {
            Refusal::Full => "error-busy",
            Refusal::Stopped => "error-writer-stopped",
            Refusal::TooSlow => "error-took-too-long",
            Refusal::Locked => "engine-locked",
            Refusal::DiskFull => "engine-disk-full",
            Refusal::ReadOnly => "engine-read-only",
            Refusal::Storage => "engine-storage",
        })
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        if matches!(error, rusqlite::Error::QueryReturnedNoRows) {
            return Error::NotFound;
        }
        match Refusal::behind(&error) {
            Some(refusal) => {
                tracing::error!(cause = %error, "the database refused");
                refusal.error()
            }
            None => Error::internal(error),
        }
    }
}
