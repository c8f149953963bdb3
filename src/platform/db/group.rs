//! The writer's thread: takes what waits, runs each act in a savepoint, commits once, and only then answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::watch;

use super::Lane;
use super::act::{Ran, Waiting};
use super::checkpoints::Checkpoints;
use super::refusal::Refusal;
use super::waiting_line::{Next, WaitingLine};

/// Acts in one commit.
const MOST: usize = 256;
/// How long acts are taken into one commit.
const LONGEST: Duration = Duration::from_millis(20);
/// How often the writer looks whether another process has written.
const TICK: Duration = Duration::from_secs(1);

/// What the writer tells the rest of the process.
#[derive(Clone)]
pub struct Signals {
    /// Grows when something may be in the queue.
    pub wake: watch::Sender<u64>,
    /// Grows when another process has written: caches are to be dropped.
    pub foreign: Arc<AtomicU64>,
    /// Grows with each commit of this process, before its acts are answered.
    pub commits: Arc<AtomicU64>,
    /// True once the writer has ended.
    pub ended: watch::Sender<bool>,
}

impl Signals {
    /// Before anything has happened.
    pub fn new() -> Signals {
        Signals {
            wake: watch::Sender::new(0),
            foreign: Arc::default(),
            commits: Arc::default(),
            ended: watch::Sender::new(false),
        }
    }

    /// Something may be in the queue.
    pub fn wake(&self) {
        self.wake.send_modify(|count| *count += 1);
    }
}

/// The thread's own state.
pub struct Group {
    connection: Connection,
    line: Arc<WaitingLine>,
    signals: Signals,
    checkpoints: Checkpoints,
    data_version: i64,
    looked_at: Instant,
}

/// Says that the writer has ended, however it ends, and lets nobody wait in vain.
struct Ending(Arc<WaitingLine>, Signals);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.close();
        while let Some(act) = self.0.take() {
            act.answer(Err(Refusal::Stopped));
        }
        self.1.ended.send_replace(true);
    }
}

/// Works until the line is closed and empty, or until the connection is lost for good.
pub fn run(connection: Connection, line: Arc<WaitingLine>, signals: Signals) {
    let _ending = Ending(line.clone(), signals.clone());
    let checkpoints = Checkpoints::watch(&connection);
    let looked_at = Instant::now();
    let mut group = Group { connection, line, signals, checkpoints, data_version: 0, looked_at };
    group.data_version = group.read_data_version().unwrap_or_default();
    loop {
        match group.line.wait(TICK) {
            Next::Act(lane, first) => {
                let committed = group.commit_with(lane, first);
                if let Err(cause) = committed {
                    tracing::error!(%cause, "the writer cannot go on; the program has to be started again");
                    return;
                }
            }
            Next::Quiet => group.checkpoints.when_quiet(&group.connection),
            Next::Closed => return,
        }
        group.look_around();
    }
}

impl Group {
    /// One commit of that act and of those that wait behind it. Fails only if the connection is lost.
    fn commit_with(&mut self, lane: Lane, first: Box<dyn Waiting>) -> rusqlite::Result<()> {
        if let Err(error) = self.cached("BEGIN IMMEDIATE") {
            self.refuse_all(first, &error);
            return Ok(());
        }
        let begun = Instant::now();
        let (mut ran, mut wakes, mut whole) = (Vec::new(), false, Ok(()));
        let mut next = Some(first);
        while let Some(mut act) = next {
            if !act.is_abandoned() {
                let one = self.run_one(act.as_mut());
                wakes |= one == Ok(Ran::WellAndWakes);
                whole = one.map(|_| ());
                ran.push(act);
            }
            let has_room = whole.is_ok() && ran.len() < MOST && begun.elapsed() < LONGEST;
            next = if has_room { self.line.take_after(lane) } else { None };
        }
        let outcome = whole.and_then(|()| self.cached("COMMIT").map_err(refusal));
        self.signals.commits.fetch_add(1, Ordering::Release);
        let recovered = self.leave_transaction();
        for act in ran {
            act.answer(outcome);
        }
        if wakes && outcome.is_ok() {
            self.signals.wake();
        }
        self.checkpoints.after_commit(&self.connection);
        recovered
    }

    /// Runs one act in a savepoint of its own. Fails if the whole transaction is lost with it.
    fn run_one(&self, act: &mut dyn Waiting) -> Result<Ran, Refusal> {
        self.cached("SAVEPOINT act").map_err(refusal)?;
        let ran = act.run(&self.connection);
        // On a full disk and the like SQLite rolls back everything by itself: what ran before is gone too.
        if self.connection.is_autocommit() {
            return Err(Refusal::Storage);
        }
        if ran == Ran::Badly {
            self.cached("ROLLBACK TO act").map_err(refusal)?;
        }
        self.cached("RELEASE act").map_err(refusal)?;
        Ok(ran)
    }

    /// After a failed commit the transaction may still be open.
    fn leave_transaction(&self) -> rusqlite::Result<()> {
        if self.connection.is_autocommit() { Ok(()) } else { self.cached("ROLLBACK") }
    }

    /// The database does not let us begin: everybody who waits hears so at once, instead of one after the other.
    fn refuse_all(&self, first: Box<dyn Waiting>, error: &rusqlite::Error) {
        let refusal = Refusal::behind(error).unwrap_or(Refusal::Storage);
        tracing::error!(cause = %error, "cannot begin to write");
        first.answer(Err(refusal));
        while let Some(act) = self.line.take() {
            act.answer(Err(refusal));
        }
    }

    /// Once a second: whether another process has written.
    fn look_around(&mut self) {
        if self.looked_at.elapsed() < TICK {
            return;
        }
        self.looked_at = Instant::now();
        match self.read_data_version() {
            Ok(version) if version != self.data_version => {
                self.data_version = version;
                self.signals.foreign.fetch_add(1, Ordering::Relaxed);
                self.signals.wake();
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(cause = %error, "cannot see whether another process has written"),
        }
    }

    fn read_data_version(&self) -> rusqlite::Result<i64> {
        self.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
    }

    fn cached(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

fn refusal(error: rusqlite::Error) -> Refusal {
    tracing::error!(cause = %error, "a commit failed; all of its acts were rolled back");
    Refusal::behind(&error).unwrap_or(Refusal::Storage)
}
