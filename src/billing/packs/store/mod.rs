//! All SQL on `pack`, and what is read of papers and payments for its files.

mod books;

use rusqlite::named_params;

use super::model::{Event, Pack, Range};
use crate::base::{At, Error, PackId, Result};
use crate::crm::files::store::{BlobId, free, hold};
use crate::platform::blobs::{Blob, BlobHash};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use books::{Chain, chain, count_papers, papers_after, receipts_after};

/// So many packs are listed.
const LISTED: i64 = 100;

/// Begins a pack.
pub fn insert(tx: &Tx, range: Range) -> Result<PackId> {
    let id = tx.insert(
        "INSERT INTO pack (workspace_id, from_on, to_on, state, created_at, created_by)
         VALUES (:workspace, :from, :to, 'making', :at, :by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":from": range.from,
            ":to": range.to,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    Ok(PackId::new(id))
}

/// The pack, or `NotFound`.
pub fn find(view: &View, id: PackId) -> Result<Pack> {
    let found = view.maybe(
        "SELECT pack.id, pack.from_on, pack.to_on, pack.state, pack.papers, pack.done, pack.created_at, pack.created_by,
                blob.hash, blob.size
         FROM pack
         LEFT JOIN blob ON blob.workspace_id = :workspace AND blob.id = pack.blob_id
         WHERE pack.workspace_id = :workspace
           AND pack.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        pack,
    )?;
    found.ok_or(Error::NotFound)
}

/// The packs that are there, the newest first.
pub fn list(view: &View) -> Result<Vec<Pack>> {
    view.all(
        "SELECT pack.id, pack.from_on, pack.to_on, pack.state, pack.papers, pack.done, pack.created_at, pack.created_by,
                blob.hash, blob.size
         FROM pack
         LEFT JOIN blob ON blob.workspace_id = :workspace AND blob.id = pack.blob_id
         WHERE pack.workspace_id = :workspace
         ORDER BY pack.id DESC
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":limit": LISTED },
        pack,
    )
}

/// Notes how far it has come: so many papers of so many are in.
pub fn advance(tx: &Tx, id: PackId, (done, papers): (i64, i64)) -> Result<()> {
    tx.execute(
        "UPDATE pack
         SET done = :done, papers = :papers
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":done": done, ":papers": papers },
    )?;
    Ok(())
}

/// Notes how it ended, with its file.
pub fn settle(tx: &Tx, id: PackId, event: Event, blob: Option<Blob>) -> Result<()> {
    let state = find(tx, id)?.state.after(event)?;
    let blob = blob.map(|blob| hold(tx, blob)).transpose()?;
    tx.execute(
        "UPDATE pack
         SET state = :state, blob_id = :blob
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":state": state.code(), ":blob": blob },
    )?;
    Ok(())
}

/// Takes packs away that were asked for before that, at most `limit`, and lets go of their files; gives how many.
pub fn clear(tx: &Tx, before: At, limit: i64) -> Result<usize> {
    let old: Vec<(PackId, Option<BlobId>)> = tx.all(
        "SELECT id, blob_id
         FROM pack
         WHERE workspace_id = :workspace
           AND created_at < :before
         ORDER BY created_at
         LIMIT :limit",
        named_params! { ":workspace": tx.workspace(), ":before": before, ":limit": limit },
        |row| Ok((row.get("id")?, row.get("blob_id")?)),
    )?;
    for (id, blob) in &old {
        tx.execute(
            "DELETE FROM pack
             WHERE workspace_id = :workspace
               AND id = :id",
            named_params! { ":workspace": tx.workspace(), ":id": id },
        )?;
        if let Some(blob) = blob {
            free(tx, *blob)?;
        }
    }
    Ok(old.len())
}

fn pack(row: &Row) -> rusqlite::Result<Pack> {
    let blob = match row.get::<_, Option<BlobHash>>("hash")? {
        Some(hash) => Some(Blob { hash, size: row.get::<_, i64>("size")?.unsigned_abs() }),
        None => None,
    };
    Ok(Pack {
        id: row.get("id")?,
        range: Range { from: row.get("from_on")?, to: row.get("to_on")? },
        state: coded(row, "state")?,
        papers: row.get("papers")?,
        done: row.get("done")?,
        blob,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
    })
}
