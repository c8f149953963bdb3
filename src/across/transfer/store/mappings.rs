//! The rows of `import_mapping`: how such a file was read before.

use rusqlite::named_params;

use super::super::model::Mapping;
use super::imports::json;
use crate::base::{Result, SubjectKind};
use crate::platform::{Tx, View};

/// Remembers the mapping of a file with that fingerprint.
pub fn remember(tx: &Tx, kind: SubjectKind, fingerprint: [u8; 32], mapping: &Mapping) -> Result<()> {
    tx.execute(
        "INSERT INTO import_mapping (workspace_id, kind, fingerprint, mapping, used_at)
         VALUES (:workspace, :kind, :fingerprint, :mapping, :now)
         ON CONFLICT (workspace_id, kind, fingerprint)
         DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": kind,
            ":fingerprint": fingerprint,
            ":mapping": serde_json::to_string(mapping)?,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// The mapping of the last file with that fingerprint.
pub fn recall(view: &View, kind: SubjectKind, fingerprint: [u8; 32]) -> Result<Option<Mapping>> {
    view.maybe(
        "SELECT mapping
         FROM import_mapping
         WHERE workspace_id = :workspace
           AND kind = :kind
           AND fingerprint = :fingerprint",
        named_params! { ":workspace": view.workspace(), ":kind": kind, ":fingerprint": fingerprint },
        |row| json(row, "mapping"),
    )
}
