//! All SQL on `invoice`, `invoice_line`, `invoice_balance`, `invoice_credit`, `invoice_document` and `invoice_mail`.

mod balances;
mod drafts;
mod files;
mod issue;
mod listing;
mod offered;
mod verify;

use rusqlite::named_params;
use rusqlite::types::Type;

use super::model::{Balance, DraftInput, Invoice, Issued, LineInput, State};
use crate::base::{Currency, Error, InvoiceId, Result, SubjectId};
use crate::billing::documents::Document;
use crate::billing::pricing::{Percent, Quantity, UnitPrice};
use crate::platform::View;
use crate::platform::db::{Row, coded};

pub use balances::{credit, mark_voiding, notes, set_paid, taken_back, void};
pub use drafts::{delete, insert, save};
pub use files::{files_of, insert_file, insert_mail, mails_of, maybe_file};
pub use issue::save_issued;
#[cfg(test)]
pub(super) use listing::statement;
pub use listing::{ids_after, list, open_of};
pub use offered::{Customer, customers, customers_found, products_offered};
pub use verify::verify;

/// The invoice, or `NotFound`.
pub fn find(view: &View, id: InvoiceId) -> Result<Invoice> {
    find_many(view, &[id])?.pop().ok_or(Error::NotFound)
}

/// Those of them that are there, by number.
pub fn find_many(view: &View, ids: &[InvoiceId]) -> Result<Vec<Invoice>> {
    let mut invoices = view.all(
        "SELECT invoice.id, invoice.kind, invoice.state, invoice.customer_id, invoice.deal_id, invoice.of_invoice_id,
                invoice.currency, invoice.entry, invoice.supplied_on, invoice.terms, invoice.buyer_order,
                invoice.buyer_reference, invoice.note, invoice.reason, invoice.number, invoice.issued_on, invoice.due_on, invoice.document, invoice.version,
                invoice.created_at, invoice.created_by, invoice.updated_at, invoice.updated_by,
                COALESCE(invoice_balance.due, 0) AS due, COALESCE(invoice_balance.paid, 0) AS paid,
                COALESCE(invoice_balance.credited, 0) AS credited
         FROM json_each(:ids) AS wanted
         CROSS JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = wanted.value
         LEFT JOIN invoice_balance
           ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id
         ORDER BY invoice.id",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        invoice,
    )?;
    for (id, line) in lines(view, ids)? {
        if let Some(invoice) = invoices.iter_mut().find(|invoice| invoice.id == id) {
            invoice.facts.lines.push(line);
        }
    }
    Ok(invoices)
}

/// Number and customer's name on paper of those of the subjects that are invoices; a draft has neither.
pub fn names(view: &View, subjects: &[SubjectId]) -> Result<Vec<(InvoiceId, String, String)>> {
    view.all(
        "SELECT invoice.id, COALESCE(invoice.number, '') AS number,
                COALESCE(invoice.document ->> '$.head.buyer.legal_name', '') AS name
         FROM json_each(:ids) AS wanted
         CROSS JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = wanted.value
         ORDER BY invoice.id",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(subjects)? },
        |row| Ok((row.get("id")?, row.get("number")?, row.get("name")?)),
    )
}

fn lines(view: &View, invoices: &[InvoiceId]) -> Result<Vec<(InvoiceId, LineInput)>> {
    view.all(
        "SELECT invoice_line.invoice_id, invoice_line.product_id, invoice_line.name, invoice_line.about,
                invoice_line.kind, invoice_line.quantity, invoice_line.unit, invoice_line.price,
                invoice_line.discount, invoice_line.class_id
         FROM json_each(:ids) AS wanted
         CROSS JOIN invoice_line
           ON invoice_line.workspace_id = :workspace AND invoice_line.invoice_id = wanted.value
         ORDER BY invoice_line.invoice_id, invoice_line.position",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(invoices)? },
        |row| {
            let line = LineInput {
                product: row.get("product_id")?,
                name: row.get("name")?,
                about: row.get("about")?,
                kind: coded(row, "kind")?,
                quantity: Quantity(row.get("quantity")?),
                unit: coded(row, "unit")?,
                price: UnitPrice(row.get("price")?),
                discount: row.get::<_, Option<i64>>("discount")?.map(Percent),
                class: row.get("class_id")?,
            };
            Ok((row.get("invoice_id")?, line))
        },
    )
}

fn document(row: &Row) -> rusqlite::Result<Document> {
    let json: String = row.get("document")?;
    Document::from_json(&json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

/// The invoice without its lines.
fn invoice(row: &Row) -> rusqlite::Result<Invoice> {
    let currency: Currency = row.get("currency")?;
    let terms: String = row.get("terms")?;
    let state: State = coded(row, "state")?;
    let facts = DraftInput {
        kind: coded(row, "kind")?,
        of: row.get("of_invoice_id")?,
        reason: row.get("reason")?,
        customer: row.get("customer_id")?,
        deal: row.get("deal_id")?,
        currency,
        entry: coded(row, "entry")?,
        supplied_on: row.get("supplied_on")?,
        terms: if terms.is_empty() { None } else { Some(coded(row, "terms")?) },
        order: row.get("buyer_order")?,
        reference: row.get("buyer_reference")?,
        note: row.get("note")?,
        lines: Vec::new(),
    };
    let issued = match state {
        State::Draft => None,
        State::Issued | State::Voided => Some(Issued {
            number: row.get("number")?,
            issued_on: row.get("issued_on")?,
            due_on: row.get("due_on")?,
            document: document(row)?,
            balance: Balance {
                currency,
                due: row.get("due")?,
                paid: row.get("paid")?,
                credited: row.get("credited")?,
            },
        }),
    };
    Ok(Invoice {
        id: row.get("id")?,
        state,
        facts,
        issued,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get("updated_by")?,
    })
}
