//! The rows of `import_set`.

use rusqlite::named_params;

use super::super::model::{ImportSet, ImportSetId, SetStatus};
use crate::base::{At, ChangeSetId, Error, Result};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// Begins a set.
pub fn insert(tx: &Tx) -> Result<ImportSetId> {
    let id = tx.insert(
        "INSERT INTO import_set (workspace_id, status, member_id, created_at)
         VALUES (:workspace, 'open', :member, :now)",
        named_params! { ":workspace": tx.workspace(), ":member": tx.member(), ":now": tx.now() },
    )?;
    Ok(ImportSetId::new(id))
}

/// The set of that number, or `NotFound`.
pub fn find(view: &View, id: ImportSetId) -> Result<ImportSet> {
    view.one(
        "SELECT id, status, kept, step_at_row, change_set_id, member_id, version, created_at, finished_at, undo_until
         FROM import_set
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        set,
    )
}

/// In which set of changes the files of a running set are written, and until when that can be taken back. A Conflict
/// while it does not run.
pub fn change_set(view: &View, id: ImportSetId) -> Result<(ChangeSetId, At)> {
    let set = find(view, id)?;
    match (set.status, set.change_set, set.undo_until) {
        (SetStatus::Running, Some(changes), Some(until)) => Ok((changes, until)),
        _ => Err(Error::Conflict("transfer-conflict-set")),
    }
}

/// Stores what a step made of it. `Stale` if another step came between.
pub fn save(tx: &Tx, set: &ImportSet) -> Result<()> {
    let changed = tx.execute(
        "UPDATE import_set
         SET status = :status, kept = :kept, step_at_row = :at, change_set_id = :set, finished_at = :finished,
             undo_until = :until, version = version + 1
         WHERE workspace_id = :workspace
           AND id = :id
           AND version = :version",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": set.id,
            ":version": set.version,
            ":status": set.status.code(),
            ":kept": set.kept,
            ":at": set.step_at_row,
            ":set": set.change_set,
            ":finished": set.finished_at,
            ":until": set.undo_until,
        },
    )?;
    if changed == 0 { Err(Error::Stale(find(tx, set.id)?.version)) } else { Ok(()) }
}

fn set(row: &Row) -> rusqlite::Result<ImportSet> {
    let status: String = row.get("status")?;
    Ok(ImportSet {
        id: row.get("id")?,
        status: SetStatus::of(&status).unwrap_or(SetStatus::Discarded),
        kept: row.get("kept")?,
        step_at_row: row.get("step_at_row")?,
        change_set: row.get("change_set_id")?,
        member: row.get("member_id")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        finished_at: row.get("finished_at")?,
        undo_until: row.get("undo_until")?,
    })
}
