//! Workbooks of Excel, cell by cell.

use std::io::{Read, Seek, Write};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::super::rows::MOST_COLUMNS;
use super::Unfit;
use super::tables::Tables;

/// Writes every visible sheet into a table of its own. A formula counts by the value that was last seen.
pub fn unfold(source: impl Read + Seek, tables: &mut Tables<impl Write>) -> Result<(), Unfit> {
    let mut book = Xlsx::new(source).map_err(explain)?;
    let sheets = book.sheets_metadata().iter();
    let shown =
        sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    for name in names {
        sheet(&mut book, &name, tables)?;
    }
    Ok(())
}

fn sheet(
    book: &mut Xlsx<impl Read + Seek>,
    name: &str,
    tables: &mut Tables<impl Write>,
) -> Result<(), Unfit> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        cells => cells.map_err(explain)?,
    };
    let mut table = tables.begin(name)?;
    let (mut at, mut row) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(explain)? {
        let (line, column) = cell.get_position();
        if line != at {
            table.row(u64::from(at), &row)?;
            row.clear();
            if line < at {
                return Err(Unfit::Broken);
            }
            at = line;
        }
        let text = text(cell.get_value());
        // A cell far on the right is enough to say that there are too many columns.
        let place = (column as usize).min(MOST_COLUMNS);
        if !text.is_empty() {
            if row.len() <= place {
                row.resize(place + 1, String::new());
            }
            row[place] = text;
        }
    }
    table.row(u64::from(at), &row)?;
    table.end()
}

/// A value as a person types it: days in the order of ISO, numbers without powers of ten.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => moment_text(*moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        // What could not be calculated says nothing.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A number as a spreadsheet shows it: fifteen digits count, the rest is noise of the machine.
pub fn number_text(number: f64) -> String {
    if number.fract() == 0.0 || !number.is_finite() {
        return format!("{number:.0}");
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

fn moment_text(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        time
    } else if serial.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}

fn explain(error: XlsxError) -> Unfit {
    match error {
        XlsxError::Password => Unfit::Password,
        XlsxError::Io(error) if error.kind() != std::io::ErrorKind::InvalidData => Unfit::Io(error),
        _ => Unfit::Broken,
    }
}
