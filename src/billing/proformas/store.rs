//! All SQL on `proforma`.

use rusqlite::named_params;
use rusqlite::types::Type;

use super::model::{ProForma, State};
use crate::base::{Error, InvoiceId, ProFormaId, Result};
use crate::billing::documents::Document;
use crate::billing::invoices::Invoice;
use crate::platform::db::Row;
use crate::platform::{Tx, View, crypto};

/// Writes a pro-forma of that draft down.
pub fn insert(tx: &Tx, draft: &Invoice, document: &Document) -> Result<ProFormaId> {
    let json = document.to_json()?;
    let id = tx.insert(
        "INSERT INTO proforma (workspace_id, invoice_id, customer_id, number, issued_on, document, hash, created_at,
                               created_by)
         VALUES (:workspace, :invoice, :customer, :number, :issued_on, :document, :hash, :at, :by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":invoice": draft.id,
            ":customer": draft.facts.customer,
            ":number": document.head().number,
            ":issued_on": document.head().issued_on,
            ":hash": crypto::hash(&json),
            ":document": json,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    Ok(ProFormaId::new(id))
}

/// The pro-forma, or `NotFound`.
pub fn find(view: &View, id: ProFormaId) -> Result<ProForma> {
    view.one(
        "SELECT proforma.id, proforma.invoice_id, proforma.customer_id, proforma.number, proforma.issued_on,
                proforma.document, proforma.is_withdrawn, proforma.created_at, invoice.state
         FROM proforma
         LEFT JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = proforma.invoice_id
         WHERE proforma.workspace_id = :workspace
           AND proforma.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        proforma,
    )
}

/// Those of an invoice, the last one first.
pub fn list_of(view: &View, invoice: InvoiceId) -> Result<Vec<ProForma>> {
    view.all(
        "SELECT proforma.id, proforma.invoice_id, proforma.customer_id, proforma.number, proforma.issued_on,
                proforma.document, proforma.is_withdrawn, proforma.created_at, invoice.state
         FROM proforma
         LEFT JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = proforma.invoice_id
         WHERE proforma.workspace_id = :workspace
           AND proforma.invoice_id = :invoice
         ORDER BY proforma.id DESC",
        named_params! { ":workspace": view.workspace(), ":invoice": invoice },
        proforma,
    )
}

/// So many behind that one, by number.
pub fn list_after(view: &View, after: ProFormaId, limit: i64) -> Result<Vec<ProForma>> {
    view.all(
        "SELECT proforma.id, proforma.invoice_id, proforma.customer_id, proforma.number, proforma.issued_on,
                proforma.document, proforma.is_withdrawn, proforma.created_at, invoice.state
         FROM proforma
         LEFT JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = proforma.invoice_id
         WHERE proforma.workspace_id = :workspace
           AND proforma.id > :after
         ORDER BY proforma.id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":after": after, ":limit": limit },
        proforma,
    )
}

/// It was taken back.
pub fn withdraw(tx: &Tx, id: ProFormaId) -> Result<()> {
    tx.execute(
        "UPDATE proforma
         SET is_withdrawn = 1
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn proforma(row: &Row) -> rusqlite::Result<ProForma> {
    let broken = |error: Error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error));
    let invoice = row.get::<_, Option<String>>("state")?.map(|code| code.parse());
    let state = State::of(invoice.transpose().map_err(broken)?);
    let is_withdrawn: bool = row.get("is_withdrawn")?;
    Ok(ProForma {
        id: row.get("id")?,
        invoice: row.get("invoice_id")?,
        customer: row.get("customer_id")?,
        number: row.get("number")?,
        issued_on: row.get("issued_on")?,
        document: Document::from_json(&row.get::<_, String>("document")?).map_err(broken)?,
        state: if is_withdrawn { State::Withdrawn } else { state },
        created_at: row.get("created_at")?,
    })
}
