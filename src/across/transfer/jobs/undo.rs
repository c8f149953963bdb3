//! What an import wrote is taken back, the last record first: contacts before the companies that came with them.

use std::time::{Duration, Instant};

use super::super::actions::{self, put_back};
use super::super::model::Import;
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
pub async fn run(machines: &Machines, actor: &Actor, mut import: Import) -> Result<()> {
    let set = import.change_set.ok_or(Error::Conflict("transfer-conflict-status"))?;
    loop {
        let before = if import.step_at_row == 0 { i64::MAX } else { import.step_at_row };
        let rows =
            machines.db.read_long(actor, move |view| changes::rows_before(view, set, before, MOST)).await?;
        if rows.is_empty() {
            return machines.db.write(actor, Lane::Bulk, move |tx| actions::undo_done(tx, &import)).await;
        }
        let now = import.clone();
        import = machines.db.write(actor, Lane::Bulk, move |tx| take_back(tx, now, &rows)).await?;
    }
}

fn take_back(tx: &Tx, mut import: Import, rows: &[ChangeRow]) -> Result<Import> {
    let begun = Instant::now();
    let mut last = import.step_at_row;
    for (done, row) in rows.iter().enumerate() {
        if done >= FEWEST && begun.elapsed() > SLICE {
            break;
        }
        import.kept += i64::from(!put_back(tx, row)?);
        last = row.id;
    }
    store::advance(tx, &import, last)?;
    Ok(Import { step_at_row: last, ..import })
}
