//! The list of invoices.

use rusqlite::{ToSql, named_params};

use super::super::model::{Balance, Filter, Line, SortBy, Which};
use crate::base::listing::{Mark, Page, Paging};
use crate::base::{Currency, Day, InvoiceId, Money, Result, SubjectId};
use crate::crm::views;
use crate::platform::View;
use crate::platform::db::{Row, coded};

/// One page of the list; what is overdue is so on that day.
pub fn list(view: &View, filter: &Filter, paging: &Paging<SortBy>, today: Day) -> Result<Page<Line>> {
    let sql = statement(filter, paging);
    let workspace = view.workspace();
    let (value, after) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let limit = paging.limit();
    let found = views::store::found(view, &filter.text)?;
    let mut params: Vec<(&str, &dyn ToSql)> =
        vec![(":workspace", &workspace), (":value", &value), (":id", &after), (":limit", &limit)];
    if filter.which == Which::Overdue {
        params.push((":today", &today));
    }
    if filter.customer.is_some() {
        params.push((":customer", &filter.customer));
    }
    if !filter.text.is_empty() {
        params.push((":found", &found));
    }
    let rows = view.all(&sql, params.as_slice(), line)?;
    Ok(paging.page(rows, |line: &Line| Mark { value: line.key.clone(), id: line.id.number() }))
}

/// The papers of a customer in that currency on which something is owed, the first one first.
pub fn open_of(view: &View, customer: SubjectId, currency: Currency) -> Result<Vec<InvoiceId>> {
    view.all(
        "SELECT invoice.id
         FROM invoice
         JOIN invoice_balance
           ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id
         WHERE invoice.workspace_id = :workspace
           AND invoice.customer_id = :customer
           AND invoice.currency = :currency
           AND invoice.state = 'issued'
           AND invoice_balance.balance > 0
         ORDER BY invoice.sort_on, invoice.id",
        named_params! { ":workspace": view.workspace(), ":customer": customer, ":currency": currency },
        |row| row.get("id"),
    )
}

/// The numbers of all invoices after that one, rising; at most `limit`.
pub fn ids_after(view: &View, after: InvoiceId, limit: i64) -> Result<Vec<InvoiceId>> {
    view.all(
        "SELECT id
         FROM invoice
         WHERE workspace_id = :workspace
           AND id > :after
         ORDER BY id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":after": after, ":limit": limit },
        |row| row.get("id"),
    )
}

/// The statement of such a page.
pub(in crate::billing::invoices) fn statement(filter: &Filter, paging: &Paging<SortBy>) -> String {
    let (from, id) = walked(filter);
    let key = match (paging.sort, filter.which) {
        (SortBy::Number | SortBy::NumberDown, _) => "COALESCE(invoice.number, '')",
        (_, Which::Overdue) => "invoice_balance.due_on",
        _ if id == "invoice_balance.invoice_id" => "invoice_balance.sort_on",
        _ => "invoice.sort_on",
    };
    format!(
        "SELECT invoice.id, invoice.kind, COALESCE(invoice.number, '') AS number, invoice.state, invoice.customer_id, invoice.sort_on,
                invoice.due_on, invoice.currency, invoice.gross, invoice_balance.due, invoice_balance.paid,
                invoice_balance.credited, {key} AS key
         FROM {from}
         WHERE {owner}.workspace_id = :workspace
           AND {}
           AND {}
         ORDER BY {key} {direction}, {id} {direction}
         LIMIT :limit",
        condition(filter),
        paging.condition(key, id),
        owner = id.split('.').next().unwrap_or_default(),
        direction = paging.direction(),
    )
}

/// From where the list is walked, and the number of a paper there: from what a text found, which is little; from the papers
/// of a customer; from what is owed, where only that is listed; else from all papers.
fn walked(filter: &Filter) -> (&'static str, &'static str) {
    let is_open = matches!(filter.which, Which::Open | Which::Overdue);
    match (filter.text.is_empty(), filter.customer) {
        (false, _) => (
            "json_each(:found) AS hit
         CROSS JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = hit.value
         LEFT JOIN invoice_balance
           ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id",
            "invoice.id",
        ),
        (true, Some(_)) if is_open => (
            "invoice
         CROSS JOIN invoice_balance
           ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id",
            "invoice.id",
        ),
        (true, None) if is_open => (
            "invoice_balance
         CROSS JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = invoice_balance.invoice_id",
            "invoice_balance.invoice_id",
        ),
        (true, _) => (
            "invoice
         LEFT JOIN invoice_balance
           ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id",
            "invoice.id",
        ),
    }
}

fn condition(filter: &Filter) -> String {
    let mut parts = match filter.which {
        Which::All => Vec::new(),
        Which::Draft => vec!["invoice.state = 'draft'"],
        Which::Open => vec!["invoice.state = 'issued'", "invoice_balance.balance > 0"],
        Which::Overdue => {
            vec!["invoice.state = 'issued'", "invoice_balance.balance > 0", "invoice_balance.due_on < :today"]
        }
        Which::Voided => vec!["invoice.state = 'voided'"],
        Which::Paid => vec!["invoice.state = 'issued'", "invoice_balance.balance <= 0"],
    };
    if filter.customer.is_some() {
        parts.push("invoice.customer_id = :customer");
    }
    if parts.is_empty() { "TRUE".to_owned() } else { parts.join("\n           AND ") }
}

fn line(row: &Row) -> rusqlite::Result<Line> {
    let currency: Currency = row.get("currency")?;
    let balance = match row.get::<_, Option<i64>>("due")? {
        Some(due) => Some(Balance { currency, due, paid: row.get("paid")?, credited: row.get("credited")? }),
        None => None,
    };
    Ok(Line {
        id: row.get("id")?,
        kind: coded(row, "kind")?,
        number: row.get("number")?,
        state: coded(row, "state")?,
        customer: row.get("customer_id")?,
        day: row.get("sort_on")?,
        due_on: row.get("due_on")?,
        gross: row.get::<_, Option<i64>>("gross")?.map(|minor| Money::new(minor, currency)),
        balance,
        currency,
        key: row.get("key")?,
    })
}
