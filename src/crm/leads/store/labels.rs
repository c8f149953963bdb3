//! The words by which leads are sorted.

use rusqlite::named_params;

use super::super::model::{Label, LabelKind};
use crate::base::{Error, LeadLabelId, Result, text};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// The words of that kind that are offered, by name.
pub fn list(view: &View, kind: LabelKind) -> Result<Vec<Label>> {
    view.all(
        "SELECT id, name
         FROM lead_label
         WHERE workspace_id = :workspace
           AND kind = :kind
           AND live = 1
         ORDER BY name_key",
        named_params! { ":workspace": view.workspace(), ":kind": kind.code() },
        label,
    )
}

/// The word of that number with its kind, also if it is no longer offered, or `NotFound`.
pub fn find(view: &View, id: LeadLabelId) -> Result<(Label, LabelKind)> {
    let found = view.maybe(
        "SELECT id, name, kind
         FROM lead_label
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| Ok((label(row)?, coded(row, "kind")?)),
    )?;
    found.ok_or(Error::NotFound)
}

/// The word of that name in any spelling, also if it is no longer offered.
pub fn maybe_find(view: &View, kind: LabelKind, name: &str) -> Result<Option<Label>> {
    view.maybe(
        "SELECT id, name
         FROM lead_label
         WHERE workspace_id = :workspace
           AND kind = :kind
           AND name_key = :key",
        named_params! { ":workspace": view.workspace(), ":kind": kind.code(), ":key": text::fold(name) },
        label,
    )
}

/// Adds a word, or offers it again if it was taken away.
pub fn insert(tx: &Tx, kind: LabelKind, name: &str) -> Result<Label> {
    tx.execute(
        "INSERT INTO lead_label (workspace_id, kind, name, name_key)
         VALUES (:workspace, :kind, :name, :key)
         ON CONFLICT (workspace_id, kind, name_key) DO UPDATE SET live = 1",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": kind.code(),
            ":name": name,
            ":key": text::fold(name),
        },
    )?;
    maybe_find(tx, kind, name)?.ok_or(Error::NotFound)
}

/// Spells the word so.
pub fn save_name(tx: &Tx, id: LeadLabelId, name: &str) -> Result<()> {
    tx.execute(
        "UPDATE lead_label
         SET name = :name, name_key = :key
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":name": name, ":key": text::fold(name) },
    )?;
    Ok(())
}

/// Offers the word no longer; leads that have it keep it.
pub fn retire(tx: &Tx, id: LeadLabelId) -> Result<()> {
    tx.execute(
        "UPDATE lead_label
         SET live = 0
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn label(row: &Row) -> rusqlite::Result<Label> {
    Ok(Label { id: row.get("id")?, name: row.get("name")? })
}
