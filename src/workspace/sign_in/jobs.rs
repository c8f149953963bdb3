//! Letters to whoever forgot a password are sent, and what nobody finished is removed.

use std::time::Duration;

use super::actions;
use super::model::SendReset;
use crate::base::{Actor, Result};
use crate::platform::queue::{Job, Lane, Outcome};
use crate::platform::{self, Machines};

/// Removes them, by [`super::sweep`].
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "sign-in.sweep";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Has the letter sent, if there is somebody to get it.
pub async fn send_reset(machines: Machines, actor: Actor, job: SendReset) -> Result<Outcome> {
    if let Some(account) = job.account {
        let send = move |tx: &platform::Tx| actions::resets::send(tx, account);
        machines.db.write(&actor, platform::Lane::Interactive, send).await?;
    }
    Ok(Outcome::Done)
}
