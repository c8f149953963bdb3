//! Lines that go from one timeline into another.

use rusqlite::named_params;

use super::super::model::Note;
use crate::base::{Result, SubjectId};
use crate::platform::Tx;

/// Puts the line of the note into the timeline of what it is about now, at its time.
pub fn move_line(tx: &Tx, note: &Note) -> Result<()> {
    tx.execute(
        "UPDATE activity
         SET subject_id = :about, at = :at
         WHERE workspace_id = :workspace
           AND note_id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": note.id, ":about": note.about, ":at": note.at() },
    )?;
    Ok(())
}

/// Puts the line of a written mail, which has that detail, into another timeline, at its time.
pub fn move_written(tx: &Tx, detail: &str, (from, to): (SubjectId, SubjectId)) -> Result<()> {
    tx.execute(
        "UPDATE activity
         SET subject_id = :to
         WHERE workspace_id = :workspace
           AND subject_id = :from
           AND verb = 'written'
           AND detail = :detail",
        named_params! { ":workspace": tx.workspace(), ":from": from, ":to": to, ":detail": detail },
    )?;
    Ok(())
}
