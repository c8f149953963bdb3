//! What is done by itself: what nobody confirmed is deleted.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::actions;
use crate::base::Result;
use crate::platform::Tx;
use crate::platform::queue::{Job, Lane};

/// Deletes what waited a week for its sender to confirm it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Clear {}

impl Job for Clear {
    const KIND: &'static str = "forms.clear";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// One step; gives how much was deleted.
pub fn clear(tx: &Tx) -> Result<usize> {
    actions::clear(tx)
}
