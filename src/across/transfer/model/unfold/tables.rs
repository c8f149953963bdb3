//! Tables as text, one after the other in one file.

use std::io::{self, Write};

use super::super::detect::names_columns;
use super::super::rows::MOST_COLUMNS;
use super::Unfit;

/// So many cells are kept of all tables of a file.
const MOST_CELLS: u64 = 10_000_000;
/// So many bytes are kept of all tables of a file.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// The last row that a spreadsheet can have.
const LAST_ROW: u64 = 1_048_576;
/// The most tables of a file.
const MOST_LEAVES: usize = 100;

/// Where a table stands in the file of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Part {
    /// Its first byte.
    pub from: u64,
    /// How many bytes it has.
    pub length: u64,
}

/// One table of a file: a sheet of a workbook, or all cards.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Leaf {
    /// The name of the sheet; empty for cards.
    pub name: String,
    /// Where it stands.
    pub part: Part,
    /// Whether its first row looks like names of columns.
    pub has_header: bool,
}

/// Counts what is written, and stops at the limit.
struct Counted<W> {
    out: W,
    written: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.written + bytes.len() as u64 > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let length = self.out.write(bytes)?;
        self.written += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The file of all tables while it is written.
pub struct Tables<W: Write> {
    out: Counted<W>,
    cells: u64,
    leaves: Vec<Leaf>,
}

/// One table while it is written: UTF-8, commas, each row on the line on which a spreadsheet shows it.
pub struct Table<'t, W: Write> {
    csv: csv::Writer<&'t mut Counted<W>>,
    cells: &'t mut u64,
    leaves: &'t mut Vec<Leaf>,
    name: String,
    from: u64,
    next: u64,
    has_header: Option<bool>,
}

impl<W: Write> Tables<W> {
    /// Begins a file.
    pub fn new(out: W) -> Tables<W> {
        Tables { out: Counted { out, written: 0 }, cells: 0, leaves: Vec::new() }
    }

    /// Begins a table.
    pub fn begin(&mut self, name: &str) -> Result<Table<'_, W>, Unfit> {
        if self.leaves.len() >= MOST_LEAVES {
            return Err(Unfit::Bomb);
        }
        let from = self.out.written;
        Ok(Table {
            csv: csv::WriterBuilder::new().flexible(true).from_writer(&mut self.out),
            cells: &mut self.cells,
            leaves: &mut self.leaves,
            name: name.to_owned(),
            from,
            next: 0,
            has_header: None,
        })
    }

    /// The tables that have rows.
    pub fn finish(mut self) -> Result<Vec<Leaf>, Unfit> {
        self.out.flush()?;
        if self.leaves.is_empty() { Err(Unfit::Empty) } else { Ok(self.leaves) }
    }
}

impl<W: Write> Table<'_, W> {
    /// Writes the row of that number, counted from 0; blank rows are made up for by the next one. Rows come in order.
    pub fn row(&mut self, number: u64, cells: &[String]) -> Result<(), Unfit> {
        let width = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if width == 0 {
            return Ok(());
        }
        if number < self.next || number >= LAST_ROW {
            return Err(Unfit::Broken);
        }
        // One cell more than a list may have is enough to be refused as a list.
        let cells = &cells[..width.min(MOST_COLUMNS + 1)];
        *self.cells += number - self.next + cells.len() as u64;
        if *self.cells > MOST_CELLS {
            return Err(Unfit::Bomb);
        }
        for _ in self.next..number {
            self.csv.write_record([""]).map_err(unwritten)?;
        }
        self.csv.write_record(cells).map_err(unwritten)?;
        self.next = number + 1;
        self.has_header.get_or_insert_with(|| names_columns(cells));
        Ok(())
    }

    /// Ends the table; one without rows is forgotten.
    pub fn end(self) -> Result<(), Unfit> {
        let out = self.csv.into_inner().map_err(|error| Unfit::from(error.into_error()))?;
        if let Some(has_header) = self.has_header {
            let part = Part { from: self.from, length: out.written - self.from };
            self.leaves.push(Leaf { name: self.name, part, has_header });
        }
        Ok(())
    }
}

fn unwritten(error: csv::Error) -> Unfit {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Unfit::Bomb,
        csv::ErrorKind::Io(error) => Unfit::Io(error),
        _ => Unfit::Broken,
    }
}
