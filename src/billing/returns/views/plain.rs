//! A return as rows for a spreadsheet.

use crate::base::{Language, text};
use crate::billing::returns::model::{Entry, Return};
use crate::web::Cx;

/// The keys of the columns.
const HEADS: [&str; 11] = [
    "returns-paper",
    "returns-day",
    "returns-customer",
    "returns-number",
    "returns-country",
    "returns-category",
    "returns-percent",
    "returns-currency",
    "returns-net",
    "returns-vat",
    "returns-due-column",
];

/// The head, and a row for each paper's group of tax: amounts in figures with a point.
pub fn plain(cx: &Cx, made: &Return) -> Vec<Vec<String>> {
    let money = |minor| made.money(minor).typed(Language::En);
    let row = |entry: &Entry| {
        vec![
            text::neutral(&entry.number),
            entry.taxed_on.to_string(),
            text::neutral(&entry.customer),
            text::neutral(&entry.vat_number),
            entry.country.code().to_owned(),
            entry.tax.category.code().to_owned(),
            entry.tax.percent.typed(Language::En),
            made.currency.code().to_owned(),
            money(entry.net),
            money(entry.vat),
            money(entry.due),
        ]
    };
    let head = HEADS.iter().map(|key| cx.t(key).to_owned()).collect();
    std::iter::once(head).chain(made.entries.iter().map(row)).collect()
}
