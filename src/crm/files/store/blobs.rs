//! The rows of `blob`: which bytes lie in the data folder, and since when nobody has them.

use std::time::Duration;

use rusqlite::named_params;

use crate::base::{Error, FileId, Id, Result};
use crate::platform::blobs::{Blob, BlobHash, Blobs};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// What [`BlobId`] counts.
pub enum BlobRow {}

/// The number of a row of `blob`.
pub type BlobId = Id<BlobRow>;

/// Where the bytes of the file lie.
pub fn blob_of(view: &View, id: FileId) -> Result<Blob> {
    view.one(
        "SELECT blob.hash, blob.size
         FROM file
         JOIN blob ON blob.workspace_id = file.workspace_id AND blob.id = file.blob_id
         WHERE file.workspace_id = :workspace
           AND file.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        blob,
    )
}

/// Where the small picture of the file lies, or `NotFound` if there is none.
pub fn thumbnail_of(view: &View, id: FileId) -> Result<Blob> {
    view.one(
        "SELECT blob.hash, blob.size
         FROM file
         JOIN blob ON blob.workspace_id = file.workspace_id AND blob.id = file.thumbnail_id
         WHERE file.workspace_id = :workspace
           AND file.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        blob,
    )
}

/// The bytes that all files of the workspace have, equal ones once.
pub fn used(view: &View) -> Result<u64> {
    let used: i64 = view.one(
        "SELECT coalesce(sum(size), 0) AS used
         FROM blob
         WHERE workspace_id = :workspace
           AND freed_at IS NULL",
        named_params! { ":workspace": view.workspace() },
        |row| row.get("used"),
    )?;
    Ok(used.unsigned_abs())
}

/// Whether a row names those bytes.
pub fn is_known(view: &View, hash: BlobHash) -> Result<bool> {
    let known = view.maybe(
        "SELECT id
         FROM blob
         WHERE workspace_id = :workspace
           AND hash = :hash",
        named_params! { ":workspace": view.workspace(), ":hash": hash },
        |row| row.get::<_, i64>("id"),
    )?;
    Ok(known.is_some())
}

/// The row of those bytes, which a file is about to have.
pub fn hold(tx: &Tx, blob: Blob) -> Result<BlobId> {
    tx.execute(
        "INSERT INTO blob (workspace_id, hash, size)
         VALUES (:workspace, :hash, :size)
         ON CONFLICT (workspace_id, hash) DO UPDATE SET freed_at = NULL",
        named_params! {
            ":workspace": tx.workspace(),
            ":hash": blob.hash,
            ":size": i64::try_from(blob.size).map_err(Error::internal)?,
        },
    )?;
    tx.one(
        "SELECT id
         FROM blob
         WHERE workspace_id = :workspace
           AND hash = :hash",
        named_params! { ":workspace": tx.workspace(), ":hash": blob.hash },
        |row| row.get("id"),
    )
}

/// The same of a paper that was issued: its bytes are never taken away.
pub fn keep(tx: &Tx, blob: Blob) -> Result<()> {
    let id = hold(tx, blob)?;
    tx.execute(
        "UPDATE blob
         SET is_kept = 1
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

/// Notes that nobody has those bytes any more, if that is so.
pub fn free(tx: &Tx, blob: BlobId) -> Result<()> {
    tx.execute(
        "UPDATE blob
         SET freed_at = :now
         WHERE workspace_id = :workspace
           AND id = :blob
           AND is_kept = 0
           AND NOT EXISTS (SELECT 1 FROM file WHERE workspace_id = :workspace AND blob_id = :blob)
           AND NOT EXISTS (SELECT 1 FROM file WHERE workspace_id = :workspace AND thumbnail_id = :blob)",
        named_params! { ":workspace": tx.workspace(), ":blob": blob, ":now": tx.now() },
    )?;
    Ok(())
}

/// Takes bytes away that nobody has had for that long, at most `limit`; gives how many. Rows and bytes go in one act, so
/// that nobody takes them up in between.
pub fn sweep(tx: &Tx, blobs: &Blobs, rest: Duration, limit: i64) -> Result<usize> {
    let freed: Vec<BlobHash> = tx.all(
        "SELECT hash
         FROM blob
         WHERE workspace_id = :workspace
           AND freed_at < :before
         LIMIT :limit",
        named_params! { ":workspace": tx.workspace(), ":before": tx.now().minus(rest), ":limit": limit },
        |row| row.get("hash"),
    )?;
    for hash in &freed {
        tx.execute(
            "DELETE FROM blob
             WHERE workspace_id = :workspace
               AND hash = :hash",
            named_params! { ":workspace": tx.workspace(), ":hash": hash },
        )?;
        blobs.remove(*hash)?;
    }
    Ok(freed.len())
}

fn blob(row: &Row) -> rusqlite::Result<Blob> {
    Ok(Blob { hash: row.get("hash")?, size: row.get::<_, i64>("size")?.unsigned_abs() })
}
