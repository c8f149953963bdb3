//! All SQL on `suppression`.

use std::collections::HashSet;

use data_encoding::HEXLOWER;
use rusqlite::named_params;

use super::super::model::{Reason, Suppression, address_hash, hint};
use crate::base::{Error, Result, SuppressionId};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// Whether nothing goes to that address, in its normal form, that goes to many.
pub fn is_suppressed(view: &View, norm: &str) -> Result<bool> {
    Ok(suppressed_among(view, &[norm])?.contains(norm))
}

/// Those of the addresses, in their normal form, to which nothing goes that goes to many.
pub fn suppressed_among(view: &View, norms: &[&str]) -> Result<HashSet<String>> {
    let hashes = norms.iter().map(|norm| HEXLOWER.encode(&address_hash(view.workspace(), norm)));
    let places: Vec<i64> = view.all(
        "SELECT wanted.key AS place
         FROM json_each(:hashes) AS wanted
         CROSS JOIN suppression
           ON suppression.workspace_id = :workspace AND suppression.address_hash = unhex(wanted.value)",
        named_params! {
            ":workspace": view.workspace(),
            ":hashes": serde_json::to_string(&hashes.collect::<Vec<_>>())?,
        },
        |row| row.get("place"),
    )?;
    let found = places.into_iter().filter_map(|place| norms.get(usize::try_from(place).ok()?));
    Ok(found.map(|norm| (*norm).to_owned()).collect())
}

/// The list walks the numbers of the workspace.
pub(in crate::crm::mails) const LIST: &str = "SELECT id, hint, reason, created_at, created_by
         FROM suppression
         WHERE workspace_id = :workspace
           AND id < :before
         ORDER BY id DESC
         LIMIT 51";

/// The suppressed addresses before that number, the latest first; at most 51, one more than a page.
pub fn list_suppressions(view: &View, before: SuppressionId) -> Result<Vec<Suppression>> {
    view.all(LIST, named_params! { ":workspace": view.workspace(), ":before": before }, suppression)
}

/// The suppression, or `NotFound`.
pub fn find_suppression(view: &View, id: SuppressionId) -> Result<Suppression> {
    let found = view.maybe(
        "SELECT id, hint, reason, created_at, created_by
         FROM suppression
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        suppression,
    )?;
    found.ok_or(Error::NotFound)
}

/// Suppresses an address in its normal form; gives whether it was not before.
pub fn insert_suppression(tx: &Tx, norm: &str, reason: Reason) -> Result<bool> {
    let added = tx.execute(
        "INSERT INTO suppression (workspace_id, address_hash, hint, reason, created_at, created_by)
         VALUES (:workspace, :hash, :hint, :reason, :now, :member)
         ON CONFLICT (workspace_id, address_hash) DO NOTHING",
        named_params! {
            ":workspace": tx.workspace(),
            ":hash": address_hash(tx.workspace(), norm),
            ":hint": hint(norm),
            ":reason": reason.code(),
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    Ok(added > 0)
}

/// Lets the address be written to again.
pub fn delete_suppression(tx: &Tx, id: SuppressionId) -> Result<()> {
    tx.execute(
        "DELETE FROM suppression
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn suppression(row: &Row) -> rusqlite::Result<Suppression> {
    Ok(Suppression {
        id: row.get("id")?,
        hint: row.get("hint")?,
        reason: coded(row, "reason")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
    })
}
