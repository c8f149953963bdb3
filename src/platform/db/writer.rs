//! The one thread that writes.

use std::path::Path;
use std::sync::mpsc;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::Lane;
use super::view::{Tx, View};
use crate::base::{Actor, Error, Result};
use crate::platform::clock::Clock;

type Work = Box<dyn FnOnce(&Connection) + Send>;

/// The handle on the writer's queue.
pub struct Writer(mpsc::Sender<Work>);

impl Writer {
    pub fn start(path: &Path) -> Result<Writer> {
        let connection = Connection::open(path)?;
        connection
            .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")?;
        let (sender, receiver) = mpsc::channel::<Work>();
        std::thread::Builder::new().name("writer".into()).spawn(move || {
            for work in receiver {
                work(&connection);
            }
        })?;
        Ok(Writer(sender))
    }

    pub fn submit<T: Send + 'static>(
        &self,
        _lane: Lane,
        actor: Actor,
        clock: Clock,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T>>> {
        let (answer, receiver) = oneshot::channel();
        let work: Work = Box::new(move |connection| {
            let run = || {
                connection.execute_batch("BEGIN IMMEDIATE")?;
                let done = act(&Tx::new(View::new(connection, &actor, clock.now())));
                connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
                done
            };
            let _ = answer.send(run());
        });
        self.0.send(work).map_err(|_| Error::Unavailable("error-writer-stopped"))?;
        Ok(receiver)
    }
}
