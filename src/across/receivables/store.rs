//! What is owed, read from the papers that are open.

use std::sync::Arc;

use jiff::ToSpan;
use rusqlite::named_params;

use super::model::{Debt, Flow, joined};
use crate::base::{Currency, Day, Money, Result};
use crate::platform::{Kept, View};

/// The debts of every customer, by age on that day.
pub fn debts(view: &View, today: Day) -> Result<Vec<Debt>> {
    let ago = |days: i64| Day(today.0.saturating_sub(days.days()));
    view.all(
        "SELECT invoice.customer_id, invoice.currency,
                SUM(CASE WHEN open.due_on IS NULL OR open.due_on >= :today THEN open.balance ELSE 0 END) AS age_0,
                SUM(CASE WHEN open.due_on < :today AND open.due_on >= :month THEN open.balance ELSE 0 END) AS age_1,
                SUM(CASE WHEN open.due_on < :month AND open.due_on >= :months THEN open.balance ELSE 0 END) AS age_2,
                SUM(CASE WHEN open.due_on < :months AND open.due_on >= :quarter THEN open.balance ELSE 0 END) AS age_3,
                SUM(CASE WHEN open.due_on < :quarter THEN open.balance ELSE 0 END) AS age_4
         FROM invoice_balance AS open
         CROSS JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = open.invoice_id
         WHERE open.workspace_id = :workspace
           AND open.balance > 0
           AND invoice.state = 'issued'
         GROUP BY invoice.customer_id, invoice.currency",
        named_params! {
            ":workspace": view.workspace(),
            ":today": today,
            ":month": ago(30),
            ":months": ago(60),
            ":quarter": ago(90),
        },
        |row| {
            Ok(Debt {
                customer: row.get("customer_id")?,
                currency: row.get("currency")?,
                ages: [
                    row.get("age_0")?,
                    row.get("age_1")?,
                    row.get("age_2")?,
                    row.get("age_3")?,
                    row.get("age_4")?,
                ],
            })
        },
    )
}

/// What is to come and what came this month, by currency; kept until the next commit.
pub fn flows(view: &View, kept: &Kept, today: Day) -> Result<Arc<Vec<Flow>>> {
    let debts = kept.get(view, ("receivables", today), || debts(view, today))?;
    let first = Day(today.0.first_of_month());
    kept.get(view, ("flows", today), || Ok(joined(&debts, &paid_since(view, first)?)))
}

/// What was paid from that day on, less what was paid back.
fn paid_since(view: &View, from: Day) -> Result<Vec<Money>> {
    view.all(
        "SELECT currency, SUM(amount) AS amount
         FROM payment
         WHERE workspace_id = :workspace
           AND received_on >= :from
           AND undone_at IS NULL
         GROUP BY currency",
        named_params! { ":workspace": view.workspace(), ":from": from },
        |row| {
            let currency: Currency = row.get("currency")?;
            Ok(Money::new(row.get("amount")?, currency))
        },
    )
}
