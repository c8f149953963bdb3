//! What is done by itself: leads come back on their day.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::actions;
use crate::base::Result;
use crate::platform::Tx;
use crate::platform::queue::{Job, Lane};
use crate::workspace::settings;

/// So many leads come back in one transaction.
const AT_ONCE: i64 = 25;

/// Brings back what rested until today where the company is.
#[derive(Debug, Serialize, Deserialize)]
pub struct BringBack {}

impl Job for BringBack {
    const KIND: &'static str = "leads.bring-back";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(300);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// One step; gives how many leads came back.
pub fn bring_back(tx: &Tx) -> Result<usize> {
    let today = tx.now().day(&settings::of(tx)?.zone());
    actions::bring_back(tx, today, AT_ONCE)
}
