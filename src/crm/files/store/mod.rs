//! All SQL on `file` and `blob`.

mod blobs;

use rusqlite::named_params;

use super::model::{Arrived, File, FileKind, FileName, Newest, State};
use crate::base::listing::{Mark, Page, Paging, Value};
use crate::base::{At, Error, FileId, Result, SubjectId, SubjectKind};
use crate::crm::subjects;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use blobs::{BlobId, blob_of, free, hold, is_known, keep, sweep, thumbnail_of, used};

/// What a file is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT file.id, file.about_id, file.name, file.kind, blob.size, file.thumbnail_id, file.state, file.finding,
                    file.live, file.version, file.created_at, file.created_by, file.updated_at ",
            $rest
        )
    };
}

/// The file, removed or not, or `NotFound`.
pub fn find(view: &View, id: FileId) -> Result<File> {
    maybe_find(view, id)?.ok_or(Error::NotFound)
}

/// The file, removed or not, if there is one.
pub fn maybe_find(view: &View, id: FileId) -> Result<Option<File>> {
    view.maybe(
        select!(
            "FROM file
             JOIN blob ON blob.workspace_id = file.workspace_id AND blob.id = file.blob_id
             WHERE file.workspace_id = :workspace
               AND file.id = :id"
        ),
        named_params! { ":workspace": view.workspace(), ":id": id },
        file,
    )
}

/// The file, or `NotFound` if it is removed.
pub fn find_live(view: &View, id: FileId) -> Result<File> {
    let file = find(view, id)?;
    if file.is_live { Ok(file) } else { Err(Error::NotFound) }
}

/// Those of the files that are not removed, in the order of the question.
pub fn find_many(view: &View, ids: &[FileId]) -> Result<Vec<File>> {
    view.all(
        select!(
            "FROM json_each(:ids) AS wanted
             CROSS JOIN file ON file.workspace_id = :workspace AND file.id = wanted.value AND file.live = 1
             JOIN blob ON blob.workspace_id = file.workspace_id AND blob.id = file.blob_id
             ORDER BY wanted.key"
        ),
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        file,
    )
}

/// One page of the files of that subject, the newest first.
pub fn list(view: &View, about: SubjectId, paging: &Paging<Newest>) -> Result<Page<File>> {
    let sql = statement(paging);
    let rows = view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":about": about,
            ":limit": paging.limit(),
            ":value": paging.mark().map(|mark| &mark.value),
            ":id": paging.mark().map(|mark| mark.id),
        },
        file,
    )?;
    Ok(paging.page(rows, |file| Mark { value: Value::Number(file.id.number()), id: file.id.number() }))
}

/// The statement of the list: it walks an index in the order of the list.
pub(in crate::crm) fn statement(paging: &Paging<Newest>) -> String {
    format!(
        select!(
            "FROM file
             JOIN blob ON blob.workspace_id = file.workspace_id AND blob.id = file.blob_id
             WHERE file.workspace_id = :workspace
               AND file.about_id = :about
               AND file.live = 1
               AND {place}
             ORDER BY file.id {direction}
             LIMIT :limit"
        ),
        place = paging.condition("file.id", "file.id"),
        direction = paging.direction(),
    )
}

/// The files of that subject, the newest first; at most `limit`.
pub fn list_about(view: &View, about: SubjectId, limit: i64) -> Result<Vec<File>> {
    view.all(
        select!(
            "FROM file
             JOIN blob ON blob.workspace_id = file.workspace_id AND blob.id = file.blob_id
             WHERE file.workspace_id = :workspace
               AND file.about_id = :about
               AND file.live = 1
             ORDER BY file.id DESC
             LIMIT :limit"
        ),
        named_params! { ":workspace": view.workspace(), ":about": about, ":limit": limit },
        file,
    )
}

/// The files of that subject after that number, rising; at most `limit`: programs walk by it.
pub fn list_after(view: &View, about: SubjectId, after: FileId, limit: i64) -> Result<Vec<File>> {
    view.all(
        select!(
            "FROM file
             JOIN blob ON blob.workspace_id = file.workspace_id AND blob.id = file.blob_id
             WHERE file.workspace_id = :workspace
               AND file.about_id = :about
               AND file.live = 1
               AND file.id > :after
             ORDER BY file.id
             LIMIT :limit"
        ),
        named_params! { ":workspace": view.workspace(), ":about": about, ":after": after, ":limit": limit },
        file,
    )
}

