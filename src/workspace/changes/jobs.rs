//! The end of the time to undo.

use std::time::Duration;

use crate::platform::queue::{Job, Lane};

/// Clears the before-images of acts that can no longer be undone, by [`super::clear_expired`].
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
