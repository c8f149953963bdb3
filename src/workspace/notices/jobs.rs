//! The end of old notices.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::platform::queue::{Job, Lane};

/// Deletes what was told more than 90 days ago, by [`super::sweep`].
#[derive(Debug, Serialize, Deserialize)]
pub struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "notices.sweep";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(300);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}