/// Every file of that subject, removed ones too, by number.
pub fn ids_about(view: &View, about: SubjectId) -> Result<Vec<FileId>> {
    view.all(
        "SELECT id
         FROM file
         WHERE workspace_id = :workspace
           AND about_id = :about
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":about": about },
        |row| row.get("id"),
    )
}

/// Removed files whose time to be taken back is over; at most `limit`.
pub fn list_removed(view: &View, before: At, limit: i64) -> Result<Vec<FileId>> {
    view.all(
        "SELECT id
         FROM file
         WHERE workspace_id = :workspace
           AND live = 0
           AND updated_at < :before
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":before": before, ":limit": limit },
        |row| row.get("id"),
    )
}

/// The next file after that one for which the scanner is awaited.
pub fn next_waiting(view: &View, after: FileId) -> Result<Option<FileId>> {
    view.maybe(
        "SELECT id
         FROM file
         WHERE workspace_id = :workspace
           AND state = 'waiting'
           AND id > :after
         ORDER BY id
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":after": after },
        |row| row.get("id"),
    )
}

/// Adds a file to that subject.
pub fn insert(tx: &Tx, about: SubjectId, arrived: &Arrived, state: State) -> Result<File> {
    let id = FileId::of(subjects::store::insert(tx, SubjectKind::File)?);
    let blob = blobs::hold(tx, arrived.blob)?;
    let thumbnail = arrived.thumbnail.map(|thumbnail| blobs::hold(tx, thumbnail)).transpose()?;
    tx.insert(
        "INSERT INTO file (id, workspace_id, about_id, name, kind, blob_id, thumbnail_id, state, created_at, created_by,
                           updated_at, updated_by)
         VALUES (:id, :workspace, :about, :name, :kind, :blob, :thumbnail, :state, :now, :member, :now, :member)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":about": about,
            ":name": arrived.name.to_string(),
            ":kind": arrived.name.kind().ending(),
            ":blob": blob,
            ":thumbnail": thumbnail,
            ":state": state.code(),
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    find(tx, id)
}

/// Stores place, name and removal of the file as they now are; the caller has checked the version.
pub fn save(tx: &Tx, file: &File) -> Result<()> {
    tx.execute(
        "UPDATE file
         SET about_id = :about, name = :name, live = :live, version = :version, updated_at = :updated_at, updated_by = :member
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": file.id,
            ":about": file.about,
            ":name": file.name.to_string(),
            ":live": file.is_live,
            ":version": file.version,
            ":updated_at": file.updated_at,
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

/// Stores what the scanner said; no new version, as nobody's change is lost by it.
pub fn settle(tx: &Tx, id: FileId, state: State, finding: &str) -> Result<()> {
    tx.execute(
        "UPDATE file
         SET state = :state, finding = :finding
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":state": state.code(),
            ":finding": finding,
        },
    )?;
    Ok(())
}

/// Deletes the file for good, and frees its bytes if no other file has them.
pub fn delete(tx: &Tx, id: FileId) -> Result<()> {
    let held: Vec<blobs::BlobId> = tx.all(
        "SELECT blob_id AS held
         FROM file
         WHERE workspace_id = :workspace
           AND id = :id
         UNION
         SELECT thumbnail_id
         FROM file
         WHERE workspace_id = :workspace
           AND id = :id
           AND thumbnail_id IS NOT NULL",
        named_params! { ":workspace": tx.workspace(), ":id": id },
        |row| row.get("held"),
    )?;
    tx.execute(
        "DELETE FROM file
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    held.into_iter().try_for_each(|blob| blobs::free(tx, blob))?;
    subjects::store::delete(tx, id.subject())
}

fn file(row: &Row) -> rusqlite::Result<File> {
    let kind: FileKind = coded(row, "kind")?;
    Ok(File {
        id: row.get("id")?,
        about: row.get("about_id")?,
        name: FileName::stored(&row.get::<_, String>("name")?, kind),
        size: row.get::<_, i64>("size")?.unsigned_abs(),
        has_thumbnail: row.get::<_, Option<i64>>("thumbnail_id")?.is_some(),
        state: coded(row, "state")?,
        finding: row.get("finding")?,
        is_live: row.get("live")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
    })
}
