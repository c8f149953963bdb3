//! All SQL on `merge_move`, and on the links of whatever moves: tables and columns come from the closed list of
//! [`MOVES`](super::model::MOVES) only.

use rusqlite::named_params;

use super::model::{Hanging, MOVES, Moved};
use crate::base::{At, ChangeSetId, MemberId, Result, SubjectId};
use crate::platform::{Tx, View};

/// How much hangs on the record, in the order of [`MOVES`].
pub fn count_all(view: &View, subject: SubjectId) -> Result<Vec<i64>> {
    MOVES.iter().map(|hanging| count(view, hanging, subject)).collect()
}

fn count(view: &View, hanging: &Hanging, subject: SubjectId) -> Result<i64> {
    let sql = format!(
        "SELECT count(*) AS hanging FROM {} WHERE workspace_id = :workspace AND {} = :subject AND {}",
        hanging.table, hanging.link, hanging.counted,
    );
    let values = named_params! { ":workspace": view.workspace(), ":subject": subject };
    view.one(&sql, values, |row| row.get("hanging"))
}

/// The records of that table that hang on the subject, but for those that are a part of another.
pub fn list_records(view: &View, hanging: &Hanging, subject: SubjectId) -> Result<Vec<Moved>> {
    let values = named_params! { ":workspace": view.workspace(), ":subject": subject };
    view.all(&records_statement(hanging), values, |row| {
        Ok(Moved {
            subject: row.get("id")?,
            version: row.get("version")?,
            updated_at: row.get("updated_at")?,
            updated_by: row.get("updated_by")?,
        })
    })
}

/// In no order: one by number would walk the whole workspace.
pub(super) fn records_statement(hanging: &Hanging) -> String {
    format!(
        "SELECT id, version, updated_at, updated_by
         FROM {table}
         WHERE workspace_id = :workspace
           AND {link} = :subject
           AND NOT EXISTS (SELECT 1 FROM merge WHERE workspace_id = :workspace AND subject_id = {table}.id)",
        table = hanging.table,
        link = hanging.link,
    )
}

/// Hangs every record of that table that hangs on the one subject on the other. One that is a part of another keeps its
/// version: nobody sees it, and what it hung on stands in its own before-image.
pub fn move_records(tx: &Tx, hanging: &Hanging, gone: SubjectId, kept: SubjectId) -> Result<()> {
    let sql = format!(
        "UPDATE {table}
         SET {link} = :kept, version = version + 1, updated_at = :now, updated_by = :member
         WHERE workspace_id = :workspace
           AND {link} = :gone
           AND NOT EXISTS (SELECT 1 FROM merge WHERE workspace_id = :workspace AND subject_id = {table}.id)",
        table = hanging.table,
        link = hanging.link,
    );
    tx.execute(
        &sql,
        named_params! {
            ":workspace": tx.workspace(),
            ":gone": gone,
            ":kept": kept,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    relink(tx, hanging, gone, kept)
}

/// Who is on a deal or follows already is not there twice: that row stays where it is.
fn relink(tx: &Tx, hanging: &Hanging, gone: SubjectId, kept: SubjectId) -> Result<()> {
    let sql = format!(
        "UPDATE OR IGNORE {table} SET {link} = :kept WHERE workspace_id = :workspace AND {link} = :gone",
        table = hanging.table,
        link = hanging.link,
    );
    tx.execute(&sql, named_params! { ":workspace": tx.workspace(), ":gone": gone, ":kept": kept })?;
    Ok(())
}

/// On what the record hangs now, and its version, if it is still there.
pub fn maybe_link(
    view: &View,
    hanging: &Hanging,
    record: SubjectId,
) -> Result<Option<(Option<SubjectId>, i64)>> {
    let sql = format!(
        "SELECT {} AS link, version FROM {} WHERE workspace_id = :workspace AND id = :record",
        hanging.link, hanging.table,
    );
    let values = named_params! { ":workspace": view.workspace(), ":record": record };
    view.maybe(&sql, values, |row| Ok((row.get("link")?, row.get("version")?)))
}

/// Hangs the record on that subject again, at the next version, last changed then and by that member.
pub fn return_record(
    tx: &Tx,
    hanging: &Hanging,
    record: SubjectId,
    gone: SubjectId,
    (at, by): (At, Option<MemberId>),
) -> Result<()> {
    let sql = format!(
        "UPDATE {table}
         SET {link} = :gone, version = version + 1, updated_at = :at, updated_by = :by
         WHERE workspace_id = :workspace
           AND id = :record",
        table = hanging.table,
        link = hanging.link,
    );
    tx.execute(
        &sql,
        named_params! {
            ":workspace": tx.workspace(),
            ":record": record,
            ":gone": gone,
            ":at": at,
            ":by": by,
        },
    )?;
    Ok(())
}

/// Hangs every part of that table that hangs on the one subject on the other, and keeps which ones, in that set; one that
/// hangs on it by two links is kept once.
pub fn move_parts(
    tx: &Tx,
    set: ChangeSetId,
    hanging: &Hanging,
    gone: SubjectId,
    kept: SubjectId,
) -> Result<()> {
    let keep = format!(
        "INSERT OR IGNORE INTO merge_move (workspace_id, change_set_id, place, row_id)
         SELECT workspace_id, :set, :place, id
         FROM {}
         WHERE workspace_id = :workspace
           AND {} = :gone",
        hanging.table, hanging.link,
    );
    tx.execute(
        &keep,
        named_params! { ":workspace": tx.workspace(), ":set": set, ":place": hanging.table, ":gone": gone },
    )?;
    relink(tx, hanging, gone, kept)
}

/// Hangs the parts that the set keeps on the subject from which they came, if they still hang on that other one.
pub fn return_parts(
    tx: &Tx,
    set: ChangeSetId,
    hanging: &Hanging,
    gone: SubjectId,
    kept: SubjectId,
) -> Result<()> {
    let sql = format!(
        "UPDATE {table}
         SET {link} = :gone
         WHERE workspace_id = :workspace
           AND {link} = :kept
           AND id IN (SELECT row_id
                      FROM merge_move
                      WHERE workspace_id = :workspace
                        AND change_set_id = :set
                        AND place = :place)",
        table = hanging.table,
        link = hanging.link,
    );
    tx.execute(
        &sql,
        named_params! {
            ":workspace": tx.workspace(),
            ":set": set,
            ":place": hanging.table,
            ":gone": gone,
            ":kept": kept,
        },
    )?;
    Ok(())
}

/// Forgets which parts moved by that set.
pub fn forget_parts(tx: &Tx, set: ChangeSetId) -> Result<()> {
    tx.execute(
        "DELETE FROM merge_move WHERE workspace_id = :workspace AND change_set_id = :set",
        named_params! { ":workspace": tx.workspace(), ":set": set },
    )?;
    Ok(())
}

/// Forgets which parts moved by sets whose time to be taken back is over, at most a thousand at once; gives how many.
pub fn forget_expired(tx: &Tx) -> Result<usize> {
    tx.execute(
        "DELETE FROM merge_move
         WHERE id IN (
           SELECT merge_move.id
           FROM merge_move
           CROSS JOIN change_set
             ON change_set.workspace_id = merge_move.workspace_id AND change_set.id = merge_move.change_set_id
           WHERE merge_move.workspace_id = :workspace
             AND change_set.undo_until < :now
           LIMIT 1000
         )",
        named_params! { ":workspace": tx.workspace(), ":now": tx.now() },
    )
}
