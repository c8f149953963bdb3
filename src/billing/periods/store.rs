//! All SQL on `vat_cadence` and `vat_return`.

use rusqlite::named_params;

use super::model::{Cadence, Closed, Period};
use crate::base::{At, Day, Error, Result, VatReturnId};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View, crypto};
use crate::workspace::settings;

/// How long a period is: as somebody chose, or what is usual in the country.
pub fn cadence(view: &View) -> Result<Cadence> {
    let chosen = view.maybe(
        "SELECT cadence
         FROM vat_cadence
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": view.workspace() },
        |row| coded(row, "cadence"),
    )?;
    let country = settings::of(view)?.company.country;
    let offered = Cadence::offered(country);
    Ok(chosen.filter(|cadence| offered.contains(cadence)).unwrap_or(offered[0]))
}

/// Stores which.
pub fn save_cadence(tx: &Tx, cadence: Cadence) -> Result<()> {
    tx.execute(
        "INSERT INTO vat_cadence (workspace_id, cadence)
         VALUES (:workspace, :cadence)
         ON CONFLICT (workspace_id) DO UPDATE SET cadence = excluded.cadence",
        named_params! { ":workspace": tx.workspace(), ":cadence": cadence.code() },
    )?;
    Ok(())
}

/// The last day of all that is closed.
pub fn closed_until(view: &View) -> Result<Option<Day>> {
    view.one(
        "SELECT MAX(until_day) AS day
         FROM vat_return
         WHERE workspace_id = :workspace
           AND reopened_at IS NULL",
        named_params! { ":workspace": view.workspace() },
        |row| row.get("day"),
    )
}

/// The periods that are closed, the last one first, and since when.
pub fn list_closed(view: &View) -> Result<Vec<(Period, At)>> {
    view.all(
        "SELECT from_day, until_day, closed_at
         FROM vat_return
         WHERE workspace_id = :workspace
           AND reopened_at IS NULL
         ORDER BY until_day DESC",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let period = Period { from: row.get("from_day")?, until: row.get("until_day")? };
            Ok((period, row.get("closed_at")?))
        },
    )
}

/// The closed return that begins on that day, or `NotFound`.
pub fn find_closed(view: &View, from: Day) -> Result<Closed> {
    let found = view.maybe(
        "SELECT id, from_day, until_day, snapshot, hash, closed_at, closed_by
         FROM vat_return
         WHERE workspace_id = :workspace
           AND reopened_at IS NULL
           AND from_day = :from",
        named_params! { ":workspace": view.workspace(), ":from": from },
        closed,
    )?;
    found.ok_or(Error::NotFound)
}

/// The returns whose content is not what was kept, those that were opened again too.
pub fn damaged(view: &View) -> Result<Vec<VatReturnId>> {
    let all = view.all(
        "SELECT id, snapshot, hash
         FROM vat_return
         WHERE workspace_id = :workspace
         ORDER BY id",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let is_whole =
                crypto::hash(row.get::<_, String>("snapshot")?) == row.get::<_, [u8; 32]>("hash")?;
            Ok((VatReturnId::new(row.get("id")?), is_whole))
        },
    )?;
    Ok(all.into_iter().filter(|(_, is_whole)| !is_whole).map(|(id, _)| id).collect())
}

/// Keeps a return.
pub fn insert(tx: &Tx, period: Period, (snapshot, hash): (&str, [u8; 32])) -> Result<VatReturnId> {
    let id = tx.insert(
        "INSERT INTO vat_return (workspace_id, from_day, until_day, snapshot, hash, closed_at, closed_by)
         VALUES (:workspace, :from, :until, :snapshot, :hash, :at, :by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":from": period.from,
            ":until": period.until,
            ":snapshot": snapshot,
            ":hash": hash,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    Ok(VatReturnId::new(id))
}

/// Opens the period of a return again, which stays.
pub fn save_reopened(tx: &Tx, id: VatReturnId, reason: &str) -> Result<()> {
    tx.execute(
        "UPDATE vat_return
         SET reopened_at = :at, reopened_by = :by, reason = :reason
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":at": tx.now(),
            ":by": tx.member(),
            ":reason": reason,
        },
    )?;
    Ok(())
}

fn closed(row: &Row) -> rusqlite::Result<Closed> {
    Ok(Closed {
        id: row.get("id")?,
        period: Period { from: row.get("from_day")?, until: row.get("until_day")? },
        snapshot: row.get("snapshot")?,
        hash: row.get("hash")?,
        closed_at: row.get("closed_at")?,
        closed_by: row.get("closed_by")?,
    })
}
