//! The table of kinds with their types forgotten: what a row of the queue names is found here.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::base::{Actor, Error, Result};
use crate::platform::queue::{Job, Outcome};
use crate::platform::{self, Machines, Tx};

type Running = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;
type Run = Box<dyn Fn(Machines, Actor, String) -> Running + Send + Sync>;

/// What is known of one kind.
pub(super) struct Kind {
    /// How long one run may take.
    pub limit: Duration,
    /// Runs a payload.
    pub run: Run,
}

/// Every kind by its stored name.
#[derive(Default)]
pub struct Kinds(HashMap<&'static str, Kind>);

impl Kinds {
    /// A kind with the function that does its work.
    pub fn run<J, F, R>(mut self, run: F) -> Kinds
    where
        J: Job,
        F: Fn(Machines, Actor, J) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Outcome>> + Send + 'static,
    {
        let run: Run = Box::new(move |machines, actor, payload| match serde_json::from_str::<J>(&payload) {
            Ok(job) => Box::pin(run(machines, actor, job)),
            Err(error) => {
                Box::pin(async move { Ok(Outcome::Fail(format!("the payload is broken: {error}"))) })
            }
        });
        self.0.insert(J::KIND, Kind { limit: J::LIMIT, run });
        self
    }

    /// A kind that repeats one short step, each a commit of its own in the bulk lane, until it changes nothing more.
    pub fn sweep<J: Job>(self, step: fn(&Tx) -> Result<usize>) -> Kinds {
        self.run(move |machines: Machines, actor: Actor, _: J| async move {
            while machines.db.write(&actor, platform::Lane::Bulk, step).await? > 0 {}
            Ok(Outcome::Done)
        })
    }

    /// How long a claimed job of each kind is nobody else's: twice its limit.
    pub(super) fn leases(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        self.0.iter().map(|(name, kind)| (*name, kind.limit * 2))
    }

    /// The kind of that name.
    pub(super) fn find(&self, name: &str) -> Option<&Kind> {
        self.0.get(name)
    }
}

/// An error of a run as the reason that the operator reads.
pub(super) fn reason(error: &Error) -> String {
    match error {
        Error::Internal(cause) => cause.to_string(),
        other => other.to_string(),
    }
}
