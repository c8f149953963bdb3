//! What is done by itself: leads come back on their day, and the trash is emptied.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{actions, store};
use crate::base::Result;
use crate::platform::Tx;
use crate::platform::queue::{Job, Lane};
use crate::workspace::settings;

/// So many leads go or come in one transaction.
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

/// Deletes for good what has been in the trash for 30 days.
#[derive(Debug, Serialize, Deserialize)]
pub struct EmptyTrash {}

impl Job for EmptyTrash {
    const KIND: &'static str = "leads.empty-trash";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(600);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// One step; gives how many leads went.
pub fn empty_trash(tx: &Tx) -> Result<usize> {
    let due = store::list_due(tx, tx.now().minus(actions::UNDO), AT_ONCE)?;
    for id in &due {
        actions::forget(tx, *id)?;
    }
    Ok(due.len())
}
