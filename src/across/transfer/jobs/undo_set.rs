//! What the files of a set wrote is taken back, the last record first, in one go.

use std::time::{Duration, Instant};

use super::super::actions::{self, put_back};
use super::super::model::{ImportSet, ImportSetId, SetStatus};
use super::super::store;
use crate::base::{Actor, Error, Result};
use crate::platform::{Lane, Machines, Tx};
use crate::workspace::changes::{self, ChangeRow};

/// A closure takes records back for so long, then lets others write.
const SLICE: Duration = Duration::from_millis(15);
/// The fewest records of one closure, however slow the machine is.
const FEWEST: usize = 16;
/// The most records of one closure.
const MOST: u32 = 300;

/// Takes back the records before the last one that was.
pub async fn run(machines: &Machines, actor: &Actor, id: ImportSetId) -> Result<()> {
    loop {
        let set = machines.db.read(actor, |view| store::sets::find(view, id))?;
        if set.status != SetStatus::Undoing {
            return Ok(());
        }
        let wrote = set.change_set.ok_or(Error::Conflict("transfer-conflict-status"))?;
        let before = if set.step_at_row == 0 { i64::MAX } else { set.step_at_row };
        let rows =
            machines.db.read_long(actor, move |view| changes::rows_before(view, wrote, before, MOST)).await?;
        if rows.is_empty() {
            return machines.db.write(actor, Lane::Bulk, move |tx| actions::undo_set_done(tx, set)).await;
        }
        machines.db.write(actor, Lane::Bulk, move |tx| take_back(tx, set, &rows)).await?;
    }
}

fn take_back(tx: &Tx, mut set: ImportSet, rows: &[ChangeRow]) -> Result<()> {
    let begun = Instant::now();
    for (done, row) in rows.iter().enumerate() {
        if done >= FEWEST && begun.elapsed() > SLICE {
            break;
        }
        set.kept += i64::from(!put_back(tx, row)?);
        set.step_at_row = row.id;
    }
    store::sets::save(tx, &set)
}
