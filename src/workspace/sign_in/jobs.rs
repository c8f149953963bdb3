//! Half sign-ins that nobody finished are removed.

use std::time::Duration;

use crate::platform::queue::{Job, Lane};

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
