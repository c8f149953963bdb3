//! The verbs of packs. Each runs in one transaction and leaves its entry in the audit.

use std::time::Duration;

use super::model::{Event, Make, Pack, Range, State};
use super::store;
use crate::base::{Actor, Door, Error, PackId, Result, Right};
use crate::platform::blobs::Blob;
use crate::platform::queue;
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};

/// A pack is kept so long.
pub const KEPT: Duration = Duration::from_secs(7 * 86_400);
/// So many go in one step.
const AT_ONCE: i64 = 50;

/// Whether somebody may take all papers and payments out. No token holds the right of lists; one that may bill reads all of
/// this anyway.
pub fn require(actor: &Actor) -> Result<()> {
    actor.require(Right::MoneyRead)?;
    match actor.door {
        Door::Api => actor.require(Right::MoneyWrite),
        Door::Page | Door::Cli | Door::Job => actor.require(Right::Export),
    }
}

/// Asks for a pack of those days.
pub fn start(tx: &Tx, range: Range) -> Result<PackId> {
    require(tx.actor())?;
    let id = store::insert(tx, range)?;
    queue::enqueue(tx, &Make { pack: id })?;
    let changes = [
        Change::new("pack", None::<i64>, id.number()),
        Change::new("from", None::<String>, range.from.to_string()),
        Change::new("to", None::<String>, range.to.to_string()),
    ];
    audit::record(tx, "pack.start", None, &changes)?;
    Ok(id)
}

/// Takes a made pack out: its file goes to whoever asks.
pub fn take(tx: &Tx, id: PackId) -> Result<(Pack, Blob)> {
    require(tx.actor())?;
    let pack = store::find(tx, id)?;
    let Some(blob) = pack.blob.filter(|_| pack.state == State::Made) else {
        return Err(Error::Conflict("packs-not-made"));
    };
    audit::record(tx, "pack.export", None, &[Change::new("pack", None::<i64>, id.number())])?;
    Ok((pack, blob))
}

/// Keeps the file of a pack.
pub fn finish(tx: &Tx, id: PackId, blob: Blob) -> Result<()> {
    store::settle(tx, id, Event::Finish, Some(blob))
}

/// Says that a pack could not be made.
pub fn fail(tx: &Tx, id: PackId) -> Result<()> {
    store::settle(tx, id, Event::Fail, None)
}

/// One step of clearing; gives how many went.
pub fn clear(tx: &Tx) -> Result<usize> {
    store::clear(tx, tx.now().minus(KEPT), AT_ONCE)
}

/// The packs that are there, for whoever may take them.
pub fn list(view: &View) -> Result<Vec<Pack>> {
    require(view.actor())?;
    store::list(view)
}

/// A pack, for whoever may take it.
pub fn find(view: &View, id: PackId) -> Result<Pack> {
    require(view.actor())?;
    store::find(view, id)
}
