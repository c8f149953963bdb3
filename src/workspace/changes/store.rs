//! The rows of `change_set` and `change_row`.

use std::time::Duration;

use rusqlite::named_params;

use super::model::{Act, ChangeRow, ChangeSet, State};
use crate::base::{ChangeSetId, Error, Result, SubjectId};
use crate::platform::{Tx, View};

/// Begins an act that can be taken back for that long.
pub fn begin(tx: &Tx, verb: &'static str, undo_for: Duration) -> Result<ChangeSetId> {
    let id = tx.insert(
        "INSERT INTO change_set (workspace_id, verb, member_id, created_at, undo_until)
         VALUES (:workspace, :verb, :member, :now, :until)",
        named_params! {
            ":workspace": tx.workspace(),
            ":verb": verb,
            ":member": tx.member(),
            ":now": tx.now(),
            ":until": tx.now().plus(undo_for),
        },
    )?;
    Ok(ChangeSetId::new(id))
}

/// Keeps what a record was before the act (none: the act created it) and the version that the act leaves. A record
/// kept twice stays as it was before the first time.
pub fn keep(
    tx: &Tx,
    set: ChangeSetId,
    subject: SubjectId,
    before: Option<serde_json::Value>,
    version_after: i64,
) -> Result<()> {
    tx.execute(
        "INSERT INTO change_row (workspace_id, change_set_id, subject_id, act, before, version_after)
         VALUES (:workspace, :set, :subject, :act, :before, :version)
         ON CONFLICT (workspace_id, change_set_id, subject_id)
         DO UPDATE SET version_after = excluded.version_after",
        named_params! {
            ":workspace": tx.workspace(),
            ":set": set,
            ":subject": subject,
            ":act": if before.is_some() { "changed" } else { "created" },
            ":before": before.map(|before| before.to_string()),
            ":version": version_after,
        },
    )?;
    Ok(())
}

/// After an undo a record is again what an earlier act left, at a new version: that act can be taken back next.
pub fn follow(tx: &Tx, subject: SubjectId, left_at: i64, now_at: i64) -> Result<()> {
    tx.execute(
        "UPDATE change_row
         SET version_after = :now_at
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND version_after = :left_at",
        named_params! {
            ":now_at": now_at,
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":left_at": left_at,
        },
    )?;
    Ok(())
}

/// Forgets what the record was before every act: it went for good, and nothing of it stays here.
pub fn forget(tx: &Tx, subject: SubjectId) -> Result<()> {
    tx.execute(
        "UPDATE change_row
         SET before = NULL
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND before IS NOT NULL",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    Ok(())
}

/// The set of that number, or `NotFound`.
pub fn find(view: &View, set: ChangeSetId) -> Result<ChangeSet> {
    view.one(
        "SELECT id, verb, member_id, created_at, undo_until, undone_at, cleared_at,
           (SELECT count(*) FROM change_row WHERE workspace_id = :workspace AND change_set_id = :set) AS size
         FROM change_set
         WHERE workspace_id = :workspace
           AND id = :set",
        named_params! { ":workspace": view.workspace(), ":set": set },
        change_set,
    )
}

/// The latest sets of the workspace, the newest first.
pub fn list_latest(view: &View, limit: u32) -> Result<Vec<ChangeSet>> {
    list_before(view, ChangeSetId::new(i64::MAX), limit)
}

/// The sets of the workspace before that one, the newest first.
pub fn list_before(view: &View, before: ChangeSetId, limit: u32) -> Result<Vec<ChangeSet>> {
    view.all(
        "SELECT id, verb, member_id, created_at, undo_until, undone_at, cleared_at,
           (SELECT count(*)
            FROM change_row
            WHERE change_row.workspace_id = change_set.workspace_id
              AND change_row.change_set_id = change_set.id) AS size
         FROM change_set
         WHERE workspace_id = :workspace
           AND id < :before
         ORDER BY id DESC
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":before": before, ":limit": limit },
        change_set,
    )
}

