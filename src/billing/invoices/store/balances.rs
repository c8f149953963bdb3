//! What is owed: the one thing of an issued paper that changes.

use rusqlite::named_params;

use super::super::model::{Balance, Kind, Noted, State};
use crate::base::{InvoiceId, Result};
use crate::platform::db::coded;
use crate::platform::{Tx, View};

/// Stores what came in for a paper, of a credit note what went out as less than nothing; the caller has added it up.
pub fn set_paid(tx: &Tx, id: InvoiceId, paid: i64) -> Result<()> {
    tx.execute(
        "UPDATE invoice_balance
         SET paid = :paid, balance = due - :paid - credited
         WHERE workspace_id = :workspace
           AND invoice_id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":paid": paid },
    )?;
    Ok(())
}

/// Sets that much of a credit note against an invoice.
pub fn credit(tx: &Tx, note: InvoiceId, invoice: InvoiceId, amount: i64) -> Result<()> {
    tx.insert(
        "INSERT INTO invoice_credit (workspace_id, note_id, invoice_id, amount, created_at, created_by)
         VALUES (:workspace, :note, :invoice, :amount, :at, :by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":note": note,
            ":invoice": invoice,
            ":amount": amount,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    add_credited(tx, invoice, amount)?;
    add_credited(tx, note, -amount)
}

fn add_credited(tx: &Tx, id: InvoiceId, amount: i64) -> Result<()> {
    tx.execute(
        "UPDATE invoice_balance
         SET credited = credited + :amount, balance = balance - :amount
         WHERE workspace_id = :workspace
           AND invoice_id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":amount": amount },
    )?;
    Ok(())
}

/// Marks an issued paper as taken back, and the note that does it.
pub fn void(tx: &Tx, id: InvoiceId) -> Result<()> {
    tx.execute(
        "UPDATE invoice
         SET state = 'voided', voided_at = :at
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":at": tx.now() },
    )?;
    Ok(())
}

/// Says of a draft that it takes back the whole of what it corrects.
pub fn mark_voiding(tx: &Tx, note: InvoiceId) -> Result<()> {
    tx.execute(
        "UPDATE invoice
         SET voids = 1
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": note },
    )?;
    Ok(())
}

/// How much issued credit notes took back of a paper, whether it was owed still or paid.
pub fn taken_back(view: &View, id: InvoiceId) -> Result<i64> {
    view.one(
        "SELECT COALESCE(SUM(due), 0) AS sum
         FROM invoice
         WHERE workspace_id = :workspace
           AND of_invoice_id = :id
           AND kind = 'credit_note'
           AND state <> 'draft'",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| row.get("sum"),
    )
}

/// The notes on a paper, drafts too, in the order of their making.
pub fn notes(view: &View, id: InvoiceId) -> Result<Vec<Noted>> {
    view.all(
        "SELECT invoice.id, invoice.kind, invoice.state, COALESCE(invoice.number, '') AS number, invoice.currency,
                COALESCE(invoice_balance.due, 0) AS due, COALESCE(invoice_balance.paid, 0) AS paid,
                COALESCE(invoice_balance.credited, 0) AS credited
         FROM invoice
         LEFT JOIN invoice_balance
           ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id
         WHERE invoice.workspace_id = :workspace
           AND invoice.of_invoice_id = :id
         ORDER BY invoice.id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| {
            let kind: Kind = coded(row, "kind")?;
            let state: State = coded(row, "state")?;
            let balance = Balance {
                currency: row.get("currency")?,
                due: row.get("due")?,
                paid: row.get("paid")?,
                credited: row.get("credited")?,
            };
            Ok(Noted { id: row.get("id")?, kind, state, number: row.get("number")?, balance })
        },
    )
}
