//! The handle on what writes: the server's thread, or a command's own connection beside it.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::Lane;
use super::act::{Ran, Waiting};
use super::connection;
use super::group::{self, Signals};
use super::refusal::Refusal;
use super::waiting_line::WaitingLine;
use crate::base::Result;

/// Where acts are brought to.
pub enum Writer {
    /// The one thread of the server.
    Thread(Thread),
    /// The calling thread, on a connection of its own, one act at a time.
    Inline(Mutex<Connection>),
}

/// The server's writing thread.
pub struct Thread {
    line: Arc<WaitingLine>,
    handle: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(path: &Path, signals: Signals) -> Result<Writer> {
        let connection = connection::open_writer(path)?;
        let line = Arc::new(WaitingLine::default());
        let theirs = line.clone();
        let handle = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || group::run(connection, theirs, signals))?;
        Ok(Writer::Thread(Thread { line, handle: Mutex::new(Some(handle)) }))
    }

    /// A connection beside a running server.
    pub fn beside(path: &Path) -> Result<Writer> {
        Ok(Writer::Inline(Mutex::new(connection::open_beside(path)?)))
    }

    /// Brings an act; its answer comes where it says.
    pub fn submit(&self, lane: Lane, act: Box<dyn Waiting>) -> Result<(), Refusal> {
        match self {
            Writer::Thread(thread) => thread.line.push(lane, act),
            Writer::Inline(connection) => {
                run_alone(&connection.lock().unwrap_or_else(PoisonError::into_inner), act);
                Ok(())
            }
        }
    }

    /// Whether acts are taken.
    pub fn is_ready(&self) -> bool {
        match self {
            Writer::Thread(thread) => !thread.line.is_closed(),
            Writer::Inline(_) => true,
        }
    }

    /// Takes no more acts and waits until those in line are answered.
    pub fn stop(&self) {
        let Writer::Thread(thread) = self else { return };
        thread.line.close();
        let handle = thread.handle.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The last handle on the database may go within an act: a thread cannot wait for itself.
        if let Some(handle) = handle.filter(|handle| handle.thread().id() != std::thread::current().id()) {
            // A panic of the writer has already been reported by `Signals::ended`.
            let _ = handle.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One act, one transaction.
fn run_alone(connection: &Connection, mut act: Box<dyn Waiting>) {
    let done = connection.execute_batch("BEGIN IMMEDIATE").and_then(|()| match act.run(connection) {
        Ran::Badly if connection.is_autocommit() => Ok(()),
        Ran::Badly => connection.execute_batch("ROLLBACK"),
        Ran::Well | Ran::WellAndWakes => connection.execute_batch("COMMIT"),
    });
    if done.is_err() && !connection.is_autocommit() {
        // The answer below says that nothing was saved; the next BEGIN would tell if this failed too.
        let _ = connection.execute_batch("ROLLBACK");
    }
    act.answer(done.map_err(|error| {
        tracing::error!(cause = %error, "a commit failed");
        Refusal::behind(&error).unwrap_or(Refusal::Storage)
    }));
}
