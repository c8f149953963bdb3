//! A file as rows of texts, read piece by piece: never the whole of it in memory.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder};

use super::dialect::Dialect;
use super::encoding::Encoding;

/// The most columns that a file may have.
pub const MOST_COLUMNS: usize = 500;
/// The most rows that a file may have.
pub const MOST_ROWS: u64 = 250_000;
/// The longest cell, in bytes of UTF-8.
pub const LONGEST_CELL: usize = 64 * 1024;
/// The longest row, in bytes of UTF-8: an unclosed quote swallows no more than this.
const LONGEST_ROW: usize = 2 * 1024 * 1024;

/// Why a file cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A row is longer than any row is: most often a quote that nobody closed.
    #[error("row {0} does not end")]
    EndlessRow(u64),
    /// More columns than we take.
    #[error("too many columns")]
    TooManyColumns,
    /// More rows than we take.
    #[error("too many rows")]
    TooManyRows,
    /// The disk.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Unreadable {
    /// The key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Unreadable::EndlessRow(_) => "transfer-unreadable-row",
            Unreadable::TooManyColumns => "transfer-too-many-columns",
            Unreadable::TooManyRows => "transfer-too-many-rows",
            Unreadable::Io(_) => "transfer-unreadable-file",
        }
    }
}

/// One row: its number as a spreadsheet counts, and its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// 1 is the first row of the file, whether it holds names or values.
    pub number: u64,
    /// The texts, without outer blanks.
    pub cells: Vec<String>,
}

/// The rows of a file below its header, blank ones left out.
pub struct Rows<R: Read> {
    csv: csv::Reader<Decoded<R>>,
    record: csv::StringRecord,
    number: u64,
    given: u64,
    header: Option<Vec<String>>,
    waiting: Option<Row>,
}

impl<R: Read> Rows<R> {
    /// Opens a file and reads its header, if it has one.
    pub fn open(source: R, encoding: Encoding, dialect: Dialect) -> Result<Rows<R>, Unreadable> {
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(dialect.delimiter.byte())
            .quote(dialect.quote.byte())
            .from_reader(Decoded::new(source, encoding));
        let mut rows =
            Rows { csv, record: csv::StringRecord::new(), number: 0, given: 0, header: None, waiting: None };
        let mut first = rows.read()?;
        if first.as_ref().is_some_and(|row| row.cells.first().is_some_and(|cell| cell.starts_with("sep="))) {
            rows.number = 0;
            first = rows.read()?;
        }
        if dialect.has_header {
            rows.header = first.map(|row| row.cells);
        } else {
            rows.waiting = first;
        }
        Ok(rows)
    }

    /// The names of the columns, if the file has a header.
    pub fn header(&self) -> Option<&[String]> {
        self.header.as_deref()
    }

    fn read(&mut self) -> Result<Option<Row>, Unreadable> {
        loop {
            self.csv.get_mut().allowance = LONGEST_ROW;
            match self.csv.read_record(&mut self.record) {
                Ok(true) => self.number += 1,
                Ok(false) => return Ok(None),
                Err(error) => return Err(self.explain(error)),
            }
            if self.record.len() > MOST_COLUMNS {
                return Err(Unreadable::TooManyColumns);
            }
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                let cells = self.record.iter().map(|cell| cell.trim().to_owned()).collect();
                return Ok(Some(Row { number: self.number, cells }));
            }
        }
    }

    fn explain(&self, error: csv::Error) -> Unreadable {
        match error.into_kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Unreadable::EndlessRow(self.number + 1)
            }
            csv::ErrorKind::Io(error) => Unreadable::Io(error),
            other => Unreadable::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Row, Unreadable>;

    fn next(&mut self) -> Option<Result<Row, Unreadable>> {
        let row = match self.waiting.take() {
            Some(row) => Some(row),
            None => match self.read() {
                Ok(row) => row,
                Err(error) => return Some(Err(error)),
            },
        }?;
        self.given += 1;
        if self.given > MOST_ROWS { Some(Err(Unreadable::TooManyRows)) } else { Some(Ok(row)) }
    }
}

/// The same text in UTF-8.
pub fn decoded(source: impl Read, encoding: Encoding) -> impl Read {
    Decoded { allowance: usize::MAX, ..Decoded::new(source, encoding) }
}

