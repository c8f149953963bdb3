//! What stands in the books of some days, as it stood when a pack was asked for.

use std::collections::HashMap;

use rusqlite::named_params;
use rusqlite::types::Type;

use super::super::model::{Pack, Paper, Receipt, Share};
use crate::base::{Currency, Day, InvoiceId, Money, PaymentId, Result};
use crate::billing::documents::Document;
use crate::platform::View;
use crate::platform::db::{Row, coded};

/// So many papers are read together: each is a document.
const PAPERS: i64 = 50;
/// So many payments.
const PAYMENTS: i64 = 200;

/// A place in the chain of the papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The place, from 1.
    pub seq: i64,
    /// The number on the paper.
    pub number: String,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// How many papers there are.
pub fn count_papers(view: &View, pack: &Pack) -> Result<i64> {
    view.one(
        "SELECT count(*) AS count
         FROM invoice
         WHERE workspace_id = :workspace
           AND sort_on BETWEEN :from AND :to
           AND issued_at <= :until",
        named_params! {
            ":workspace": view.workspace(),
            ":from": pack.range.from,
            ":to": pack.range.to,
            ":until": pack.created_at,
        },
        |row| row.get("count"),
    )
}

/// The papers behind that one, by day and number; a piece at a time.
pub fn papers_after(view: &View, pack: &Pack, after: Option<(Day, InvoiceId)>) -> Result<Vec<Paper>> {
    let (day, id) = after.unwrap_or((pack.range.from, InvoiceId::NONE));
    view.all(
        "SELECT id, kind, sort_on, document
         FROM invoice
         WHERE workspace_id = :workspace
           AND (sort_on, id) > (:day, :id)
           AND sort_on <= :to
           AND issued_at <= :until
         ORDER BY sort_on, id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":day": day,
            ":id": id,
            ":to": pack.range.to,
            ":until": pack.created_at,
            ":limit": PAPERS,
        },
        |row| {
            Ok(Paper {
                id: row.get("id")?,
                kind: coded(row, "kind")?,
                day: row.get("sort_on")?,
                document: document(row)?,
            })
        },
    )
}

/// The payments behind that one, by day and number; a piece at a time.
pub fn receipts_after(view: &View, pack: &Pack, after: Option<(Day, PaymentId)>) -> Result<Vec<Receipt>> {
    let (day, id) = after.unwrap_or((pack.range.from, PaymentId::NONE));
    let mut receipts = view.all(
        "SELECT payment.id, payment.received_on, payment.kind, payment.currency, payment.amount, payment.reference,
                payment.note, COALESCE(payment.undone_at <= :until, 0) AS is_undone, COALESCE(bank_line.fee, 0) AS fee
         FROM payment
         LEFT JOIN bank_line ON bank_line.workspace_id = :workspace AND bank_line.payment_id = payment.id
         WHERE payment.workspace_id = :workspace
           AND (payment.received_on, payment.id) > (:day, :id)
           AND payment.received_on <= :to
           AND payment.created_at <= :until
         ORDER BY payment.received_on, payment.id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":day": day,
            ":id": id,
            ":to": pack.range.to,
            ":until": pack.created_at,
            ":limit": PAYMENTS,
        },
        receipt,
    )?;
    let ids: Vec<PaymentId> = receipts.iter().map(|receipt| receipt.id).collect();
    let mut shares: HashMap<PaymentId, Vec<Share>> = HashMap::new();
    for (id, share) in shares_of(view, &ids)? {
        shares.entry(id).or_default().push(share);
    }
    for receipt in &mut receipts {
        receipt.shares = shares.remove(&receipt.id).unwrap_or_default();
    }
    Ok(receipts)
}

fn shares_of(view: &View, payments: &[PaymentId]) -> Result<Vec<(PaymentId, Share)>> {
    view.all(
        "SELECT payment_part.payment_id, payment_part.amount, COALESCE(invoice.number, '') AS number,
                COALESCE(invoice.document ->> '$.head.buyer.legal_name', '') AS buyer
         FROM json_each(:ids) AS wanted
         CROSS JOIN payment_part
           ON payment_part.workspace_id = :workspace AND payment_part.payment_id = wanted.value
         JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = payment_part.invoice_id
         ORDER BY payment_part.payment_id, payment_part.id",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(payments)? },
        |row| {
            let share =
                Share { number: row.get("number")?, buyer: row.get("buyer")?, amount: row.get("amount")? };
            Ok((row.get("payment_id")?, share))
        },
    )
}

/// Where the chain of the workspace stood then: its last paper, if there is any.
pub fn chain(view: &View, pack: &Pack) -> Result<Option<Chain>> {
    view.maybe(
        "SELECT seq, number, hash
         FROM invoice
         WHERE workspace_id = :workspace
           AND seq IS NOT NULL
           AND issued_at <= :until
         ORDER BY seq DESC
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":until": pack.created_at },
        |row| Ok(Chain { seq: row.get("seq")?, number: row.get("number")?, hash: row.get("hash")? }),
    )
}

fn receipt(row: &Row) -> rusqlite::Result<Receipt> {
    let currency: Currency = row.get("currency")?;
    Ok(Receipt {
        id: row.get("id")?,
        received_on: row.get("received_on")?,
        kind: coded(row, "kind")?,
        amount: Money::new(row.get("amount")?, currency),
        fee: row.get("fee")?,
        reference: row.get("reference")?,
        note: row.get("note")?,
        is_undone: row.get("is_undone")?,
        shares: Vec::new(),
    })
}

fn document(row: &Row) -> rusqlite::Result<Document> {
    let json: String = row.get("document")?;
    Document::from_json(&json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}
