//! The error file: bad rows in their original columns, and why each is bad.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::super::model::{Import, Staged};
use super::super::store;
use super::files;
use crate::base::{Error, Result, text};
use crate::platform::View;

/// The bad rows of an import by number; at most as many as a file has.
pub fn bad_rows(view: &View, import: &Import) -> Result<BTreeMap<u32, Staged>> {
    let rows = store::list_bad(view, import.id, 0, u32::MAX)?;
    Ok(rows.into_iter().map(|row| (row.number, row)).collect())
}

/// Writes the error file: UTF-8 with its mark, the columns of the original, and a last one with what `why` says.
pub fn write_bad(
    path: &Path,
    import: &Import,
    rows: &BTreeMap<u32, Staged>,
    reason: (&str, impl Fn(&Staged, &[String]) -> String),
    mut out: impl Write,
) -> Result<()> {
    let source = files::open(path, import.reading)?;
    let header = source.header().unwrap_or_default().to_vec();
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut csv = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(out);
    let broken = |error: csv::Error| Error::internal(error.to_string());
    if !header.is_empty() {
        csv.write_record(header.iter().map(|name| text::neutral(name)).chain([reason.0.to_owned()]))
            .map_err(broken)?;
    }
    for row in source {
        let row = row.map_err(files::unreadable)?;
        let Some(bad) = u32::try_from(row.number).ok().and_then(|number| rows.get(&number)) else { continue };
        let mut cells: Vec<String> = row.cells.iter().map(|cell| text::neutral(cell)).collect();
        cells.resize(cells.len().max(header.len()), String::new());
        cells.push(reason.1(bad, &header));
        csv.write_record(cells).map_err(broken)?;
    }
    csv.flush()?;
    Ok(())
}
