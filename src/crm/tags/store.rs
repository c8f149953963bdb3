//! All SQL on `tag` and `tagging`.

use rusqlite::named_params;

use super::model::Tag;
use crate::base::{Result, SubjectId, TagId, text};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// Every tag by name; at most 500.
pub fn list(view: &View) -> Result<Vec<Tag>> {
    view.all(
        "SELECT id, name
         FROM tag
         WHERE workspace_id = :workspace
         ORDER BY name_key
         LIMIT 500",
        named_params! { ":workspace": view.workspace() },
        tag,
    )
}

/// The tag, or `NotFound`.
pub fn find(view: &View, id: TagId) -> Result<Tag> {
    view.one(
        "SELECT id, name
         FROM tag
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        tag,
    )
}

/// The tag of that name in any spelling.
pub fn maybe_named(view: &View, name: &str) -> Result<Option<TagId>> {
    view.maybe(
        "SELECT id
         FROM tag
         WHERE workspace_id = :workspace
           AND name_key = :key",
        named_params! { ":workspace": view.workspace(), ":key": text::fold(name) },
        |row| row.get("id"),
    )
}

/// The tag of that name, made if there is none.
pub fn named(tx: &Tx, name: &str) -> Result<TagId> {
    if let Some(id) = maybe_named(tx, name)? {
        return Ok(id);
    }
    let id = tx.insert(
        "INSERT INTO tag (workspace_id, name, name_key)
         VALUES (:workspace, :name, :key)",
        named_params! { ":workspace": tx.workspace(), ":name": name, ":key": text::fold(name) },
    )?;
    Ok(TagId::new(id))
}

/// The names of the subject's tags, in order.
pub fn names_of(view: &View, subject: SubjectId) -> Result<Vec<String>> {
    Ok(of(view, subject)?.into_iter().map(|tag| tag.name).collect())
}

/// The subject's tags, by name.
pub fn of(view: &View, subject: SubjectId) -> Result<Vec<Tag>> {
    view.all(
        "SELECT tag.id, tag.name
         FROM tagging INDEXED BY tagging_subject
         CROSS JOIN tag ON tag.workspace_id = tagging.workspace_id AND tag.id = tagging.tag_id
         WHERE tagging.workspace_id = :workspace
           AND tagging.subject_id = :subject
         ORDER BY tag.name_key",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        tag,
    )
}

/// The tags of many subjects in one question: (subject, name), by subject and name.
pub fn of_many(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, String)>> {
    view.all(
        "SELECT tagging.subject_id, tag.name
         FROM json_each(:subjects) AS wanted
         CROSS JOIN tagging INDEXED BY tagging_subject
           ON tagging.workspace_id = :workspace AND tagging.subject_id = wanted.value
         JOIN tag ON tag.workspace_id = tagging.workspace_id AND tag.id = tagging.tag_id
         ORDER BY tagging.subject_id, tag.name_key",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| Ok((row.get("subject_id")?, row.get("name")?)),
    )
}

/// Puts the tag on the subject; true if it was not there.
pub fn put(tx: &Tx, subject: SubjectId, tag: TagId) -> Result<bool> {
    let added = tx.execute(
        "INSERT INTO tagging (workspace_id, tag_id, subject_id)
         VALUES (:workspace, :tag, :subject)
         ON CONFLICT (workspace_id, tag_id, subject_id) DO NOTHING",
        named_params! { ":workspace": tx.workspace(), ":tag": tag, ":subject": subject },
    )?;
    Ok(added > 0)
}

/// Takes the tag off the subject; true if it was there.
pub fn take(tx: &Tx, subject: SubjectId, tag: TagId) -> Result<bool> {
    let taken = tx.execute(
        "DELETE FROM tagging
         WHERE workspace_id = :workspace
           AND tag_id = :tag
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":tag": tag, ":subject": subject },
    )?;
    Ok(taken > 0)
}

/// Makes the subject's tags exactly those, making new ones as needed.
pub fn save(tx: &Tx, subject: SubjectId, names: &[String]) -> Result<()> {
    tx.execute(
        "DELETE FROM tagging
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    for name in names {
        let tag = named(tx, name)?;
        put(tx, subject, tag)?;
    }
    Ok(())
}

fn tag(row: &Row) -> rusqlite::Result<Tag> {
    Ok(Tag { id: row.get("id")?, name: row.get("name")? })
}
