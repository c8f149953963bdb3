//! A file, what may become of it, and how strange bytes are looked at.

mod kind;
mod name;
mod archive;
mod content;
mod picture;
mod incoming;

use serde::{Deserialize, Serialize};

use crate::base::listing::{Order, Sort};
use crate::base::words::words;
use crate::base::{At, Error, FileId, MemberId, Result, SubjectId};

pub use content::check;
pub use incoming::{Arrived, Scan};
pub use kind::{ACCEPTED, FileKind};
pub use name::FileName;
pub use picture::Picture;

/// So many files are taken with one form.
pub const MOST_AT_ONCE: usize = 10;

/// Whether a file may be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It may.
    Ready,
    /// Not before the scanner has seen it.
    Waiting,
    /// Never: a virus was found.
    Quarantined,
}
words!(State, "state of a file",
    Ready = "ready", "files-ready";
    Waiting = "waiting", "files-waiting";
    Quarantined = "quarantined", "files-quarantined";
);

/// A file as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its number.
    pub id: FileId,
    /// The record that it is kept with.
    pub about: SubjectId,
    /// Its name with the ending of its kind.
    pub name: FileName,
    /// Its size in bytes.
    pub size: u64,
    /// Whether there is a small picture of it.
    pub has_thumbnail: bool,
    /// Whether it may be fetched.
    pub state: State,
    /// What the scanner calls what it found; empty: nothing.
    pub finding: String,
    /// False once removed.
    pub is_live: bool,
    /// Grows with each change of its name, of its place and with its removal.
    pub version: i64,
    /// When it was added.
    pub created_at: At,
    /// By whom.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
}

impl File {
    /// What it is, by its ending.
    pub fn kind(&self) -> FileKind {
        self.name.kind()
    }

    /// Under another name; `NotFound` if it is removed.
    pub fn renamed(self, name: FileName, at: At) -> Result<File> {
        match self.is_live {
            true => Ok(File { name, ..self.touched(at) }),
            false => Err(Error::NotFound),
        }
    }

    /// Removed; `NotFound` if it is already.
    pub fn removed(self, at: At) -> Result<File> {
        match self.is_live {
            true => Ok(File { is_live: false, ..self.touched(at) }),
            false => Err(Error::NotFound),
        }
    }

    /// Kept with another record; `NotFound` if it is removed.
    pub fn moved(self, about: SubjectId, at: At) -> Result<File> {
        match self.is_live {
            true => Ok(File { about, ..self.touched(at) }),
            false => Err(Error::NotFound),
        }
    }

    /// As it was before an act; what the scanner said meanwhile holds.
    pub fn put_back(self, before: File, at: At) -> File {
        File { about: before.about, name: before.name, is_live: before.is_live, ..self.touched(at) }
    }

    /// `Conflict` unless it may be fetched.
    pub fn require_ready(&self) -> Result<()> {
        match self.state {
            State::Ready => Ok(()),
            State::Waiting => Err(Error::Conflict("files-still-waiting")),
            State::Quarantined => Err(Error::Conflict("files-has-virus")),
        }
    }

    fn touched(self, at: At) -> File {
        File { version: self.version + 1, updated_at: at, ..self }
    }
}

/// The one order of files: the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest;

impl Sort for Newest {
    const ALL: &'static [Newest] = &[Newest];

    fn code(self) -> &'static str {
        "newest"
    }

    fn order(self) -> Order {
        Order::Falling
    }
}

/// What holds for every file that is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The bytes that one file may have.
    pub most: u64,
    /// The bytes that all files of the workspace may have.
    pub quota: u64,
    /// What a new file is.
    pub initial: State,
}

impl Rules {
    /// `Invalid` if so many bytes more do not fit beside those that are there.
    pub fn require_room(&self, used: u64, more: u64) -> Result<()> {
        if used.saturating_add(more) <= self.quota {
            Ok(())
        } else {
            Err(Error::field("file", "files-no-room"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> File {
        File {
            id: FileId::new(1),
            about: SubjectId::new(2),
            name: FileName::parse("offer.pdf").expect("it is fine"),
            size: 3,
            has_thumbnail: false,
            state: State::Waiting,
            finding: String::new(),
            is_live: true,
            version: 1,
            created_at: At(0),
            created_by: None,
            updated_at: At(0),
        }
    }

    #[test]
    fn what_the_scanner_found_survives_an_undo() {
        let before = file();
        let removed = before.clone().removed(At(5)).expect("it was there");
        let found = File { state: State::Quarantined, finding: "Eicar".into(), ..removed };

        let back = found.put_back(before, At(9));

        assert_eq!((back.is_live, back.state, back.version), (true, State::Quarantined, 3));
        assert!(matches!(back.require_ready(), Err(Error::Conflict("files-has-virus"))));
    }

    #[test]
    fn what_is_removed_changes_no_more() {
        let gone = file().removed(At(5)).expect("it was there");

        assert!(gone.clone().removed(At(6)).is_err());
        assert!(gone.renamed(FileName::parse("other.pdf").expect("it is fine"), At(6)).is_err());
    }

    #[test]
    fn a_quota_may_be_filled_and_not_overrun() {
        let rules = Rules { most: 10, quota: 100, initial: State::Ready };

        assert!(rules.require_room(90, 10).is_ok());
        assert!(rules.require_room(90, 11).is_err());
        assert!(rules.require_room(u64::MAX, 11).is_err());
    }
}
