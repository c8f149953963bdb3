//! Reminders: a job for each, due when somebody is to be reminded.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::actions;
use crate::base::{Actor, At, Result, TaskId};
use crate::platform::queue::{Job, Lane, Outcome};
use crate::platform::{self, Machines};

/// Reminds of a task at that instant, unless it is done, removed, or its reminder has moved by then.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reminding {
    /// The task.
    pub task: TaskId,
    /// For when the reminder was set.
    pub at: At,
}

impl Job for Reminding {
    const KIND: &'static str = "tasks.remind";
    // Nobody is reminded in time behind a long import.
    const LANE: Lane = Lane::Mail;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(format!("{} {}", self.task, self.at.0))
    }
}

/// Tells in one transaction that takes the reminder away: run twice, or cut off, it tells once.
pub async fn remind(machines: Machines, actor: Actor, job: Reminding) -> Result<Outcome> {
    let act = move |tx: &platform::Tx| actions::remind(tx, job.task, job.at);
    machines.db.write(&actor, platform::Lane::Interactive, act).await?;
    Ok(Outcome::Done)
}
