//! The files of issued papers, and the mails by which they went.

use rusqlite::named_params;

use super::super::model::{FileKind, Rendered};
use crate::base::{InvoiceId, MailId, Result};
use crate::crm::files;
use crate::platform::blobs::Blob;
use crate::platform::db::coded;
use crate::platform::{Tx, View};

/// The files of a paper that are made already.
pub fn files_of(view: &View, id: InvoiceId) -> Result<Vec<Rendered>> {
    view.all(
        "SELECT kind, hash, size
         FROM invoice_document
         WHERE workspace_id = :workspace
           AND invoice_id = :id
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| {
            let size = row.get::<_, i64>("size")?.unsigned_abs();
            Ok(Rendered { kind: coded(row, "kind")?, blob: Blob { hash: row.get("hash")?, size } })
        },
    )
}

/// Notes a file of a paper; the first of its kind stays.
pub fn insert_file(tx: &Tx, id: InvoiceId, file: &Rendered) -> Result<()> {
    files::store::keep(tx, file.blob)?;
    tx.execute(
        "INSERT INTO invoice_document (workspace_id, invoice_id, kind, hash, size, created_at)
         VALUES (:workspace, :id, :kind, :hash, :size, :now)
         ON CONFLICT (workspace_id, invoice_id, kind) DO NOTHING",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":kind": file.kind.code(),
            ":hash": file.blob.hash,
            ":size": i64::try_from(file.blob.size).unwrap_or(i64::MAX),
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Notes by which mail a paper went.
pub fn insert_mail(tx: &Tx, id: InvoiceId, mail: MailId) -> Result<()> {
    tx.insert(
        "INSERT INTO invoice_mail (workspace_id, invoice_id, mail_id)
         VALUES (:workspace, :id, :mail)",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":mail": mail },
    )?;
    Ok(())
}

/// The mails by which a paper went, the last one first.
pub fn mails_of(view: &View, id: InvoiceId) -> Result<Vec<MailId>> {
    view.all(
        "SELECT mail_id
         FROM invoice_mail
         WHERE workspace_id = :workspace
           AND invoice_id = :id
         ORDER BY id DESC",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| row.get("mail_id"),
    )
}

/// The form of that kind, if it is made.
pub fn maybe_file(view: &View, id: InvoiceId, kind: FileKind) -> Result<Option<Blob>> {
    let made = files_of(view, id)?.into_iter().find(|file| file.kind == kind);
    Ok(made.map(|file| file.blob))
}
