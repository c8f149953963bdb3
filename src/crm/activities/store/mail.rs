//! All SQL on `filed_mail`.

use rusqlite::named_params;

use super::super::model::Head;
use crate::base::{NoteId, Result};
use crate::platform::{Tx, View};

/// The note of the e-mail with that Message-ID, removed or not, if it was filed.
pub fn filed(view: &View, message_id: &str) -> Result<Option<NoteId>> {
    view.maybe(
        "SELECT note_id
         FROM filed_mail
         WHERE workspace_id = :workspace
           AND message_id = :message_id",
        named_params! { ":workspace": view.workspace(), ":message_id": message_id },
        |row| row.get("note_id"),
    )
}

/// What stands above the e-mail of that note, or `NotFound`.
pub fn mail_head(view: &View, note: NoteId) -> Result<Head> {
    let (message_id, subject, people): (String, String, String) = view.one(
        "SELECT message_id, subject, people
         FROM filed_mail
         WHERE workspace_id = :workspace
           AND note_id = :note",
        named_params! { ":workspace": view.workspace(), ":note": note },
        |row| Ok((row.get("message_id")?, row.get("subject")?, row.get("people")?)),
    )?;
    Ok(Head { message_id, subject, people: serde_json::from_str(&people)? })
}

/// Notes what stands above the e-mail of that note.
pub fn insert_mail(tx: &Tx, note: NoteId, head: &Head) -> Result<()> {
    tx.insert(
        "INSERT INTO filed_mail (workspace_id, note_id, message_id, subject, people)
         VALUES (:workspace, :note, :message_id, :subject, :people)",
        named_params! {
            ":workspace": tx.workspace(),
            ":note": note,
            ":message_id": head.message_id,
            ":subject": head.subject,
            ":people": serde_json::to_string(&head.people)?,
        },
    )?;
    Ok(())
}

/// Deletes that, if there is anything.
pub fn delete_mail(tx: &Tx, note: NoteId) -> Result<()> {
    tx.execute(
        "DELETE FROM filed_mail
         WHERE workspace_id = :workspace
           AND note_id = :note",
        named_params! { ":workspace": tx.workspace(), ":note": note },
    )?;
    Ok(())
}
