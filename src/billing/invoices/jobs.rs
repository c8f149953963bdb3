//! What is done by itself: the files of issued papers are made.

use super::model::{FileKind, Invoice, Render, Rendered};
use super::{actions, store};
use crate::base::{Actor, Error, InvoiceId, Result};
use crate::billing::documents::Document;
use crate::billing::documents::views::pdf::Letterhead;
use crate::billing::documents::views::{einvoice, pdf};
use crate::billing::seller;
use crate::platform::blobs::{Blob, Blobs};
use crate::platform::queue::Outcome;
use crate::platform::{Lane, Machines, Tx};

/// A file is never longer than this.
const MOST: u64 = 50 * 1024 * 1024;

/// Makes what is not made yet.
pub async fn render(machines: Machines, actor: Actor, job: Render) -> Result<Outcome> {
    make(&machines, &actor, job.invoice).await?;
    Ok(Outcome::Done)
}

/// Makes the files of an issued paper, each in the forms that it has, and keeps them for good. The same bytes each time.
pub async fn make(machines: &Machines, actor: &Actor, id: InvoiceId) -> Result<()> {
    let (invoice, letterhead) = machines.db.read(actor, |view| {
        let invoice = store::find(view, id)?;
        let country = invoice.issued.as_ref().ok_or(Error::NotFound)?.document.head().seller.address.country;
        let accent = seller::find(view, country)?.details.colour.rgb();
        Ok((invoice, Letterhead { accent, is_original: true }))
    })?;
    let made = machines.db.read(actor, |view| store::files_of(view, id))?;
    let blobs = Blobs::new(&machines.config.data, actor.workspace);
    let rendering = tokio::task::spawn_blocking(move || {
        let kinds = FileKind::ALL.iter().filter(|kind| !made.iter().any(|file| file.kind == **kind));
        kinds
            .filter_map(|kind| drawn(&invoice, *kind, &letterhead, &blobs).transpose())
            .collect::<Result<Vec<_>>>()
    });
    let files = rendering.await.map_err(Error::internal)??;
    machines.db.write(actor, Lane::Bulk, move |tx: &Tx| actions::keep(tx, id, &files)).await
}

/// The file in that form; none where the paper has no electronic form.
fn drawn(invoice: &Invoice, kind: FileKind, head: &Letterhead, blobs: &Blobs) -> Result<Option<Rendered>> {
    let Some(issued) = &invoice.issued else { return Ok(None) };
    if kind != FileKind::Pdf && !issued.document.electronic().is_empty() {
        return Ok(None);
    }
    let bytes = bytes(&issued.document, kind, head)?;
    Ok(Some(Rendered { kind, blob: kept(blobs, &bytes)? }))
}

/// A paper in that form.
pub fn bytes(document: &Document, kind: FileKind, letterhead: &Letterhead) -> Result<Vec<u8>> {
    match kind {
        FileKind::Pdf => pdf::pdf(document, letterhead),
        FileKind::Ubl => einvoice::ubl(document).map(String::into_bytes),
        FileKind::Cii => einvoice::cii(document).map(String::into_bytes),
    }
}

fn kept(blobs: &Blobs, bytes: &[u8]) -> Result<Blob> {
    let mut draft = blobs.begin(MOST)?;
    draft.take(bytes)?;
    blobs.keep(draft)
}
