//! Work that follows an act: the job exists if and only if its cause was committed.
//!
//! An action enqueues in its own transaction; the commit wakes the worker, which claims the row with a lease and runs
//! it. [`Outcome::Done`] ends a job; [`Outcome::Retry`] puts it off, longer each time; [`Outcome::Fail`], or the
//! twelfth unlucky try after 48 hours, keeps it to be seen, tried again or dropped. A crash counts as a try. Workspaces
//! take turns within a lane. A job holds ids, not copies, and is safe to run twice.

mod store;

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::{At, Id, Result};
use crate::platform::crypto;
use crate::platform::db::Tx;

pub use store::{
    Claimed, Row, State, claim, drop_job, find, hurry, list, next_due_at, recover, renew, retry, settle,
    waiting_counts,
};

/// The kind of [`JobId`].
pub struct JobKind;

/// The number of a job.
pub type JobId = Id<JobKind>;

/// Which hands do the work: slow letters never hold up payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Letters.
    Mail,
    /// Payments and documents.
    Money,
    /// Imports, sweeps, everything long.
    Bulk,
}

impl Lane {
    /// Every lane.
    pub const ALL: [Lane; 3] = [Lane::Mail, Lane::Money, Lane::Bulk];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Lane::Mail => "mail",
            Lane::Money => "money",
            Lane::Bulk => "bulk",
        }
    }
}

/// What a job needs to know, and how it is treated. Its `run` is registered in `worker.rs`.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The stored name, like `contacts.empty-trash`; never changes once released.
    const KIND: &'static str;
    /// Whose hands.
    const LANE: Lane;
    /// How long one run may take; its lease is twice that.
    const LIMIT: Duration;

    /// Two live jobs of one kind, workspace and key are one.
    fn dedupe(&self) -> Option<String> {
        None
    }
}

/// How a run ended. A reason stands in the log: it names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// There is nothing left to do.
    Done,
    /// Not now, because of this; try later.
    Retry(String),
    /// Never, because of this; somebody has to look.
    Fail(String),
}

/// Whose hands hold a lease.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The worker of the running server.
    Server,
    /// A command beside it.
    Cli,
}

impl Holder {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Holder::Server => "server",
            Holder::Cli => "cli",
        }
    }
}

/// Puts the job into the queue of the act's workspace, due now.
pub fn enqueue<J: Job>(tx: &Tx, job: &J) -> Result<()> {
    enqueue_at(tx, job, tx.now())
}

/// The same, due at that time.
pub fn enqueue_at<J: Job>(tx: &Tx, job: &J, due_at: At) -> Result<()> {
    let payload = serde_json::to_string(job)?;
    store::insert(tx, &store::New { kind: J::KIND, lane: J::LANE, payload, dedupe: job.dedupe(), due_at })?;
    tx.wake_worker();
    Ok(())
}

/// The same; where its like already waits, for its time or for another try, that one is due now.
pub fn enqueue_now<J: Job>(tx: &Tx, job: &J) -> Result<()> {
    enqueue(tx, job)?;
    store::hurry_like(tx, J::KIND, job.dedupe())
}

/// Puts the job into the queue of every workspace: for schedules.
pub fn enqueue_everywhere<J: Job>(tx: &Tx, job: &J) -> Result<()> {
    let payload = serde_json::to_string(job)?;
    let due_at = tx.now();
    store::insert_everywhere(
        tx,
        &store::New { kind: J::KIND, lane: J::LANE, payload, dedupe: job.dedupe(), due_at },
    )?;
    tx.wake_worker();
    Ok(())
}

/// Seconds to wait after the first, second … unlucky try: twelve tries within 48 hours.
const DELAYS: [u64; 11] = [15, 60, 240, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 71_000];

/// How long to wait after that many tries, up to a tenth more or less so that jobs that failed together do not come
/// back together; none after the last.
fn delay(tries: u32) -> Option<Duration> {
    let seconds = DELAYS.get(usize::try_from(tries.max(1) - 1).unwrap_or(usize::MAX))?;
    let [dice] = crypto::random::<1>();
    let milliseconds = seconds * 900 + seconds * 200 * u64::from(dice) / 255;
    Some(Duration::from_millis(milliseconds))
}
