//! Drafts.

use rusqlite::named_params;

use super::super::model::{DraftInput, Invoice, State};
use crate::base::{Day, InvoiceId, Result, SubjectKind};
use crate::crm::subjects;
use crate::platform::Tx;

/// Begins a draft on that day.
pub fn insert(tx: &Tx, facts: DraftInput, today: Day) -> Result<Invoice> {
    let id = InvoiceId::of(subjects::store::insert(tx, SubjectKind::Invoice)?);
    let (at, by) = (tx.now(), tx.member());
    tx.insert(
        "INSERT INTO invoice
           (id, workspace_id, kind, state, customer_id, of_invoice_id, currency, entry, terms, buyer_order, buyer_reference,
            note, reason, sort_on, created_at, created_by, updated_at)
         VALUES (:id, :workspace, :kind, 'draft', :customer, :of, :currency, :entry, '', '', '', '', '', :today, :at, :by,
                 :at)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":kind": facts.kind.code(),
            ":customer": facts.customer,
            ":of": facts.of,
            ":currency": facts.currency,
            ":entry": facts.entry.code(),
            ":today": today,
            ":at": at,
            ":by": by,
        },
    )?;
    let invoice = Invoice {
        id,
        state: State::Draft,
        facts,
        issued: None,
        version: 1,
        created_at: at,
        created_by: by,
        updated_at: at,
        updated_by: by,
    };
    save(tx, &invoice)?;
    Ok(invoice)
}

/// Stores the draft as it now is; the caller has checked the version.
pub fn save(tx: &Tx, invoice: &Invoice) -> Result<()> {
    let facts = &invoice.facts;
    tx.execute(
        "UPDATE invoice
         SET customer_id = :customer, deal_id = :deal, currency = :currency, entry = :entry, terms = :terms,
             supplied_on = :supplied_on, buyer_order = :buyer_order, buyer_reference = :buyer_reference, note = :note,
             reason = :reason, version = :version, updated_at = :updated_at, updated_by = :updated_by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": invoice.id,
            ":customer": facts.customer,
            ":deal": facts.deal,
            ":currency": facts.currency,
            ":entry": facts.entry.code(),
            ":terms": facts.terms.map(|terms| terms.to_string()).unwrap_or_default(),
            ":supplied_on": facts.supplied_on,
            ":buyer_order": facts.order,
            ":buyer_reference": facts.reference,
            ":note": facts.note,
            ":reason": facts.reason,
            ":version": invoice.version,
            ":updated_at": invoice.updated_at,
            ":updated_by": invoice.updated_by,
        },
    )?;
    delete_lines(tx, invoice.id)?;
    for (position, line) in (1_i64..).zip(&facts.lines) {
        tx.insert(
            "INSERT INTO invoice_line
               (workspace_id, invoice_id, position, product_id, name, about, kind, quantity, unit, price, discount,
                class_id)
             VALUES (:workspace, :invoice, :position, :product, :name, :about, :kind, :quantity, :unit, :price, :discount,
                     :class)",
            named_params! {
                ":workspace": tx.workspace(),
                ":invoice": invoice.id,
                ":position": position,
                ":product": line.product,
                ":name": line.name,
                ":about": line.about,
                ":kind": line.kind.code(),
                ":quantity": line.quantity.0,
                ":unit": line.unit.code(),
                ":price": line.price.0,
                ":discount": line.discount.map(|percent| percent.0),
                ":class": line.class,
            },
        )?;
    }
    Ok(())
}

/// Deletes a draft; of anything else a trigger keeps it.
pub fn delete(tx: &Tx, id: InvoiceId) -> Result<()> {
    delete_lines(tx, id)?;
    tx.execute(
        "DELETE FROM invoice
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    subjects::store::delete(tx, id.subject())
}

fn delete_lines(tx: &Tx, id: InvoiceId) -> Result<()> {
    tx.execute(
        "DELETE FROM invoice_line
         WHERE workspace_id = :workspace
           AND invoice_id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}
