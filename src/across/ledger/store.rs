//! What an account is read from: issued papers and payments.

use rusqlite::named_params;

use super::model::{Days, Entry, What};
use crate::base::{Currency, Day, Money, Result, SubjectId};
use crate::platform::View;
use crate::platform::db::{Row, coded};

/// What stood before a day, by currency.
const OPENING: &str = "SELECT currency, SUM(amount) AS amount
     FROM (SELECT invoice.currency, invoice_balance.due AS amount
           FROM invoice
           CROSS JOIN invoice_balance
             ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id
           WHERE invoice.workspace_id = :workspace
             AND invoice.customer_id = :customer
             AND invoice.sort_on < :from
             AND invoice.state <> 'draft'
           UNION ALL
           SELECT currency, -amount AS amount
           FROM payment
           WHERE workspace_id = :workspace
             AND customer_id = :customer
             AND received_on < :from
             AND undone_at IS NULL)
     GROUP BY currency
     ORDER BY currency";

/// The papers of some days.
const PAPERS: &str =
    "SELECT invoice.id, invoice.kind, invoice.number, invoice.sort_on AS day, invoice.due_on,
            invoice.currency, invoice_balance.due AS amount
     FROM invoice
     CROSS JOIN invoice_balance
       ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id
     WHERE invoice.workspace_id = :workspace
       AND invoice.customer_id = :customer
       AND invoice.sort_on BETWEEN :from AND :until
       AND invoice.state <> 'draft'
     ORDER BY invoice.sort_on, invoice.id";

/// The payments of some days.
const PAYMENTS: &str =
    "SELECT payment.kind, payment.received_on AS day, payment.currency, -payment.amount AS amount,
            payment.reference,
            (SELECT MIN(payment_part.invoice_id)
             FROM payment_part
             WHERE payment_part.workspace_id = :workspace
               AND payment_part.payment_id = payment.id) AS id
     FROM payment
     WHERE payment.workspace_id = :workspace
       AND payment.customer_id = :customer
       AND payment.received_on BETWEEN :from AND :until
       AND payment.undone_at IS NULL
     ORDER BY payment.received_on, payment.id";

/// What was owed before that day, by currency.
pub fn opening(view: &View, customer: SubjectId, from: Day) -> Result<Vec<Money>> {
    view.all(
        OPENING,
        named_params! { ":workspace": view.workspace(), ":customer": customer, ":from": from },
        money,
    )
}

/// The lines of those days, papers before payments on each.
pub fn entries(view: &View, customer: SubjectId, days: Days) -> Result<Vec<Entry>> {
    let params = named_params! {
        ":workspace": view.workspace(),
        ":customer": customer,
        ":from": days.from,
        ":until": days.until,
    };
    let mut entries = view.all(PAPERS, params, |row| {
        let what = What::Paper(coded(row, "kind")?, row.get("due_on")?);
        entry(row, what, row.get("number")?)
    })?;
    let payments = view.all(PAYMENTS, params, |row| {
        let what = What::Payment(coded(row, "kind")?);
        entry(row, what, row.get("reference")?)
    })?;
    entries.extend(payments);
    entries.sort_by_key(|entry| entry.day);
    Ok(entries)
}

fn entry(row: &Row, what: What, number: String) -> rusqlite::Result<Entry> {
    Ok(Entry { day: row.get("day")?, what, paper: row.get("id")?, number, amount: money(row)? })
}

fn money(row: &Row) -> rusqlite::Result<Money> {
    let currency: Currency = row.get("currency")?;
    Ok(Money::new(row.get("amount")?, currency))
}
