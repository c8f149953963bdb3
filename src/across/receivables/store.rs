//! What is owed, read from the papers that are open.

use jiff::ToSpan;
use rusqlite::named_params;

use super::model::Debt;
use crate::base::{Day, Result};
use crate::platform::View;

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
