//! What debts look like.

use maud::{Markup, html};

use super::model::{AGES, Debt, Sheet};
use crate::base::{Money, Result};
use crate::billing::invoices::store::Customer;
use crate::web::components::{Drawing, empty, section, title, trail};
use crate::web::{Cx, flash, frame_with_charts};

/// The keys of the ages.
const HEADS: [&str; AGES] = [
    "receivables-not-due",
    "receivables-month",
    "receivables-months",
    "receivables-quarter",
    "receivables-longer",
];

/// All that the page shows.
pub struct Shown {
    /// One a currency.
    pub sheets: Vec<Sheet>,
    /// Those who owe.
    pub customers: Vec<Customer>,
    /// How many are left out, as they owe least.
    pub hidden: usize,
}

/// The whole page.
pub fn show(cx: &Cx, shown: &Shown) -> Result<Markup> {
    let mut parts = Vec::new();
    for sheet in &shown.sheets {
        parts.push(part(cx, shown, sheet)?);
    }
    let body = html! {
        (trail(cx, &[(&cx.path("/reports"), cx.t("reports-title"))]))
        (title(cx.t("receivables-title"), "", html! {}))
        p.help { (cx.t("receivables-text")) }
        @if parts.is_empty() {
            (empty(Drawing::Tray, cx.t("receivables-none-title"), cx.t("receivables-none-text"), html! {}))
        }
        @for part in &parts { (part) }
        @if shown.hidden > 0 {
            p.help { (cx.tell("receivables-hidden", &[("count", (shown.hidden as i64).into())])) }
        }
    };
    Ok(frame_with_charts(cx, cx.t("receivables-title"), body))
}

fn part(cx: &Cx, shown: &Shown, sheet: &Sheet) -> Result<Markup> {
    let code = sheet.currency.code();
    let mut rows = Vec::new();
    for debt in &sheet.debts {
        rows.push(row(cx, shown, debt)?);
    }
    let money = |minor: i64| Money::new(minor, sheet.currency).full(cx.language());
    let all = sheet.sum()?.full(cx.language());
    let table = html! {
        dl.figures {
            @for (head, age) in HEADS.iter().zip(sheet.ages) { div { dt { (cx.t(head)) } dd { (money(age)) } } }
        }
        div.sheet {
            table.ledger.counted {
                caption.unseen { (code) }
                thead { tr {
                    th.name scope="col" { (cx.t("receivables-customer")) }
                    @for head in HEADS { th.num scope="col" { (cx.t(head)) } }
                    th.num scope="col" { (cx.t("receivables-sum")) }
                } }
                tbody { @for row in &rows { (row) } }
            }
        }
    };
    Ok(section(&format!("owed-{code}"), html! { (code) " " (all) }, html! {}, table))
}

/// A customer; each sum leads to the papers that it is of.
fn row(cx: &Cx, shown: &Shown, debt: &Debt) -> Result<Markup> {
    let known = shown.customers.iter().find(|one| one.subject == debt.customer);
    let number = debt.customer.to_string();
    let papers = |state| flash::with(&cx.path("/invoices"), &[("customer", &number), ("state", state)]);
    let money = |minor: i64| Money::new(minor, debt.currency).full(cx.language());
    let sum = debt.sum()?.full(cx.language());
    Ok(html! {
        tr {
            th.name scope="row" {
                @match known {
                    Some(known) => a href=(cx.path(&known.path)) { (known.name) },
                    None => (cx.t("receivables-gone")),
                }
            }
            @for (place, (head, age)) in HEADS.iter().zip(debt.ages).enumerate() {
                td.num data-head=(cx.t(head)) {
                    @if age == 0 { "–" }
                    @else if place == 0 { (money(age)) }
                    @else { a href=(papers("overdue")) { (money(age)) } }
                }
            }
            td.num data-head=(cx.t("receivables-sum")) { a href=(papers("open")) { b { (sum) } } }
        }
    })
}
