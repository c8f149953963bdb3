//! Reminders, a job for each, due when somebody is to be reminded; and the letters of the morning.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::actions;
use super::model::Reminding;
use crate::base::{Actor, Result};
use crate::platform::queue::{Job, Lane, Outcome};
use crate::platform::{self, Machines};
use crate::workspace::{email, members};

/// Tells in one transaction that takes the reminder away: run twice, or cut off, it tells once.
pub async fn remind(machines: Machines, actor: Actor, job: Reminding) -> Result<Outcome> {
    let act = move |tx: &platform::Tx| actions::remind(tx, job.task, job.at);
    machines.db.write(&actor, platform::Lane::Interactive, act).await?;
    Ok(Outcome::Done)
}

/// Looks, once an hour, for whom it is morning.
#[derive(Debug, Serialize, Deserialize)]
pub struct Summarize {}

impl Job for Summarize {
    const KIND: &'static str = "tasks.summarize";
    const LANE: Lane = Lane::Mail;
    const LIMIT: Duration = Duration::from_secs(300);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Tells each member in a commit of its own what they have to do today. Where letters have no way out, none is kept for
/// later: tomorrow it would be wrong.
pub async fn summarize(machines: Machines, actor: Actor, _: Summarize) -> Result<Outcome> {
    let db = &machines.db;
    if !db.read(&actor, |view| email::is_possible(&machines.config, view))? {
        return Ok(Outcome::Done);
    }
    for member in db.read(&actor, members::list)? {
        db.write(&actor, platform::Lane::Interactive, move |tx| actions::summarize(tx, &member)).await?;
    }
    Ok(Outcome::Done)
}
