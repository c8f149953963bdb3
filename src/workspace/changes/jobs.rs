//! The end of the time to undo.

use std::time::Duration;

use crate::base::{Actor, Result};
use crate::platform::queue::{Job, Lane, Outcome};
use crate::platform::{self, Machines};

use super::store;

/// Clears the before-images of acts that can no longer be undone.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ClearExpired {}

impl Job for ClearExpired {
    const KIND: &'static str = "changes.clear-expired";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(300);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// In steps of a thousand rows, until nothing is left.
pub async fn run_clear_expired(machines: Machines, actor: Actor, _: ClearExpired) -> Result<Outcome> {
    while machines.db.write(&actor, platform::Lane::Bulk, store::clear_expired).await? > 0 {}
    Ok(Outcome::Done)
}
