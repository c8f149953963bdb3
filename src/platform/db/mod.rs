//! One SQLite file: one writer that commits in groups, many readers.
//!
//! A write is a closure over [`Tx`], run in its own savepoint inside the writer's transaction and answered only after
//! the commit is on disk (`synchronous=FULL`). A read is a closure over [`View`], one consistent snapshot. Both know
//! who acts and what time it is, so that stores and actions never ask for it otherwise.

mod values;
mod view;
mod writer;
mod readers;

use std::path::Path;
use std::sync::Arc;

use crate::base::{Actor, Result};
use crate::platform::clock::Clock;

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
    writer: writer::Writer,
    readers: readers::Readers,
    clock: Clock,
}

impl Db {
    /// Opens the file, creating it if need be, and starts the writer. Migrations are `migrate`'s work.
    pub fn open(path: &Path, clock: Clock) -> Result<Db> {
        let writer = writer::Writer::start(path)?;
        let readers = readers::Readers::open(path)?;
        Ok(Db(Arc::new(Inner { writer, readers, clock })))
    }

    /// Runs an act in a transaction of its own; the answer comes after the commit is on disk.
    pub async fn write<T: Send + 'static>(
        &self,
        actor: &Actor,
        lane: Lane,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let answer = self.0.writer.submit(lane, actor.clone(), self.0.clock.clone(), act)?;
        answer.await.map_err(|_| crate::base::Error::Unavailable("error-writer-stopped"))?
    }

    /// The same for threads without a runtime: command line, demo, tests.
    pub fn write_blocking<T: Send + 'static>(
        &self,
        actor: &Actor,
        lane: Lane,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let answer = self.0.writer.submit(lane, actor.clone(), self.0.clock.clone(), act)?;
        answer.blocking_recv().map_err(|_| crate::base::Error::Unavailable("error-writer-stopped"))?
    }

    /// A short read (a row, a page of 50), inline on the calling thread; given up after 250 ms.
    pub fn read<T>(&self, actor: &Actor, question: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        self.0.readers.read(actor, self.0.clock.now(), question)
    }

    /// A long read (report, export, matching) on a thread of its own; given up after 30 s.
    pub async fn read_long<T: Send + 'static>(
        &self,
        actor: &Actor,
        question: impl FnOnce(&View) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (db, actor) = (self.clone(), actor.clone());
        tokio::task::spawn_blocking(move || db.0.readers.read(&actor, db.0.clock.now(), question))
            .await
            .map_err(crate::base::Error::internal)?
    }
}
