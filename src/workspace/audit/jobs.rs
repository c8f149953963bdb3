//! The daily line in the log that shows a chain cut off at its end.

use std::time::Duration;

use super::store;
use crate::base::{Actor, Result};
use crate::platform::Machines;
use crate::platform::queue::{Job, Lane, Outcome};

/// Writes the head of every chain into the log.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct LogHeads {}

impl Job for LogHeads {
    const KIND: &'static str = "audit.log-heads";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// One line a workspace: its number, and number and hash of the last row.
pub async fn log_heads(machines: Machines, actor: Actor, _: LogHeads) -> Result<Outcome> {
    for head in machines.db.read_long(&actor, store::heads).await? {
        tracing::info!(target: "kantora::audit", workspace = %head.workspace, %head, "head of the audit chain");
    }
    Ok(Outcome::Done)
}
