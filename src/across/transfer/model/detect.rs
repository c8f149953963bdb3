//! The guess how a file is written, from its beginning.

use super::dialect::{Delimiter, Dialect, Quote};
use super::encoding::Encoding;
use super::headers;
use super::rows::{Row, Rows};

/// How many rows the guess looks at.
const SAMPLE_ROWS: usize = 40;

impl Dialect {
    /// The likeliest way in which the beginning of a file is written.
    pub fn detect(beginning: &[u8], encoding: Encoding) -> Dialect {
        let mut best = Dialect { delimiter: Delimiter::Comma, quote: Quote::Double, has_header: false };
        let mut best_score = 0;
        for quote in [Quote::Double, Quote::Single] {
            for delimiter in Delimiter::ALL {
                let tried = Dialect { delimiter, quote, has_header: false };
                let score = tried.score(beginning, encoding);
                if score > best_score {
                    (best, best_score) = (tried, score);
                }
            }
        }
        let first = best.sample(beginning, encoding).into_iter().next();
        best.has_header = first.is_none_or(|row| names_columns(&row.cells));
        best
    }

    fn sample(self, beginning: &[u8], encoding: Encoding) -> Vec<Row> {
        // The last row of a beginning is cut off somewhere: it says nothing.
        let Ok(rows) = Rows::open(beginning, encoding, self) else { return Vec::new() };
        let mut rows: Vec<Row> = rows.take(SAMPLE_ROWS).map_while(Result::ok).collect();
        if rows.len() > 1 && rows.len() < SAMPLE_ROWS && beginning.last() != Some(&b'\n') {
            rows.pop();
        }
        rows
    }

    /// Many cells in each row, and the same number in each.
    fn score(self, beginning: &[u8], encoding: Encoding) -> usize {
        let rows = self.sample(beginning, encoding);
        let Some(width) = rows.first().map(|row| row.cells.len()).filter(|width| *width > 1) else {
            return 0;
        };
        let even = rows.iter().filter(|row| row.cells.len() == width).count();
        let stray = rows.iter().flat_map(|row| &row.cells).filter(|cell| self.is_stray(cell)).count();
        (even * even * 100 / rows.len() + width.min(30)).saturating_sub(stray * 20).max(1)
    }

    /// A cell that still wears the other kind of quotes was cut at the wrong places.
    fn is_stray(self, cell: &str) -> bool {
        let other = match self.quote {
            Quote::Double => '\'',
            Quote::Single => '"',
        };
        cell.starts_with(other) || (cell.ends_with(other) && cell.len() > 1)
    }
}

/// Whether a row looks like names of columns: one is known, or none looks like a value.
pub(super) fn names_columns(cells: &[String]) -> bool {
    let is_value = |cell: &String| {
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        cell.contains('@') || (digits >= 4 && digits * 2 >= cell.chars().count())
    };
    cells.iter().any(|cell| headers::is_known(cell)) || !cells.iter().any(is_value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Dialect {
        Dialect::detect(text.as_bytes(), Encoding::Utf8)
    }

    #[test]
    fn the_delimiter_is_the_one_that_gives_even_rows() {
        assert_eq!(detect("Name;Note\nAnn;a, b, c\nBob;d\n").delimiter, Delimiter::Semicolon);
        assert_eq!(detect("Name,Note\nAnn,\"a; b; c\"\nBob,d\n").delimiter, Delimiter::Comma);
        assert_eq!(detect("Name\tNote\nAnn\ta, b; c\n").delimiter, Delimiter::Tab);
        assert_eq!(detect("Name|Note\nAnn|a\n").delimiter, Delimiter::Pipe);
    }

    #[test]
    fn single_quotes_are_seen_and_apostrophes_are_not_taken_for_them() {
        assert_eq!(detect("'Name','Note'\n'Ann','a, b'\n'Bob','c, d'\n").quote, Quote::Single);
        assert_eq!(detect("Name,Note\nO'Hara,it's\nAnn,x\n").quote, Quote::Double);
    }

    #[test]
    fn a_first_row_of_values_is_no_header() {
        assert!(!detect("Ann Hart,ann@hart.example,+44 7700 900418\nBob,bob@hart.example,\n").has_header);
        assert!(detect("Ime,Mejl,Telefon\nAnn,ann@hart.example,07700\n").has_header);
        assert!(detect("Име;Тел.\nАнна;0888 123 456\n").has_header);
    }

    #[test]
    fn a_file_of_one_column_is_read_as_one() {
        let dialect = detect("E-mail\nann@hart.example\nbob@hart.example\n");

        assert!(dialect.has_header);
        assert_eq!(dialect.delimiter, Delimiter::Comma);
    }
}
