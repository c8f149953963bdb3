//! Workbooks of LibreOffice, row by row: `content.xml` of OpenDocument 1.3, part 3, section 9. The libraries for it keep
//! every sheet whole in memory, repeated cells and all.

use std::io::{BufRead, BufReader, Read, Seek, Write};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::super::rows::{LONGEST_CELL, MOST_COLUMNS};
use super::Unfit;
use super::tables::{Table, Tables};
use super::xlsx::number_text;

/// Writes every visible sheet into a table of its own. A formula counts by the value that was last seen.
pub fn unfold(source: impl Read + Seek, tables: &mut Tables<impl Write>) -> Result<(), Unfit> {
    let mut archive = ZipArchive::new(source).map_err(|_| Unfit::Broken)?;
    let content = archive.by_name("content.xml").map_err(|_| Unfit::Broken)?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    xml.config_mut().expand_empty_elements = true;
    Book { xml, buffer: Vec::new(), style: String::new(), hidden: Vec::new() }.read(tables)
}

struct Book<R> {
    xml: Reader<R>,
    buffer: Vec<u8>,
    /// The style that is being told.
    style: String,
    /// Styles of sheets that nobody sees.
    hidden: Vec<String>,
}

/// One row while it is read.
#[derive(Default)]
struct Line {
    cells: Vec<String>,
    /// The place of the next cell: blank ones are not kept.
    place: usize,
}

/// One cell while it is read.
struct Cell {
    /// What its attributes say, if that is all.
    value: Option<String>,
    repeated: usize,
}

impl<R: BufRead> Book<R> {
    fn read(mut self, tables: &mut Tables<impl Write>) -> Result<(), Unfit> {
        loop {
            self.buffer.clear();
            let (sheet, style) = match next(&mut self.xml, &mut self.buffer)? {
                Event::Eof => return Ok(()),
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "style" => {
                        self.style = attribute(&tag, "style:name").unwrap_or_default();
                        continue;
                    }
                    "table-properties" => {
                        if attribute(&tag, "table:display").as_deref() == Some("false") {
                            self.hidden.push(self.style.clone());
                        }
                        continue;
                    }
                    "table" => (
                        attribute(&tag, "table:name").unwrap_or_default(),
                        attribute(&tag, "table:style-name").unwrap_or_default(),
                    ),
                    _ => continue,
                },
                _ => continue,
            };
            if self.hidden.contains(&style) {
                self.pass("table")?;
            } else {
                self.sheet(tables.begin(&sheet)?)?;
            }
        }
    }

    fn sheet(&mut self, mut table: Table<'_, impl Write>) -> Result<(), Unfit> {
        let mut at = 0;
        loop {
            self.buffer.clear();
            let repeated = match next(&mut self.xml, &mut self.buffer)? {
                Event::End(tag) if tag.local_name().into_inner() == "table" => return table.end(),
                Event::Start(tag) if tag.local_name().into_inner() == "table-row" => {
                    times(&tag, "table:number-rows-repeated")
                }
                Event::Eof => return Err(Unfit::Broken),
                _ => continue,
            };
            let row = self.row()?;
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                for number in 0..repeated {
                    table.row(at + number, &row)?;
                }
            }
            at = at.saturating_add(repeated);
        }
    }

    fn row(&mut self) -> Result<Vec<String>, Unfit> {
        let mut line = Line::default();
        loop {
            self.buffer.clear();
            let (cell, name) = match next(&mut self.xml, &mut self.buffer)? {
                Event::End(tag) if tag.local_name().into_inner() == "table-row" => return Ok(line.cells),
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "table-cell" => (cell(&tag), "table-cell"),
                    "covered-table-cell" => (cell(&tag), "covered-table-cell"),
                    _ => continue,
                },
                Event::Eof => return Err(Unfit::Broken),
                _ => continue,
            };
            let text = self.text(name)?;
            line.push(cell.value.unwrap_or(text), cell.repeated);
        }
    }

    /// The paragraphs of a cell.
    fn text(&mut self, cell: &str) -> Result<String, Unfit> {
        let mut text = String::new();
        let (mut paragraphs, mut is_inside) = (0, false);
        loop {
            self.buffer.clear();
            let mut is_comment = false;
            match next(&mut self.xml, &mut self.buffer)? {
                Event::End(tag) if tag.local_name().into_inner() == cell => return Ok(text),
                Event::End(tag) if tag.local_name().into_inner() == "p" => is_inside = false,
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "p" => {
                        push(&mut text, if paragraphs > 0 { "\n" } else { "" });
                        (paragraphs, is_inside) = (paragraphs + 1, true);
                    }
                    "s" => {
                        let blanks = usize::try_from(times(&tag, "text:c")).unwrap_or(1).min(100);
                        push(&mut text, &" ".repeat(blanks));
                    }
                    "tab" => push(&mut text, "\t"),
                    "line-break" => push(&mut text, "\n"),
                    // A comment on the cell is not its value.
                    "annotation" => is_comment = true,
                    _ => {}
                },
                Event::Text(piece) if is_inside => push(&mut text, &piece.xml10_content()),
                Event::GeneralRef(entity) if is_inside => {
                    let known = quick_xml::escape::resolve_xml_entity(entity.as_ref());
                    push(&mut text, known.unwrap_or_default());
                    text.extend(entity.resolve_char_ref().ok().flatten());
                }
                Event::Eof => return Err(Unfit::Broken),
                _ => {}
            }
            if is_comment {
                self.pass("annotation")?;
            }
        }
    }

    /// Reads on to the end of that element.
    fn pass(&mut self, element: &str) -> Result<(), Unfit> {
        let mut depth = 1;
        while depth > 0 {
            self.buffer.clear();
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) if tag.local_name().into_inner() == element => depth += 1,
                Event::End(tag) if tag.local_name().into_inner() == element => depth -= 1,
                Event::Eof => return Err(Unfit::Broken),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Line {
    fn push(&mut self, text: String, repeated: usize) {
        if !text.trim().is_empty() {
            let end = self.place.saturating_add(repeated).min(MOST_COLUMNS + 1);
            let begin = self.place.min(MOST_COLUMNS);
            self.cells.resize(begin, String::new());
            self.cells.resize(end.max(begin + 1), text);
        }
        self.place = self.place.saturating_add(repeated);
    }
}

fn next<'b, R: BufRead>(xml: &mut Reader<R>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, Unfit> {
    xml.read_event_into(buffer).map_err(|_| Unfit::Broken)
}

fn push(text: &mut String, piece: &str) {
    // What is longer than a cell may be is refused as that, in its row.
    if text.len() <= LONGEST_CELL {
        text.push_str(piece);
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn times(tag: &BytesStart, name: &str) -> u64 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn cell(tag: &BytesStart) -> Cell {
    let of = |name| attribute(tag, name);
    let value = match of("office:value-type").as_deref() {
        Some("float" | "currency" | "percentage") => {
            of("office:value").and_then(|number| number.parse().ok()).map(number_text)
        }
        Some("date") => {
            of("office:date-value").map(|moment| moment.trim_end_matches("T00:00:00").replace('T', " "))
        }
        Some("boolean") => of("office:boolean-value"),
        Some("string") => of("office:string-value"),
        _ => None,
    };
    let is_error = of("calcext:value-type").as_deref() == Some("error");
    Cell {
        value: if is_error { Some(String::new()) } else { value },
        repeated: usize::try_from(times(tag, "table:number-columns-repeated")).unwrap_or(usize::MAX),
    }
}
