//! What becomes of the rows of a file.

use std::collections::BTreeMap;

/// What will become of a row, or became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Nobody has looked yet.
    Staged,
    /// A new record.
    Create,
    /// A known record changes.
    Update,
    /// A known record is so already.
    Same,
    /// It went into an earlier row for the same record.
    Merged,
    /// It belongs to a kind of record that the mode leaves out.
    Passed,
    /// It meets two records or more.
    Ambiguous,
    /// It cannot be read.
    Invalid,
    /// It must not be written.
    Blocked,
    /// It is about a record that nobody here knows.
    Unlinked,
}

impl Fate {
    /// Every fate, in the order in which they are counted on the page.
    pub const ALL: [Fate; 10] = [
        Fate::Create,
        Fate::Update,
        Fate::Same,
        Fate::Merged,
        Fate::Passed,
        Fate::Ambiguous,
        Fate::Invalid,
        Fate::Blocked,
        Fate::Unlinked,
        Fate::Staged,
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Fate::Staged => "staged",
            Fate::Create => "create",
            Fate::Update => "update",
            Fate::Same => "same",
            Fate::Merged => "merged",
            Fate::Passed => "passed",
            Fate::Ambiguous => "ambiguous",
            Fate::Invalid => "invalid",
            Fate::Blocked => "blocked",
            Fate::Unlinked => "unlinked",
        }
    }

    /// The fate of that word.
    pub fn of(code: &str) -> Option<Fate> {
        Fate::ALL.into_iter().find(|fate| fate.code() == code)
    }

    /// Whether a row with it is listed as bad and comes back in the error file.
    pub fn is_bad(self) -> bool {
        matches!(self, Fate::Ambiguous | Fate::Invalid | Fate::Blocked | Fate::Unlinked)
    }

    /// Whether a row with it writes, or would.
    pub fn is_written(self) -> bool {
        matches!(self, Fate::Create | Fate::Update)
    }
}

/// How many rows have which fate.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Counts(BTreeMap<String, u64>);

impl Counts {
    /// Of counted fates.
    pub fn new(counts: impl IntoIterator<Item = (Fate, u64)>) -> Counts {
        Counts(counts.into_iter().map(|(fate, count)| (fate.code().to_owned(), count)).collect())
    }

    /// How many rows have that fate.
    pub fn of(&self, fate: Fate) -> u64 {
        self.0.get(fate.code()).copied().unwrap_or(0)
    }

    /// How many rows are listed as bad.
    pub fn bad(&self) -> u64 {
        Fate::ALL.into_iter().filter(|fate| fate.is_bad()).map(|fate| self.of(fate)).sum()
    }

    /// How many rows write.
    pub fn written(&self) -> u64 {
        self.of(Fate::Create) + self.of(Fate::Update)
    }

    /// How many rows there are.
    pub fn all(&self) -> u64 {
        self.0.values().sum()
    }
}

/// Something wrong with a row: a fatal one makes it bad, the others are told and the value is left out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Flaw {
    /// In which column, if in one.
    pub column: Option<usize>,
    /// The key of the message.
    pub key: String,
    /// Whether the row cannot be written.
    pub is_fatal: bool,
}

impl Flaw {
    /// One that makes the row bad.
    pub fn fatal(column: Option<usize>, key: &str) -> Flaw {
        Flaw { column, key: key.to_owned(), is_fatal: true }
    }

    /// One that leaves a value out.
    pub fn slight(column: usize, key: &str) -> Flaw {
        Flaw { column: Some(column), key: key.to_owned(), is_fatal: false }
    }
}
