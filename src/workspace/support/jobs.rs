//! Ends what is over.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::platform::queue::{Job, Lane};

/// Notes the end of accesses whose time is over. Nobody looks in by one of them meanwhile: the guard compares the time.
#[derive(Serialize, Deserialize)]
pub struct CloseExpired {}

impl Job for CloseExpired {
    const KIND: &'static str = "support.close-expired";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}
