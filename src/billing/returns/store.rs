//! All that returns read: papers and what was paid for them.

use std::collections::BTreeSet;

use rusqlite::named_params;
use rusqlite::types::Type;

use super::model::{Paper, Settled};
use crate::base::{Day, InvoiceId, Result};
use crate::billing::documents::Document;
use crate::billing::invoices::Damage;
use crate::billing::periods::{self, Period};
use crate::platform::View;
use crate::platform::db::Row;

/// Returns that are not what they were when they were made.
pub fn verify(view: &View) -> Result<Vec<Damage>> {
    let damaged = periods::store::damaged(view)?.into_iter();
    let told = |id| Damage { place: format!("VAT return {id}"), reason: "its content is not what was kept" };
    Ok(damaged.map(told).collect())
}

/// The first tax day of all papers.
pub fn first_day(view: &View) -> Result<Option<Day>> {
    view.one(
        "SELECT MIN(taxed_on) AS day
         FROM invoice
         WHERE workspace_id = :workspace
           AND taxed_on IS NOT NULL",
        named_params! { ":workspace": view.workspace() },
        |row| row.get("day"),
    )
}

/// The papers whose tax day lies in the period.
pub fn taxed(view: &View, period: Period) -> Result<BTreeSet<InvoiceId>> {
    let ids = view.all(
        "SELECT id
         FROM invoice
         WHERE workspace_id = :workspace
           AND taxed_on BETWEEN :from AND :until",
        named_params! { ":workspace": view.workspace(), ":from": period.from, ":until": period.until },
        |row| row.get("id"),
    )?;
    Ok(ids.into_iter().collect())
}

/// The papers for which something was paid in the period.
pub fn paid(view: &View, period: Period) -> Result<BTreeSet<InvoiceId>> {
    let ids = view.all(
        "SELECT payment_part.invoice_id AS id
         FROM payment
         CROSS JOIN payment_part
           ON payment_part.workspace_id = :workspace AND payment_part.payment_id = payment.id
         WHERE payment.workspace_id = :workspace
           AND payment.received_on BETWEEN :from AND :until
           AND payment.undone_at IS NULL",
        named_params! { ":workspace": view.workspace(), ":from": period.from, ":until": period.until },
        |row| row.get("id"),
    )?;
    Ok(ids.into_iter().collect())
}

/// Those papers by tax day, each with what was paid for it before the period and by its end.
pub fn papers(view: &View, ids: &BTreeSet<InvoiceId>, period: Period) -> Result<Vec<(Paper, Settled)>> {
    view.all(
        "SELECT invoice.id, invoice.kind = 'credit_note' AS is_credit, invoice.number, invoice.taxed_on,
                invoice.document,
                (SELECT COALESCE(SUM(payment_part.amount), 0)
                 FROM payment_part
                 JOIN payment ON payment.workspace_id = :workspace AND payment.id = payment_part.payment_id
                 WHERE payment_part.workspace_id = :workspace
                   AND payment_part.invoice_id = invoice.id
                   AND payment.undone_at IS NULL
                   AND payment.received_on < :from) AS before,
                (SELECT COALESCE(SUM(payment_part.amount), 0)
                 FROM payment_part
                 JOIN payment ON payment.workspace_id = :workspace AND payment.id = payment_part.payment_id
                 WHERE payment_part.workspace_id = :workspace
                   AND payment_part.invoice_id = invoice.id
                   AND payment.undone_at IS NULL
                   AND payment.received_on <= :until) AS until
         FROM json_each(:ids) AS wanted
         CROSS JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = wanted.value
         WHERE invoice.taxed_on IS NOT NULL
         ORDER BY invoice.taxed_on, invoice.id",
        named_params! {
            ":workspace": view.workspace(),
            ":ids": serde_json::to_string(ids)?,
            ":from": period.from,
            ":until": period.until,
        },
        paper,
    )
}

fn paper(row: &Row) -> rusqlite::Result<(Paper, Settled)> {
    let json: String = row.get("document")?;
    let document = Document::from_json(&json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))?;
    let is_credit = row.get("is_credit")?;
    let sign = if is_credit { -1 } else { 1 };
    let settled =
        Settled { before: sign * row.get::<_, i64>("before")?, until: sign * row.get::<_, i64>("until")? };
    let paper = Paper {
        id: row.get("id")?,
        number: row.get("number")?,
        taxed_on: row.get("taxed_on")?,
        is_credit,
        document,
    };
    Ok((paper, settled))
}
