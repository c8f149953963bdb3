//! One SQLite file: one writer that commits in groups, many readers.
//!
//! A write is a closure over [`Tx`], run in its own savepoint inside the writer's transaction and answered only after
//! the commit is on disk (`synchronous=FULL`). A read is a closure over [`View`], one consistent snapshot. Both know
//! who acts and what time it is, so that stores and actions never ask for it otherwise.

mod refusal;
mod row;
mod values;
mod view;
pub mod slow;
mod connection;
mod act;
mod waiting_line;
mod checkpoints;
mod group;
mod writer;
mod readers;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rusqlite::backup::{Backup, StepResult};
use tokio::sync::{oneshot, watch};

use crate::base::{Actor, Error, Result};
use crate::platform::clock::Clock;
use readers::Length;
use refusal::Refusal;

pub use row::{Column, Row};
pub use values::coded;
pub use view::{Tx, View};

/// Which queue a write waits in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Somebody is waiting.
    Interactive,
    /// Imports and other long work; each closure at most 20 ms.
    Bulk,
}

/// The handle on the database; cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    path: PathBuf,
    writer: writer::Writer,
    readers: readers::Readers,
    signals: group::Signals,
    clock: Clock,
}

impl Db {
    /// Opens the file, creating it if need be, and starts the writer. Migrations are `migrate`'s work.
    pub fn open(path: &Path, clock: Clock) -> Result<Db> {
        let signals = group::Signals::new();
        let writer = writer::Writer::start(path, signals.clone())?;
        Db::with(path, clock, writer, signals)
    }

    /// Opens an existing file for a command beside a running server: writes on the calling thread, waits up to five
    /// seconds for the server's writer, never creates, checkpoints or migrates (ask `migrate::check` before).
    pub fn open_beside(path: &Path, clock: Clock) -> Result<Db> {
        let writer = writer::Writer::beside(path)?;
        Db::with(path, clock, writer, group::Signals::new())
    }

    fn with(path: &Path, clock: Clock, writer: writer::Writer, signals: group::Signals) -> Result<Db> {
        let readers = readers::Readers::open(path)?;
        Ok(Db(Arc::new(Inner { path: path.to_owned(), writer, readers, signals, clock })))
    }

    /// Runs an act in a transaction of its own; the answer comes after the commit is on disk.
    pub async fn write<T: Send + 'static>(
        &self,
        actor: &Actor,
        lane: Lane,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.submit(actor, lane, act)?.await.map_err(|_| Refusal::Stopped.error())?
    }

    /// The same for threads without a runtime: command line, demo, tests.
    pub fn write_blocking<T: Send + 'static>(
        &self,
        actor: &Actor,
        lane: Lane,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.submit(actor, lane, act)?.blocking_recv().map_err(|_| Refusal::Stopped.error())?
    }

    fn submit<T: Send + 'static>(
        &self,
        actor: &Actor,
        lane: Lane,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T>>> {
        let (act, answer) = act::Act::waiting(actor.clone(), self.0.clock.clone(), act);
        self.0.writer.submit(lane, act).map_err(Refusal::error)?;
        Ok(answer)
    }

    /// A short read (a row, a page of 50), inline on the calling thread; given up after 250 ms.
    pub fn read<T>(&self, actor: &Actor, question: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        self.0.readers.read(Length::Short, actor, self.0.clock.now(), question)
    }

    /// A long read (report, export, matching) on a thread of its own; given up after 30 s.
    pub async fn read_long<T: Send + 'static>(
        &self,
        actor: &Actor,
        question: impl FnOnce(&View) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = self.0.readers.turns.clone().acquire_owned().await.map_err(Error::internal)?;
        let (db, actor) = (self.clone(), actor.clone());
        let answering = tokio::task::spawn_blocking(move || {
            // The turn ends with the answer, even if nobody waits for it any more.
            let _turn = turn;
            db.read_long_blocking(&actor, question)
        });
        answering.await.map_err(Error::internal)?
    }

    /// The same for threads without a runtime.
    pub fn read_long_blocking<T>(
        &self,
        actor: &Actor,
        question: impl FnOnce(&View) -> Result<T>,
    ) -> Result<T> {
        self.0.readers.read(Length::Long, actor, self.0.clock.now(), question)
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Whether writes are taken: false once the writer has ended.
    pub fn is_ready(&self) -> bool {
        self.0.writer.is_ready()
    }

    /// Resolves when the writer has ended, be it by [`Db::stop`] or because it could not go on: then the process has to
    /// end too.
    pub async fn ended(&self) {
        // The sender lives in this handle: it cannot be gone.
        let _ = self.0.signals.ended.subscribe().wait_for(|ended| *ended).await;
    }

    /// Takes no more writes, answers those in line, and puts the write-ahead log in order.
    pub fn stop(&self) {
        self.0.writer.stop();
    }

    /// Changes when something may be in the queue: a commit put it there, or another process wrote.
    pub fn wakes(&self) -> watch::Receiver<u64> {
        self.0.signals.wake.subscribe()
    }

    /// Grows when another process has written: whoever caches rows drops them then. Up to a second late.
    pub fn foreign_changes(&self) -> u64 {
        self.0.signals.foreign.load(Ordering::Relaxed)
    }

    /// Stands still as long as nothing is written at all; another process's writes are seen up to a second late.
    pub fn commits(&self) -> u64 {
        self.0.signals.commits.load(Ordering::Acquire).wrapping_add(self.foreign_changes())
    }

    /// Copies the whole database as it is now into a new file, while writes go on; blocks until it is on disk.
    ///
    /// One step: a copy in several begins anew with every write meanwhile.
    pub fn copy_into(&self, target: &Path) -> Result<()> {
        let source = connection::open_reader(&self.0.path)?;
        let mut copy = rusqlite::Connection::open(target)?;
        match Backup::new(&source, &mut copy)?.step(-1)? {
            StepResult::Done => {}
            _ => return Err(Refusal::Locked.error()),
        }
        // A file that travels brings no write-ahead log with it.
        copy.execute_batch("PRAGMA journal_mode = DELETE")?;
        drop(copy);
        std::fs::File::open(target)?.sync_all()?;
        Ok(())
    }
}

/// The version of SQLite inside.
pub fn engine() -> &'static str {
    rusqlite::version()
}
