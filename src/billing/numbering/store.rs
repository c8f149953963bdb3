//! All SQL on `number_series`.

use rusqlite::named_params;

use super::model::{Sequence, Taken, code};
use crate::base::{Day, Result};
use crate::billing::countries::{Pack, Series};
use crate::platform::{Tx, View};

/// Where a sequence stands; before its first paper, how it begins.
pub fn find(view: &View, pack: Pack, series: Series) -> Result<Sequence> {
    let found = view.maybe(
        "SELECT prefix, next, last_on
         FROM number_series
         WHERE workspace_id = :workspace
           AND series = :series",
        named_params! { ":workspace": view.workspace(), ":series": code(series) },
        |row| {
            Ok(Sequence { prefix: row.get("prefix")?, next: row.get("next")?, last_on: row.get("last_on")? })
        },
    )?;
    Ok(found.unwrap_or_else(|| Sequence::begun(pack, series)))
}

/// Takes the next number for a paper of that day; `Invalid` if that is before the day of the last one.
pub fn take(tx: &Tx, pack: Pack, series: Series, day: Day) -> Result<Taken> {
    let sequence = find(tx, pack, series)?;
    let taken = sequence.take(pack, series, day)?;
    tx.execute(
        "INSERT INTO number_series (workspace_id, series, prefix, next, last_on)
         VALUES (:workspace, :series, :prefix, :next, :day)
         ON CONFLICT (workspace_id, series) DO UPDATE
         SET next = excluded.next, last_on = excluded.last_on",
        named_params! {
            ":workspace": tx.workspace(),
            ":series": code(series),
            ":prefix": sequence.prefix,
            ":next": sequence.next + 1,
            ":day": day,
        },
    )?;
    Ok(taken)
}
