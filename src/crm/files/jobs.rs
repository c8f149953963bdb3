//! What is done by itself: files are shown to the scanner, and bytes that nobody has go.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::model::{Scan, State};
use super::{actions, store};
use crate::base::{Actor, FileId, Result};
use crate::platform::blobs::{self, Blobs};
use crate::platform::queue::{self, Job, Lane, Outcome};
use crate::platform::scanner::{self, Verdict};
use crate::platform::{self, Machines, Tx};

/// So long bytes lie before they go: a backup that names them may still be copying.
const REST: Duration = Duration::from_secs(7 * 86_400);
/// A draft is left alone so long: it may still be on its way.
const LOST: Duration = Duration::from_secs(86_400);
/// So many go in one transaction.
const AT_ONCE: i64 = 25;

/// Takes away what nobody has had for seven days.
#[derive(Debug, Serialize, Deserialize)]
pub struct Clear {}

impl Job for Clear {
    const KIND: &'static str = "files.clear";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(600);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Gives each workspace its hour of scanning: for files that waited when clamd was down for long.
pub fn scan_everywhere(tx: &Tx) -> Result<()> {
    queue::enqueue_everywhere(tx, &Scan {})
}

/// Scans until nothing waits or its time is nearly over; puts itself off while clamd is down.
pub async fn scan(machines: Machines, actor: Actor, _: Scan) -> Result<Outcome> {
    let (begun, mut last, mut trouble) = (std::time::Instant::now(), FileId::NONE, None);
    while begun.elapsed() + scanner::LIMIT < Scan::LIMIT {
        let Some(id) = machines.db.read(&actor, |view| store::next_waiting(view, last))? else { break };
        match look_at(&machines, &actor, id).await {
            Ok((state, finding)) => {
                let settle = move |tx: &Tx| actions::settle(tx, id, state, &finding);
                machines.db.write(&actor, platform::Lane::Bulk, settle).await?;
            }
            // The scanner is down, or does not take this one: the next may fare better.
            Err(error) => trouble = Some(format!("file {id} waits for the scanner: {error}")),
        }
        last = id;
    }
    Ok(trouble.map_or(Outcome::Done, Outcome::Retry))
}

/// Where the operator took the scanner away, what waited for it is like every other file.
async fn look_at(machines: &Machines, actor: &Actor, id: FileId) -> Result<(State, String)> {
    let Some(scanner) = &machines.config.files.scanner else { return Ok((State::Ready, String::new())) };
    let blob = machines.db.read(actor, |view| store::blob_of(view, id))?;
    let bytes = Blobs::new(&machines.config.data, actor.workspace).open(blob.hash)?;
    match scanner.scan(bytes).await? {
        Verdict::Clean => Ok((State::Ready, String::new())),
        Verdict::Found(name) => {
            tracing::warn!(target: "security", event = "file.quarantine", file = %id, finding = name);
            Ok((State::Quarantined, name))
        }
    }
}

/// Takes away bytes that no file has had for seven days, bytes that no row names, and drafts that a crash left behind.
pub async fn clear(machines: Machines, actor: Actor, _: Clear) -> Result<Outcome> {
    let blobs = Blobs::new(&machines.config.data, actor.workspace);
    loop {
        let shelf = blobs.clone();
        let swept = move |tx: &Tx| store::sweep(tx, &shelf, REST, AT_ONCE);
        if machines.db.write(&actor, platform::Lane::Bulk, swept).await? == 0 {
            break;
        }
    }
    for hash in blobs.list_older(REST)? {
        let shelf = blobs.clone();
        let lost = move |tx: &Tx| if store::is_known(tx, hash)? { Ok(()) } else { shelf.remove(hash) };
        machines.db.write(&actor, platform::Lane::Bulk, lost).await?;
    }
    blobs::clear_incoming(&machines.config.data, LOST)?;
    Ok(Outcome::Done)
}