/// Turns bytes of any encoding into UTF-8 while they are read.
struct Decoded<R> {
    source: R,
    decoder: Decoder,
    input: Vec<u8>,
    start: usize,
    end: usize,
    is_last: bool,
    is_finished: bool,
    /// How many bytes may still be read before the row has to end.
    allowance: usize,
}

impl<R: Read> Decoded<R> {
    fn new(source: R, encoding: Encoding) -> Decoded<R> {
        Decoded {
            source,
            decoder: encoding.table().new_decoder_with_bom_removal(),
            input: vec![0; 16 * 1024],
            start: 0,
            end: 0,
            is_last: false,
            is_finished: false,
            allowance: LONGEST_ROW,
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.allowance == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        loop {
            if self.is_finished {
                return Ok(0);
            }
            if self.start == self.end && !self.is_last {
                self.end = self.source.read(&mut self.input)?;
                self.start = 0;
                self.is_last = self.end == 0;
            }
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(&self.input[self.start..self.end], out, self.is_last);
            self.start += read;
            self.is_finished = self.is_last && result == CoderResult::InputEmpty;
            if written > 0 {
                self.allowance = self.allowance.saturating_sub(written);
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::across::transfer::model::dialect::{Delimiter, Quote};
    use proptest::prelude::*;

    const PLAIN: Dialect =
        Dialect { delimiter: Delimiter::Semicolon, quote: Quote::Double, has_header: true };

    fn rows(bytes: &[u8], encoding: Encoding) -> Vec<Row> {
        Rows::open(bytes, encoding, PLAIN).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn rows_carry_the_numbers_that_a_spreadsheet_shows() {
        let file = "Name;Note\r\nAnn;\"two\nlines; and a \"\"quote\"\"\"\r\n;\r\nBob;x\r\n";

        let read = rows(file.as_bytes(), Encoding::Utf8);

        assert_eq!(
            read[0],
            Row { number: 2, cells: vec!["Ann".into(), "two\nlines; and a \"quote\"".into()] }
        );
        assert_eq!(read[1].number, 4);
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn the_line_with_which_excel_names_its_separator_is_no_row() {
        let opened = Rows::open("sep=;\r\nName;Note\r\nAnn;x\r\n".as_bytes(), Encoding::Utf8, PLAIN).unwrap();

        assert_eq!(opened.header(), Some(["Name".to_owned(), "Note".to_owned()].as_slice()));
    }

    #[test]
    fn a_quote_that_nobody_closes_stops_the_reading_before_memory_fills() {
        let file = [b"Name\n\"".to_vec(), vec![b'x'; 3 * LONGEST_ROW]].concat();

        let first = Rows::open(file.as_slice(), Encoding::Utf8, PLAIN).unwrap().next().unwrap();

        assert!(matches!(first, Err(Unreadable::EndlessRow(2))));
    }

    #[test]
    fn too_many_columns_are_refused_and_three_hundred_are_not() {
        let wide = |columns: usize| format!("{}\n", vec!["x"; columns].join(";"));

        assert!(Rows::open(wide(300).as_bytes(), Encoding::Utf8, PLAIN).is_ok());
        assert!(matches!(
            Rows::open(wide(501).as_bytes(), Encoding::Utf8, PLAIN),
            Err(Unreadable::TooManyColumns)
        ));
    }

    proptest! {
        #[test]
        fn every_encoding_gives_the_same_rows(
            cells in proptest::collection::vec(proptest::collection::vec("[а-яА-Яa-z\"; \n]{0,12}[a-zа-я]", 3), 1..12)
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            writer.write_record(["a", "b", "c"]).unwrap();
            cells.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let wanted: Vec<Vec<String>> =
                cells.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();

            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for (bytes, encoding) in [
                (text.as_bytes(), Encoding::Utf8),
                (little.as_slice(), Encoding::Utf16Le),
                (big.as_slice(), Encoding::Utf16Be),
                (&encoding_rs::WINDOWS_1251.encode(&text).0, Encoding::Windows1251),
            ] {
                let read: Vec<Vec<String>> = rows(bytes, encoding).into_iter().map(|row| row.cells).collect();
                prop_assert_eq!(&read, &wanted);
            }
        }
    }
}