fn change_set(row: &crate::platform::db::Row) -> rusqlite::Result<ChangeSet> {
    Ok(ChangeSet {
        id: row.get("id")?,
        verb: row.get("verb")?,
        member: row.get("member_id")?,
        created_at: row.get("created_at")?,
        undo_until: row.get("undo_until")?,
        undone_at: row.get("undone_at")?,
        is_cleared: row.get::<_, Option<i64>>("cleared_at")?.is_some(),
        size: row.get("size")?,
    })
}

/// Every record of the set, in the order in which they were kept.
pub fn rows(view: &View, set: ChangeSetId) -> Result<Vec<ChangeRow>> {
    rows_after(view, set, 0, u32::MAX)
}

/// The next records of the set after that row number: large sets go in steps.
pub fn rows_after(view: &View, set: ChangeSetId, after: i64, limit: u32) -> Result<Vec<ChangeRow>> {
    view.all(
        "SELECT id, subject_id, act, before, version_after
         FROM change_row
         WHERE workspace_id = :workspace
           AND change_set_id = :set
           AND id > :after
         ORDER BY id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":set": set,
            ":after": after,
            ":limit": limit,
        },
        change_row,
    )
}

/// The next records of the set before that row number, the last first: undo goes backwards.
pub fn rows_before(view: &View, set: ChangeSetId, before: i64, limit: u32) -> Result<Vec<ChangeRow>> {
    view.all(
        "SELECT id, subject_id, act, before, version_after
         FROM change_row
         WHERE workspace_id = :workspace
           AND change_set_id = :set
           AND id < :before
         ORDER BY id DESC
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":set": set,
            ":before": before,
            ":limit": limit,
        },
        change_row,
    )
}

fn change_row(row: &crate::platform::db::Row) -> rusqlite::Result<ChangeRow> {
    let before: Option<String> = row.get("before")?;
    Ok(ChangeRow {
        id: row.get("id")?,
        subject: row.get("subject_id")?,
        act: if row.get::<_, String>("act")? == "created" { Act::Created } else { Act::Changed },
        before: before.and_then(|json| serde_json::from_str(&json).ok()),
        version_after: row.get("version_after")?,
    })
}

/// Marks the set as taken back. `Conflict` if it was before, `Gone` if its time is over.
pub fn mark_undone(tx: &Tx, set: ChangeSetId) -> Result<()> {
    match find(tx, set)?.state(tx.now()) {
        State::Undone => return Err(Error::Conflict("changes-undone")),
        State::Expired => return Err(Error::Gone),
        State::Open => {}
    }
    tx.execute(
        "UPDATE change_set
         SET undone_at = :now
         WHERE workspace_id = :workspace
           AND id = :set",
        named_params! { ":now": tx.now(), ":workspace": tx.workspace(), ":set": set },
    )?;
    Ok(())
}

/// Clears the before-images of sets of the workspace whose time to undo is over, at most a thousand rows at once;
/// gives how many rows.
pub fn clear_expired(tx: &Tx) -> Result<usize> {
    let cleared = tx.execute(
        "UPDATE change_row
         SET before = NULL
         WHERE id IN (
           SELECT change_row.id
           FROM change_set
           JOIN change_row ON change_row.workspace_id = change_set.workspace_id
             AND change_row.change_set_id = change_set.id
           WHERE change_set.workspace_id = :workspace
             AND change_set.cleared_at IS NULL
             AND change_set.undo_until < :now
             AND change_row.before IS NOT NULL
           LIMIT 1000
         )",
        named_params! { ":workspace": tx.workspace(), ":now": tx.now() },
    )?;
    if cleared == 0 {
        tx.execute(
            "UPDATE change_set
             SET cleared_at = :now
             WHERE workspace_id = :workspace
               AND cleared_at IS NULL
               AND undo_until < :now",
            named_params! { ":workspace": tx.workspace(), ":now": tx.now() },
        )?;
    }
    Ok(cleared)
}
