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
