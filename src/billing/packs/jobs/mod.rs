//! What is done by itself: packs are made, and go when their time is over.

mod bundle;
mod maker;

use std::sync::Arc;

use super::actions;
use super::model::{Make, Pack, State};
use super::store;
use crate::base::{Actor, Error, Result};
use crate::platform::blobs::{Blob, Blobs};
use crate::platform::queue::Outcome;
use crate::platform::{Lane, Machines, Tx};
use bundle::Bundle;
use maker::Maker;

/// The largest file of a pack.
const MOST: u64 = 4 * 1024 * 1024 * 1024;

/// Makes a pack; what stands in the way ends it, and somebody asks for another.
pub async fn run(machines: Machines, actor: Actor, job: Make) -> Result<Outcome> {
    let id = job.pack;
    let pack = match machines.db.read(&actor, |view| store::find(view, id)) {
        Ok(pack) if pack.state == State::Making => pack,
        Ok(_) | Err(Error::NotFound) => return Ok(Outcome::Done),
        Err(error) => return Err(error),
    };
    match make(&machines, &actor, pack).await {
        Ok(blob) => {
            machines.db.write(&actor, Lane::Bulk, move |tx| actions::finish(tx, id, blob)).await?;
            Ok(Outcome::Done)
        }
        Err(error) => {
            machines.db.write(&actor, Lane::Bulk, move |tx| actions::fail(tx, id)).await?;
            Ok(Outcome::Fail(format!("pack {id}: {error}")))
        }
    }
}

/// Writes the file on a thread of its own; the thread ends soon after nobody waits for it any more.
async fn make(machines: &Machines, actor: &Actor, pack: Pack) -> Result<Blob> {
    let awaited = Arc::new(());
    let maker = Maker::new(machines.clone(), actor.clone(), pack, Arc::downgrade(&awaited))?;
    let blobs = Blobs::new(&machines.config.data, actor.workspace);
    let making = tokio::task::spawn_blocking(move || {
        let mut draft = blobs.begin(MOST)?;
        let mut bundle = Bundle::begin(&mut draft);
        maker.fill(&mut bundle)?;
        bundle.finish()?;
        blobs.keep(draft)
    });
    let made = making.await.map_err(Error::internal)?;
    drop(awaited);
    made
}

/// One step; gives how many went.
pub fn clear(tx: &Tx) -> Result<usize> {
    actions::clear(tx)
}
