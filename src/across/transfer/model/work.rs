//! The jobs of an import: each holds its number only, and goes on where the import says that it stands.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::import::{ImportId, ImportSetId};
use crate::platform::queue::{Job, Lane};

/// Declares a job of one import.
macro_rules! job {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Serialize, Deserialize)]
        pub struct $name {
            /// Which import.
            pub import: ImportId,
        }

        impl Job for $name {
            const KIND: &'static str = $kind;
            const LANE: Lane = Lane::Bulk;
            const LIMIT: Duration = Duration::from_secs(1_800);

            fn dedupe(&self) -> Option<String> {
                Some(self.import.to_string())
            }
        }
    };
}

job!(
    /// Reads every row of the file, and counts what would become of it.
    Analyse, "import.analyse"
);
job!(
    /// Counts anew, under other rules.
    Plan, "import.plan"
);
job!(
    /// Writes the rows.
    Write, "import.write"
);
job!(
    /// Takes back what was written.
    Undo, "import.undo"
);

/// Takes back what the files of a set wrote.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct UndoSet {
    /// Which set.
    pub set: ImportSetId,
}

impl Job for UndoSet {
    const KIND: &'static str = "import.undo-set";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(1_800);

    fn dedupe(&self) -> Option<String> {
        Some(self.set.to_string())
    }
}

/// Clears files and rows that are of no use any more.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Clear {}

impl Job for Clear {
    const KIND: &'static str = "import.clear";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(1_800);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}
