//! The files of versions, and the mails by which they went.

use rusqlite::named_params;

use super::super::model::Quote;
use crate::base::{MailId, Result};
use crate::crm::files;
use crate::platform::blobs::Blob;
use crate::platform::{Tx, View};

/// The file of the version, if it is made.
pub fn maybe_file(view: &View, quote: &Quote) -> Result<Option<Blob>> {
    view.maybe(
        "SELECT hash, size
         FROM quote_document
         WHERE workspace_id = :workspace
           AND version_id = :version",
        named_params! { ":workspace": view.workspace(), ":version": quote.live },
        |row| Ok(Blob { hash: row.get("hash")?, size: row.get::<_, i64>("size")?.unsigned_abs() }),
    )
}

/// Notes the file of the version; the first one stays.
pub fn insert_file(tx: &Tx, quote: &Quote, blob: Blob) -> Result<()> {
    files::store::keep(tx, blob)?;
    tx.execute(
        "INSERT INTO quote_document (workspace_id, version_id, hash, size, created_at)
         VALUES (:workspace, :version, :hash, :size, :now)
         ON CONFLICT (workspace_id, version_id) DO NOTHING",
        named_params! {
            ":workspace": tx.workspace(),
            ":version": quote.live,
            ":hash": blob.hash,
            ":size": i64::try_from(blob.size).unwrap_or(i64::MAX),
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Notes by which mail the version went.
pub fn insert_mail(tx: &Tx, quote: &Quote, mail: MailId) -> Result<()> {
    tx.insert(
        "INSERT INTO quote_mail (workspace_id, version_id, mail_id)
         VALUES (:workspace, :version, :mail)",
        named_params! { ":workspace": tx.workspace(), ":version": quote.live, ":mail": mail },
    )?;
    Ok(())
}

/// The mails by which the version went, the last one first.
pub fn mails_of(view: &View, quote: &Quote) -> Result<Vec<MailId>> {
    view.all(
        "SELECT mail_id
         FROM quote_mail
         WHERE workspace_id = :workspace
           AND version_id = :version
         ORDER BY id DESC",
        named_params! { ":workspace": view.workspace(), ":version": quote.live },
        |row| row.get("mail_id"),
    )
}
