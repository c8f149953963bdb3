//! What is done by itself: quotes end, and what was sent becomes a file.

use std::io::Read;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::model::{Quote, QuoteLine, Render, chosen, first_shown};
use super::{actions, store};
use crate::base::{Actor, Error, QuoteId, Result};
use crate::billing::documents::views::pdf::{self, Letterhead, Offer, Offered, Row};
use crate::billing::documents::{Document, Draft, Head};
use crate::billing::seller;
use crate::platform::blobs::{Blob, Blobs};
use crate::platform::queue::{Job, Lane, Outcome};
use crate::platform::{self, Machines, Tx, View};

/// A file is never longer than this.
const MOST: u64 = 50 * 1024 * 1024;

/// Ends what nobody answered in time.
#[derive(Debug, Serialize, Deserialize)]
pub struct Expire {}

impl Job for Expire {
    const KIND: &'static str = "quotes.expire";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// One step; gives how many ended.
pub fn expire(tx: &Tx) -> Result<usize> {
    actions::expire(tx)
}

/// Makes what is not made yet.
pub async fn render(machines: Machines, actor: Actor, job: Render) -> Result<Outcome> {
    make(&machines, &actor, job.quote, job.n).await?;
    Ok(Outcome::Done)
}

/// Makes the file of that version, which was sent, and keeps it for good. The same bytes each time.
pub async fn make(machines: &Machines, actor: &Actor, id: QuoteId, n: i64) -> Result<Blob> {
    let (quote, letterhead, made) = machines.db.read(actor, |view| {
        let quote = store::find_version(view, id, n)?;
        let made = store::maybe_file(view, &quote)?;
        let letterhead = letterhead(view, &quote)?;
        Ok((quote, letterhead, made))
    })?;
    if let Some(blob) = made {
        return Ok(blob);
    }
    let blobs = Blobs::new(&machines.config.data, actor.workspace);
    let rendering = tokio::task::spawn_blocking(move || kept(&blobs, &bytes(&quote, &letterhead)?));
    let blob = rendering.await.map_err(Error::internal)??;
    machines.db.write(actor, platform::Lane::Bulk, move |tx: &Tx| actions::keep(tx, id, n, blob)).await?;
    Ok(blob)
}

/// The bytes of that file, which is made now if it was not yet; `NotFound` of a draft.
pub async fn paper(machines: &Machines, actor: &Actor, quote: &Quote) -> Result<Vec<u8>> {
    let blob = make(machines, actor, quote.id, quote.n).await?;
    let blobs = Blobs::new(&machines.config.data, actor.workspace);
    let reading = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        blobs.open(blob.hash)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    reading.await.map_err(Error::internal)?
}

/// How the paper looks; `NotFound` of a draft.
fn letterhead(view: &View, quote: &Quote) -> Result<Letterhead> {
    let sent = quote.sent.as_ref().ok_or(Error::NotFound)?;
    let accent = seller::find(view, sent.document.head().seller.address.country)?.details.colour.rgb();
    Ok(Letterhead { accent, is_original: false })
}

/// A version that was sent, on paper: as it is before the customer has ticked anything.
fn bytes(quote: &Quote, letterhead: &Letterhead) -> Result<Vec<u8>> {
    let sent = quote.sent.as_ref().ok_or(Error::NotFound)?;
    let taken = first_shown(&quote.facts.lines);
    let mut counts = taken.iter().map(Option::is_some);
    let mut rows = Vec::new();
    for line in &quote.facts.lines {
        rows.push(match line {
            QuoteLine::Sold { is_optional, choices, .. } => Row::Line(Offered {
                is_optional: *is_optional,
                is_taken: counts.next().unwrap_or_default(),
                choices: choices.clone(),
            }),
            QuoteLine::Heading(name, about) => Row::Heading(name.clone(), about.clone()),
            QuoteLine::Text(about) => Row::Text(about.clone()),
            QuoteLine::Subtotal => Row::Subtotal,
        });
    }
    let document = dated(&sent.document, quote)?;
    let shown = chosen(&document, &taken)?;
    pdf::offer(&Offer { document: &document, shown: &shown, rows: &rows }, letterhead)
}

/// The paper with the last day on which it can be accepted.
fn dated(document: &Document, quote: &Quote) -> Result<Document> {
    let draft = document.draft();
    let head = Head { due_on: Some(quote.facts.valid_until), ..draft.head };
    Document::compose(Draft { head, ..draft }).map_err(|_| Error::field("lines", "invoices-sum-large"))
}

fn kept(blobs: &Blobs, bytes: &[u8]) -> Result<Blob> {
    let mut draft = blobs.begin(MOST)?;
    draft.take(bytes)?;
    blobs.keep(draft)
}
