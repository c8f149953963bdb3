//! A write that waits for its turn, runs once, and is answered after the commit.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::refusal::Refusal;
use super::view::{Tx, View};
use crate::base::{Actor, Error, Result};
use crate::platform::clock::Clock;

/// What the writer does with a write, whatever it gives.
pub trait Waiting: Send {
    /// Whether nobody waits for the answer any more.
    fn is_abandoned(&self) -> bool;
    /// Runs it; a panic is caught.
    fn run(&mut self, connection: &Connection) -> Ran;
    /// Gives its caller the outcome: its own if the commit is on disk.
    fn answer(self: Box<Self>, commit: Result<(), Refusal>);
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ran {
    /// Its changes belong into the commit.
    Well,
    /// The same, and it put something into the queue.
    WellAndWakes,
    /// Its changes are to be rolled back.
    Badly,
}

/// A closure with who acts, when, and where the answer goes.
pub struct Act<T, F> {
    actor: Actor,
    clock: Clock,
    run: Option<F>,
    outcome: Result<T>,
    answer: oneshot::Sender<Result<T>>,
}

impl<T, F> Act<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Tx) -> Result<T> + Send + 'static,
{
    /// The act and where its answer will come.
    pub fn waiting(actor: Actor, clock: Clock, run: F) -> (Box<dyn Waiting>, oneshot::Receiver<Result<T>>) {
        let (answer, receiver) = oneshot::channel();
        let outcome = Err(Refusal::Stopped.error());
        (Box::new(Act { actor, clock, run: Some(run), outcome, answer }), receiver)
    }
}

impl<T, F> Waiting for Act<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Tx) -> Result<T> + Send + 'static,
{
    fn is_abandoned(&self) -> bool {
        self.answer.is_closed()
    }

    fn run(&mut self, connection: &Connection) -> Ran {
        let Some(run) = self.run.take() else {
            return Ran::Badly;
        };
        let tx = Tx::new(View::new(connection, &self.actor, self.clock.now()));
        self.outcome =
            catch_unwind(AssertUnwindSafe(|| run(&tx))).unwrap_or_else(|panic| Err(as_error(&*panic)));
        match self.outcome {
            Ok(_) if tx.wakes() => Ran::WellAndWakes,
            Ok(_) => Ran::Well,
            Err(_) => Ran::Badly,
        }
    }

    fn answer(self: Box<Self>, commit: Result<(), Refusal>) {
        let outcome = match commit {
            Ok(()) => self.outcome,
            Err(refusal) => Err(refusal.error()),
        };
        // A caller that has gone meanwhile gets no answer; the act stands.
        let _ = self.answer.send(outcome);
    }
}

fn as_error(panic: &(dyn Any + Send)) -> Error {
    let words = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
    Error::internal(format!("an act panicked: {}", words.unwrap_or_default()))
}
