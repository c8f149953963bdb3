//! All SQL on `subject` and `merge`.

use rusqlite::named_params;

use super::model::Merge;
use crate::base::{ChangeSetId, Error, Result, SubjectId, SubjectKind};
use crate::platform::db::Row;
use crate::platform::{Tx, View};
use crate::workspace::changes;
use crate::workspace::notices;

/// A new subject of that kind.
pub fn insert(tx: &Tx, kind: SubjectKind) -> Result<SubjectId> {
    let id = tx.insert(
        "INSERT INTO subject (workspace_id, kind)
         VALUES (:workspace, :kind)",
        named_params! { ":workspace": tx.workspace(), ":kind": kind },
    )?;
    Ok(SubjectId::new(id))
}

/// What that subject is, or `NotFound`.
pub fn kind(view: &View, id: SubjectId) -> Result<SubjectKind> {
    view.one(
        "SELECT kind
         FROM subject
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| row.get("kind"),
    )
}

/// What the subject is a part of by now: the one that it was merged into, or that one was; itself if it was not.
pub fn present(view: &View, id: SubjectId) -> Result<SubjectId> {
    let mut now = id;
    while let Some(into) = merged_into(view, now)? {
        now = into;
    }
    Ok(now)
}

/// [`Error::Merged`] if the subject, which is of that kind, is a part of another by now.
pub fn refuse_merged(view: &View, kind: SubjectKind, id: SubjectId) -> Result<()> {
    match present(view, id)? {
        now if now == id => Ok(()),
        now => Err(Error::Merged(kind.place(), now.number())),
    }
}

fn merged_into(view: &View, id: SubjectId) -> Result<Option<SubjectId>> {
    view.maybe(
        "SELECT into_id
         FROM merge
         WHERE workspace_id = :workspace
           AND subject_id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| row.get("into_id"),
    )
}

/// What was merged into the subject and can stand by itself again, the latest first.
pub fn merges_into(view: &View, kept: SubjectId) -> Result<Vec<Merge>> {
    view.all(
        "SELECT merge.subject_id, merge.into_id, merge.change_set_id, merge.merged_at, change_set.undo_until
         FROM merge
         JOIN change_set ON change_set.workspace_id = merge.workspace_id AND change_set.id = merge.change_set_id
         WHERE merge.workspace_id = :workspace
           AND merge.into_id = :kept
         ORDER BY merge.id DESC",
        named_params! { ":workspace": view.workspace(), ":kept": kept },
        merge,
    )
}

/// The merge that the set takes apart, if it takes one apart.
pub fn merge_of(view: &View, set: ChangeSetId) -> Result<Option<Merge>> {
    view.maybe(
        "SELECT merge.subject_id, merge.into_id, merge.change_set_id, merge.merged_at, change_set.undo_until
         FROM merge
         JOIN change_set ON change_set.workspace_id = merge.workspace_id AND change_set.id = merge.change_set_id
         WHERE merge.workspace_id = :workspace
           AND merge.change_set_id = :set",
        named_params! { ":workspace": view.workspace(), ":set": set },
        merge,
    )
}

/// Notes that the one became a part of the other, by that set of changes.
pub fn insert_merge(tx: &Tx, set: ChangeSetId, gone: SubjectId, kept: SubjectId) -> Result<()> {
    tx.insert(
        "INSERT INTO merge (workspace_id, subject_id, into_id, change_set_id, merged_at)
         VALUES (:workspace, :gone, :kept, :set, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":gone": gone,
            ":kept": kept,
            ":set": set,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Forgets that the subject is a part of another: it stands by itself again, or goes for good.
pub fn delete_merge(tx: &Tx, gone: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM merge
         WHERE workspace_id = :workspace
           AND subject_id = :gone",
        named_params! { ":workspace": tx.workspace(), ":gone": gone },
    )?;
    Ok(())
}

/// Deletes the subject for good, and what it was before every act, with what people were told about it; nothing else may hang on it any more.
pub fn delete(tx: &Tx, id: SubjectId) -> Result<()> {
    delete_merge(tx, id)?;
    changes::forget(tx, id)?;
    notices::forget_subject(tx, id)?;
    tx.execute(
        "DELETE FROM subject
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn merge(row: &Row) -> rusqlite::Result<Merge> {
    Ok(Merge {
        gone: row.get("subject_id")?,
        kept: row.get("into_id")?,
        set: row.get("change_set_id")?,
        at: row.get("merged_at")?,
        undo_until: row.get("undo_until")?,
    })
}
