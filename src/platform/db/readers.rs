//! Connections that only read: a pool for short questions, another for long ones.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use r2d2::{ManageConnection, Pool};
use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connection;
use super::refusal::Refusal;
use super::view::View;
use crate::base::{Actor, At, Error, Result};

/// What a short question may take.
const SHORT: Duration = Duration::from_millis(250);
/// What a long one may take.
const LONG: Duration = Duration::from_secs(30);
/// Long questions at the same time.
const LONG_AT_ONCE: u32 = 2;
/// Steps of SQLite's machine between two looks at the clock: some tens of microseconds.
const STEPS: i32 = 2_000;

thread_local! {
    /// When the question that runs on this thread is given up.
    static DEADLINE: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Both pools.
pub struct Readers {
    short: Pool<Opener>,
    long: Pool<Opener>,
    /// Lets only as many long questions take a thread as there are connections for them.
    pub turns: Arc<Semaphore>,
}

/// How long a question may take, and so which pool answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// 250 ms.
    Short,
    /// 30 s.
    Long,
}

impl Readers {
    /// Opens the connections: for short questions one for each thread that may ask at once.
    pub fn open(path: &Path) -> Result<Readers> {
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let short = u32::try_from(threads).unwrap_or(2) + 2;
        Ok(Readers {
            // All open from the start: a pool that grows under load fails when descriptors have run out.
            short: pool(path, short, SHORT)?,
            long: pool(path, LONG_AT_ONCE, LONG)?,
            turns: Arc::new(Semaphore::new(LONG_AT_ONCE as usize)),
        })
    }

    /// Answers the question from one snapshot, on this thread.
    pub fn read<T>(
        &self,
        length: Length,
        actor: &Actor,
        now: At,
        question: impl FnOnce(&View) -> Result<T>,
    ) -> Result<T> {
        let (pool, time) = match length {
            Length::Short => (&self.short, SHORT),
            Length::Long => (&self.long, LONG),
        };
        let connection = pool.get().map_err(|_| Refusal::Full.error())?;
        let _deadline = Deadline::within(time);
        let snapshot = Snapshot::begin(&connection)?;
        question(&View::new(snapshot.0, actor, now))
    }
}

fn pool(path: &Path, size: u32, patience: Duration) -> Result<Pool<Opener>> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(size))
        .test_on_check_out(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connection_timeout(patience)
        .build(Opener(path.to_owned()))
        .map_err(Error::internal)
}

/// Opens what the pools hold.
struct Opener(std::path::PathBuf);

impl ManageConnection for Opener {
    type Connection = Connection;
    type Error = rusqlite::Error;

    fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = connection::open_reader(&self.0)?;
        connection.progress_handler(
            STEPS,
            Some(|| DEADLINE.get().is_some_and(|deadline| Instant::now() >= deadline)),
        )?;
        Ok(connection)
    }

    fn is_valid(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        connection.execute_batch("SELECT 1")
    }

    fn has_broken(&self, connection: &mut Connection) -> bool {
        !connection.is_autocommit()
    }
}

/// Gives the thread's former deadline back at its end: a question may be asked within a question.
struct Deadline(Option<Instant>);

impl Deadline {
    fn within(time: Duration) -> Deadline {
        Deadline(DEADLINE.replace(Some(Instant::now() + time)))
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        DEADLINE.set(self.0);
    }
}

/// A transaction that reads, so that all statements of a page see the same.
struct Snapshot<'c>(&'c Connection);

impl<'c> Snapshot<'c> {
    fn begin(connection: &'c Connection) -> rusqlite::Result<Snapshot<'c>> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Snapshot(connection))
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // If even this fails, the pool sees the open transaction and drops the connection.
        if let Ok(mut end) = self.0.prepare_cached("ROLLBACK") {
            let _ = end.execute([]);
        }
    }
}
