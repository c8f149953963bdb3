//! A statement as a table: CSV with any of the usual delimiters.

use csv::ReaderBuilder;

use super::amounts::{Mark, amount, day, mark, order};
use super::columns::{Column, Mapping};
use super::{Entry, MOST_LINES, Read, Told, Unfit, currency, kept};
use crate::base::{Currency, Money, text};

/// So many rows may stand above the header.
const ABOVE: usize = 30;
/// So many rows are shown to whoever names the columns.
const SHOWN: usize = 5;
/// The most columns.
const MOST_COLUMNS: usize = 60;

/// Reads a table; asks what its columns are if neither its header nor anybody before says so.
pub fn read(
    text: &str,
    known: impl FnOnce(&[String]) -> Option<Mapping>,
    own: Currency,
) -> Result<Read, Unfit> {
    let rows = rows(text)?;
    let is_enough = |row: &Vec<String>| Mapping::of_header(row).is_enough();
    let begin = rows.iter().take(ABOVE).position(|(_, row)| is_enough(row));
    // Else the first row with as many cells as the most have.
    let widest = rows.iter().take(ABOVE).map(|(_, row)| row.len()).max().unwrap_or(0);
    if widest < 2 {
        return Err(Unfit::whole("statements-unknown"));
    }
    let begin = begin.or_else(|| rows.iter().position(|(_, row)| row.len() == widest)).unwrap_or(0);
    let header = &rows[begin].1;
    let below = &rows[begin + 1..];
    let mapping = match known(header) {
        Some(mapping) => mapping,
        None => Mapping::of_header(header),
    };
    if !mapping.is_enough() {
        let shown = below.iter().take(SHOWN).map(|(_, row)| row.clone()).collect();
        return Ok(Read::Asks(header.clone(), shown));
    }
    Ok(Read::Told(Told { account: String::new(), entries: entries(&mapping, below, own)? }))
}

fn rows(text: &str) -> Result<Vec<(usize, Vec<String>)>, Unfit> {
    let count = |delimiter: char| text.lines().take(ABOVE).map(|line| line.matches(delimiter).count()).max();
    let delimiter =
        [';', '\t', ',', '|'].into_iter().max_by_key(|one| (count(*one), *one == ';')).unwrap_or(',');
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (place, record) in reader.records().enumerate() {
        let record = record.map_err(|_| Unfit::at("statements-broken", place + 1))?;
        let line =
            record.position().map_or(place + 1, |position| usize::try_from(position.line()).unwrap_or(0));
        if record.len() > MOST_COLUMNS {
            return Err(Unfit::at("statements-unknown", line));
        }
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((line, cells));
        }
        if rows.len() > MOST_LINES + ABOVE {
            return Err(Unfit::whole("statements-too-many"));
        }
    }
    Ok(rows)
}

fn entries(mapping: &Mapping, rows: &[(usize, Vec<String>)], own: Currency) -> Result<Vec<Entry>, Unfit> {
    let cell = |row: &'_ [String], column: Column| -> String {
        mapping.place(column).and_then(|place| row.get(place)).cloned().unwrap_or_default()
    };
    let cells = |column: Column| rows.iter().map(|(_, row)| cell(row, column)).collect::<Vec<_>>();
    let money = [Column::Amount, Column::In, Column::Out].map(cells).concat();
    let mark = mark(money.iter().map(String::as_str));
    let days = cells(Column::Booked);
    let order = order(days.iter().map(String::as_str));
    let mut entries = Vec::new();
    for (line, row) in rows {
        let typed = cell(row, Column::Booked);
        let Some(booked_on) = day(&typed, order) else {
            // Sums below the table have no day.
            if typed.is_empty()
                || entries.len() + 3 > rows.len() && !typed.starts_with(|one: char| one.is_ascii_digit())
            {
                continue;
            }
            return Err(Unfit::at("statements-day", *line));
        };
        let of = match cell(row, Column::Currency).as_str() {
            "" => own,
            code => currency(code).ok_or(Unfit::at("statements-currency", *line))?,
        };
        let minor =
            signed(&|column| cell(row, column), of, mark).ok_or(Unfit::at("statements-amount", *line))?;
        entries.push(Entry {
            booked_on,
            amount: Money::new(minor, of),
            name: kept(&cell(row, Column::Name)),
            account: kept(&cell(row, Column::Account)),
            reference: kept(&cell(row, Column::Reference)),
            text: kept(&cell(row, Column::Text)),
            bank_id: kept(&cell(row, Column::BankId)),
        });
    }
    Ok(entries)
}

/// The amount of a row: of one column, with a sign or a word that says which way, or of two columns.
fn signed(cell: &dyn Fn(Column) -> String, of: Currency, mark: Mark) -> Option<i64> {
    let read = |column| amount(&cell(column), of.digits(), mark);
    let typed = cell(Column::Amount);
    if typed.is_empty() {
        let (come, gone) = (read(Column::In).unwrap_or(0), read(Column::Out).unwrap_or(0));
        return match (come, gone) {
            (0, 0) => None,
            (come, 0) => Some(come),
            (0, gone) => Some(-gone.abs()),
            _ => None,
        };
    }
    let minor = read(Column::Amount)?;
    let word = text::fold(&cell(Column::Sign));
    let is_out = ["debit", "d", "dt", "dbit", "out", "dr"].contains(&word.as_str());
    Some(if is_out { -minor.abs() } else { minor })
}
