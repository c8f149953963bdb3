//! What of an accepted quote is on invoices.

use rusqlite::named_params;

use super::super::model::{Asked, Billed, Quote, Share, Stage};
use crate::base::{InvoiceId, QuoteId, Result};
use crate::billing::pricing::Percent;
use crate::platform::db::coded;
use crate::platform::{Tx, View};

/// The parts of the live version that are on invoices, in their order.
pub fn parts(view: &View, quote: &Quote) -> Result<Vec<Billed>> {
    view.all(
        "SELECT quote_part.n, quote_part.stage, quote_part.percent, quote_part.amount, quote_part.invoice_id,
                invoice.state, COALESCE(invoice.number, '') AS number, invoice.issued_on, counted.counts
         FROM quote_part
         JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = quote_part.invoice_id
         JOIN quote_part_counted AS counted
           ON counted.workspace_id = :workspace AND counted.version_id = quote_part.version_id
          AND counted.n = quote_part.n
         WHERE quote_part.workspace_id = :workspace
           AND quote_part.version_id = :version
         ORDER BY quote_part.n",
        named_params! { ":workspace": view.workspace(), ":version": quote.live },
        |row| {
            let percent = row.get::<_, Option<i64>>("percent")?.map(|number| Share::Percent(Percent(number)));
            let amount = row.get::<_, Option<i64>>("amount")?.map(Share::Amount);
            Ok(Billed {
                n: row.get("n")?,
                stage: coded(row, "stage")?,
                share: percent.or(amount),
                counts: row.get("counts")?,
                invoice: row.get("invoice_id")?,
                state: coded(row, "state")?,
                number: row.get("number")?,
                issued_on: row.get("issued_on")?,
            })
        },
    )
}

/// That part is on that invoice, and comes to so many minor units with the tax.
pub fn insert_part(
    tx: &Tx,
    quote: &Quote,
    part: (i64, Stage, &Asked),
    invoice: (InvoiceId, i64),
) -> Result<()> {
    let (n, stage, asked) = part;
    let (percent, amount) = match asked.share() {
        Some(Share::Percent(percent)) => (Some(percent.0), None),
        Some(Share::Amount(amount)) => (None, Some(amount)),
        None => (None, None),
    };
    tx.insert(
        "INSERT INTO quote_part
           (workspace_id, version_id, n, stage, percent, amount, gross, invoice_id, created_at, created_by)
         VALUES (:workspace, :version, :n, :stage, :percent, :amount, :gross, :invoice, :at, :by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":version": quote.live,
            ":n": n,
            ":stage": stage.code(),
            ":percent": percent,
            ":amount": amount,
            ":gross": invoice.1,
            ":invoice": invoice.0,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    super::touch(tx, quote)
}

/// The quote of which an invoice bills a part, with its number on paper.
pub fn of_invoice(view: &View, invoice: InvoiceId) -> Result<Option<(QuoteId, String)>> {
    view.maybe(
        "SELECT quote.id, COALESCE(quote.number, '') AS number
         FROM quote_part
         JOIN quote_version ON quote_version.workspace_id = :workspace AND quote_version.id = quote_part.version_id
         JOIN quote ON quote.workspace_id = :workspace AND quote.id = quote_version.quote_id
         WHERE quote_part.workspace_id = :workspace
           AND quote_part.invoice_id = :invoice",
        named_params! { ":workspace": view.workspace(), ":invoice": invoice },
        |row| Ok((row.get("id")?, row.get("number")?)),
    )
}
