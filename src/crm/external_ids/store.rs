//! All SQL on `external_id`.

use rusqlite::named_params;

use super::model::ExternalId;
use crate::base::{Result, SubjectId, SubjectKind};
use crate::platform::{Tx, View};

/// The record of that kind that the system calls so.
pub fn maybe_find(view: &View, kind: SubjectKind, external: &ExternalId) -> Result<Option<SubjectId>> {
    view.maybe(
        "SELECT subject_id
         FROM external_id
         WHERE workspace_id = :workspace
           AND kind = :kind
           AND system = :system
           AND name = :name",
        named_params! {
            ":workspace": view.workspace(),
            ":kind": kind,
            ":system": external.system,
            ":name": external.name,
        },
        |row| row.get("subject_id"),
    )
}

/// What other systems call these records: (record, name), by record and system.
pub fn of_many(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, ExternalId)>> {
    view.all(
        "SELECT external_id.subject_id, external_id.system, external_id.name
         FROM json_each(:subjects) AS wanted
         CROSS JOIN external_id ON external_id.workspace_id = :workspace
           AND external_id.subject_id = wanted.value
         ORDER BY external_id.subject_id, external_id.system, external_id.id",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| {
            let external = ExternalId { system: row.get("system")?, name: row.get("name")? };
            Ok((row.get("subject_id")?, external))
        },
    )
}

/// Notes that the system calls the record so.
pub fn insert(tx: &Tx, subject: SubjectId, kind: SubjectKind, external: &ExternalId) -> Result<()> {
    tx.insert(
        "INSERT INTO external_id (workspace_id, subject_id, kind, system, name)
         VALUES (:workspace, :subject, :kind, :system, :name)",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":kind": kind,
            ":system": external.system,
            ":name": external.name,
        },
    )?;
    Ok(())
}

/// The records of that kind that an import called so: (name, record). Contacts and companies keep that name themselves.
pub fn imported(view: &View, kind: SubjectKind, names: &[&str]) -> Result<Vec<(String, SubjectId)>> {
    view.all(
        "SELECT external_id.name, external_id.subject_id
         FROM json_each(:names) AS wanted
         CROSS JOIN external_id ON external_id.workspace_id = :workspace
           AND external_id.kind = :kind
           AND external_id.system = 'import'
           AND external_id.name = wanted.value",
        named_params! {
            ":workspace": view.workspace(),
            ":kind": kind,
            ":names": serde_json::to_string(names)?,
        },
        |row| Ok((row.get("name")?, row.get("subject_id")?)),
    )
}

/// Notes what an import calls the record; a record in the trash that was called so is so no more.
pub fn save_imported(tx: &Tx, subject: SubjectId, kind: SubjectKind, name: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM external_id
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND system = 'import'",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    if name.is_empty() {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO external_id (workspace_id, subject_id, kind, system, name)
         VALUES (:workspace, :subject, :kind, 'import', :name)
         ON CONFLICT (workspace_id, kind, system, name) DO UPDATE SET subject_id = excluded.subject_id",
        named_params! { ":workspace": tx.workspace(), ":subject": subject, ":kind": kind, ":name": name },
    )?;
    Ok(())
}

/// Forgets what other systems call the record.
pub fn remove(tx: &Tx, subject: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM external_id
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    Ok(())
}
