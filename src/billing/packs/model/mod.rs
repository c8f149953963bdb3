//! A pack, and what stands in its files.

mod range;
mod paper;
mod table;
mod journal;
mod software;
mod bulgaria;
mod books;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, Error, MemberId, PackId, Result};
use crate::platform::blobs::Blob;
use crate::platform::queue::{Job, Lane};

pub use books::{JOURNAL, PAYMENTS, SHEETS, entry, payment};
pub use bulgaria::BULGARIA;
pub use journal::{Account, of_paper, of_payment};
pub use paper::{Paper, Receipt, Share};
pub use range::{Quick, Range};
pub use software::{FREEAGENT, freeagent};
pub use table::Row;

/// Where a pack stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being made.
    Making,
    /// It can be taken.
    Made,
    /// It could not be made.
    Failed,
}
words!(State, "state of a pack",
    Making = "making", "packs-making";
    Made = "made", "packs-made";
    Failed = "failed", "packs-failed";
);

/// What happens to a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Its file is whole.
    Finish,
    /// Something stood in the way.
    Fail,
}

impl State {
    /// Where it stands afterwards, or `Conflict`.
    pub fn after(self, event: Event) -> Result<State> {
        match (self, event) {
            (State::Making, Event::Finish) => Ok(State::Made),
            (State::Making, Event::Fail) => Ok(State::Failed),
            (State::Made | State::Failed, Event::Finish | Event::Fail) => Err(Error::Conflict("packs-over")),
        }
    }
}

/// A pack as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its number.
    pub id: PackId,
    /// Of which days.
    pub range: Range,
    /// Where it stands.
    pub state: State,
    /// How many papers are to be put in; known once it is begun.
    pub papers: i64,
    /// How many are in.
    pub done: i64,
    /// The file, once it is made.
    pub blob: Option<Blob>,
    /// When it was asked for: what is in the books by then is in it.
    pub created_at: At,
    /// By whom.
    pub created_by: Option<MemberId>,
}

impl Pack {
    /// What its file is called.
    pub fn name(&self) -> String {
        format!("pack-{}-{}-{}.zip", self.range.from, self.range.to, self.id)
    }
}

/// Makes a pack.
#[derive(Debug, Serialize, Deserialize)]
pub struct Make {
    /// Which one.
    pub pack: PackId,
}

impl Job for Make {
    const KIND: &'static str = "packs.make";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(3_600);

    fn dedupe(&self) -> Option<String> {
        Some(self.pack.to_string())
    }
}

/// Takes packs away whose time is over.
#[derive(Debug, Serialize, Deserialize)]
pub struct Clear {}

impl Job for Clear {
    const KIND: &'static str = "packs.clear";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}
