//! A table of figures: on the page, and as rows for a spreadsheet.

use maud::{Markup, html};

use super::super::model::days;
use crate::across::board::Total;
use crate::base::{Language, format};
use crate::web::Cx;
use crate::web::components::bar;

/// What stands in a cell.
pub enum Cell {
    /// Words.
    Text(String),
    /// How many.
    Count(i64),
    /// How many, and where those are listed.
    Listed(i64, String),
    /// What they are worth.
    Sum(Total),
    /// A part of a whole, at 10^-4.
    Share(Option<i64>),
    /// A time in milliseconds, told in days.
    Days(Option<i64>),
    /// Of the longest bar so much, on pages only.
    Bar(i64, i64),
}

/// A table with a head. The first cell of a row names it.
#[derive(Default)]
pub struct Sheet {
    /// What stands over each column.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The row of the sums, if there is one.
    pub total: Option<Vec<Cell>>,
}

impl Sheet {
    /// A table with that head.
    pub fn of(head: &[&str]) -> Sheet {
        Sheet { head: head.iter().map(|text| (*text).to_owned()).collect(), ..Sheet::default() }
    }

    /// The table as it stands on a page.
    pub fn table(&self, cx: &Cx) -> Markup {
        let is_bar =
            |column: usize| self.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Bar(..))));
        html! {
            table.ledger.counted {
                thead {
                    tr {
                        @for (column, head) in self.head.iter().enumerate() {
                            @if column == 0 { th.name scope="col" { (head) } }
                            @else if is_bar(column) { td.aside { span.unseen { (head) } } }
                            @else { th.num scope="col" { (head) } }
                        }
                    }
                }
                tbody {
                    @for row in &self.rows { (self.row(cx, row)) }
                    @if let Some(total) = &self.total { (self.row(cx, total)) }
                }
            }
        }
    }

    fn row(&self, cx: &Cx, row: &[Cell]) -> Markup {
        html! {
            tr {
                @for (cell, head) in row.iter().zip(&self.head) {
                    @match cell {
                        Cell::Text(text) => th.name scope="row" { (text) },
                        Cell::Bar(value, most) => td { (bar(*value, *value, *most)) },
                        Cell::Listed(count, href) if *count > 0 => td.num data-head=(head) {
                            a href=(href) { (format::number(cx.language(), *count)) }
                        },
                        cell => td.num data-head=(head) { (cell.shown(cx.language())) },
                    }
                }
            }
        }
    }

    /// The table as rows of plain values, its head first: amounts in figures with a point, shares in percent. What has no
    /// rate stands in a column of its own, if there is any.
    pub fn plain(&self, apart: &str) -> Vec<Vec<String>> {
        let columns: Vec<Column> = (0..self.head.len()).map(|column| self.column(column)).collect();
        let head = columns.iter().zip(&self.head).flat_map(|(column, head)| match column {
            Column::Hidden => Vec::new(),
            Column::Plain => vec![head.clone()],
            Column::WithApart => vec![head.clone(), format!("{head}: {apart}")],
        });
        let row = |row: &Vec<Cell>| {
            let cells = columns.iter().zip(row).flat_map(|(column, cell)| match column {
                Column::Hidden => Vec::new(),
                Column::Plain => vec![cell.plain()],
                Column::WithApart => vec![cell.plain(), cell.apart()],
            });
            cells.collect()
        };
        std::iter::once(head.collect()).chain(self.rows.iter().map(row)).collect()
    }

    fn column(&self, column: usize) -> Column {
        let cells = || self.rows.iter().filter_map(|row| row.get(column));
        if cells().any(|cell| matches!(cell, Cell::Bar(..))) {
            Column::Hidden
        } else if cells().any(|cell| matches!(cell, Cell::Sum(total) if !total.apart.is_empty())) {
            Column::WithApart
        } else {
            Column::Plain
        }
    }
}

/// How a column goes out.
enum Column {
    Hidden,
    Plain,
    WithApart,
}

impl Cell {
    /// For people.
    fn shown(&self, language: Language) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) | Cell::Listed(count, _) => format::number(language, *count),
            Cell::Sum(total) => total.brief(language),
            Cell::Share(share) => share.map_or_else(none, |share| format::share(language, share)),
            Cell::Days(time) => time.map_or_else(none, |time| format::tenths(language, days(time))),
            Cell::Bar(..) => String::new(),
        }
    }

    /// For spreadsheets.
    fn plain(&self) -> String {
        let tenths = |value: i64| format!("{}.{}", value / 10, value % 10);
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) | Cell::Listed(count, _) => count.to_string(),
            Cell::Sum(total) => total.sum.typed(Language::En),
            Cell::Share(share) => {
                share.map(|share| format!("{}.{:02}", share / 100, share % 100)).unwrap_or_default()
            }
            Cell::Days(time) => time.map(|time| tenths(days(time))).unwrap_or_default(),
            Cell::Bar(..) => String::new(),
        }
    }

    fn apart(&self) -> String {
        match self {
            Cell::Sum(total) => {
                let amounts = total.apart.iter();
                let amounts = amounts.map(|sum| format!("{} {}", sum.typed(Language::En), sum.currency));
                amounts.collect::<Vec<_>>().join(" + ")
            }
            _ => String::new(),
        }
    }
}

/// What has no figure.
fn none() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Money;

    #[test]
    fn a_table_goes_out_in_plain_figures_with_what_has_no_rate_beside() {
        let (euro, dollar) = ("EUR".parse().expect("one"), "USD".parse().expect("one"));
        let worth = |minor, apart| Total { count: 1, sum: Money::new(minor, euro), apart };
        let mut sheet = Sheet::of(&["Month", "", "Won", "Sum", "Share", "Days"]);
        sheet.rows = vec![
            vec![
                Cell::Text("January".into()),
                Cell::Bar(1, 2),
                Cell::Count(1_200),
                Cell::Sum(worth(120_050, vec![Money::new(700, dollar)])),
                Cell::Share(Some(3_333)),
                Cell::Days(Some(129_600_000)),
            ],
            vec![
                Cell::Text("February".into()),
                Cell::Bar(0, 2),
                Cell::Listed(0, "/deals".into()),
                Cell::Sum(worth(0, Vec::new())),
                Cell::Share(None),
                Cell::Days(None),
            ],
        ];

        let plain = sheet.plain("without a rate");

        assert_eq!(plain[0], ["Month", "Won", "Sum", "Sum: without a rate", "Share", "Days"]);
        assert_eq!(plain[1], ["January", "1200", "1200.50", "7 USD", "33.33", "1.5"]);
        assert_eq!(plain[2], ["February", "0", "0", "", "", ""]);
    }
}
