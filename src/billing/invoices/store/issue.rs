//! From a draft to an issued invoice, and the chain that holds all of them.

use rusqlite::named_params;

use super::super::model::{Invoice, Kind};
use crate::base::{InvoiceId, Result};
use crate::billing::documents::Document;
use crate::billing::numbering::Taken;
use crate::platform::{Tx, View, crypto};

/// The hash before the first paper.
pub(super) const START: [u8; 32] = [0; 32];

/// Freezes the draft as that paper, behind the last one of the workspace; nothing of it can be changed after that.
pub fn save_issued(tx: &Tx, invoice: &Invoice, taken: &Taken, document: &Document) -> Result<()> {
    let (seq, previous) = last(tx)?;
    freeze(tx, invoice, taken, document, (seq + 1, previous))?;
    tx.execute(
        "UPDATE invoice
         SET state = 'issued', hash = :hash
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": invoice.id,
            ":hash": chained(&previous, &sealed(tx, invoice.id)?),
        },
    )?;
    let due = document.sums().due;
    let due = if invoice.facts.kind == Kind::CreditNote { -due } else { due };
    tx.insert(
        "INSERT INTO invoice_balance (workspace_id, invoice_id, sort_on, due, due_on, balance)
         VALUES (:workspace, :invoice, :sort_on, :due, :due_on, :due)",
        named_params! {
            ":workspace": tx.workspace(),
            ":invoice": invoice.id,
            ":sort_on": document.head().issued_on,
            ":due": due,
            ":due_on": document.head().due_on,
        },
    )?;
    Ok(())
}

/// The hash of a paper behind another one.
pub(super) fn chained(previous: &[u8; 32], sealed: &str) -> [u8; 32] {
    crypto::hash([previous.as_slice(), sealed.as_bytes()].concat())
}

fn last(view: &View) -> Result<(i64, [u8; 32])> {
    let found = view.maybe(
        "SELECT seq, hash
         FROM invoice
         WHERE workspace_id = :workspace
           AND seq IS NOT NULL
         ORDER BY seq DESC
         LIMIT 1",
        named_params! { ":workspace": view.workspace() },
        |row| Ok((row.get("seq")?, row.get("hash")?)),
    )?;
    Ok(found.unwrap_or((0, START)))
}

fn freeze(
    tx: &Tx,
    invoice: &Invoice,
    taken: &Taken,
    document: &Document,
    (seq, previous): (i64, [u8; 32]),
) -> Result<()> {
    let (head, sums) = (document.head(), document.sums());
    tx.execute(
        "UPDATE invoice
         SET sort_on = :issued_on, series = :series, number = :number, place = :place, issued_on = :issued_on,
             taxed_on = :taxed_on, due_on = :due_on, net = :net, vat = :vat, gross = :gross, due = :due,
             document = :document, seq = :seq, prev_hash = :previous, version = :version, updated_at = :at,
             updated_by = :by, issued_at = :at, issued_by = :by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": invoice.id,
            ":series": taken.series,
            ":number": taken.number,
            ":place": taken.place,
            ":issued_on": head.issued_on,
            ":taxed_on": head.taxed_on,
            ":due_on": head.due_on,
            ":net": sums.net,
            ":vat": sums.vat,
            ":gross": sums.gross,
            ":due": sums.due,
            ":document": document.to_json()?,
            ":seq": seq,
            ":previous": previous,
            ":version": invoice.version + 1,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    Ok(())
}

/// Everything that is frozen in the rows of a paper, always written the same way.
pub(super) fn sealed(view: &View, id: InvoiceId) -> Result<String> {
    view.one(
        "SELECT json_array(invoice.id, workspace_id, kind, customer_id, deal_id, of_invoice_id, currency, entry, terms,
                  supplied_on, buyer_order, buyer_reference, note, reason, voids, sort_on, series, number, place, issued_on, taxed_on,
                  due_on, net, vat, gross, due, document, seq, hex(prev_hash), version, created_at, created_by, updated_at,
                  updated_by, issued_at, issued_by,
                  (SELECT json_group_array(
                            json_array(line.id, line.position, line.product_id, line.name, line.about, line.kind,
                              line.quantity, line.unit, line.price, line.discount, line.class_id) ORDER BY line.position)
                   FROM invoice_line AS line
                   WHERE line.workspace_id = invoice.workspace_id
                     AND line.invoice_id = invoice.id)) AS sealed
         FROM invoice
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| row.get("sealed"),
    )
}
