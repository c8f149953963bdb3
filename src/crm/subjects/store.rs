//! All SQL on `subject`.

use rusqlite::named_params;

use crate::base::{Result, SubjectId, SubjectKind};
use crate::platform::{Tx, View};

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

/// Deletes the subject for good; nothing may hang on it any more.
pub fn delete(tx: &Tx, id: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM subject
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}
