//! Rows of tables: words that no spreadsheet takes for a formula, and figures as programs read them.

use super::paper::Paper;
use crate::base::{Currency, Day, text};

/// A table of papers.
pub struct Sheet {
    /// Its file.
    pub name: &'static str,
    /// The names of its columns.
    pub header: &'static [&'static str],
    /// What it says of a paper; the second is the currency of the company.
    pub rows: fn(&Paper, Currency) -> Vec<Row>,
}

/// A row under way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row(Vec<String>);

impl Row {
    /// With words behind it, made harmless.
    pub fn text(mut self, words: &str) -> Row {
        self.0.push(text::neutral(words));
        self
    }

    /// With something behind it that we wrote ourselves: a number, a code.
    pub fn plain(mut self, value: impl ToString) -> Row {
        self.0.push(value.to_string());
        self
    }

    /// With a day behind it; empty if there is none.
    pub fn day(self, day: Option<Day>) -> Row {
        self.plain(day.map(|day| day.to_string()).unwrap_or_default())
    }

    /// With an amount behind it.
    pub fn money(self, minor: i64, currency: Currency) -> Row {
        self.plain(decimal(minor, currency))
    }

    /// With so many empty cells behind it.
    pub fn blank(mut self, count: usize) -> Row {
        self.0.resize(self.0.len() + count, String::new());
        self
    }

    /// Its cells.
    pub fn cells(&self) -> &[String] {
        &self.0
    }
}

/// An amount with all decimals of its currency and a point: `-1200.50`.
pub fn decimal(minor: i64, currency: Currency) -> String {
    let (unit, digits) = (currency.unit().unsigned_abs(), currency.digits() as usize);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0digits$}") }
}

/// A rate at 10^-9, without zeros at its end.
pub fn billionths(rate: i64) -> String {
    let text = format!("{}.{:09}", rate / 1_000_000_000, rate % 1_000_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
