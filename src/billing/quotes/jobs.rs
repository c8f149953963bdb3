//! What is done by itself: quotes end.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::actions;
use crate::base::Result;
use crate::platform::Tx;
use crate::platform::queue::{Job, Lane};

/// Ends what nobody answered in time.
#[derive(Debug, Serialize, Deserialize)]
pub struct Expire {}

impl Job for Expire {
    const KIND: &'static str = "quotes.expire";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// One step; gives how many ended.
pub fn expire(tx: &Tx) -> Result<usize> {
    actions::expire(tx)
}
