//! How a file is read: found out at the upload, changeable on the page.

use super::dates::DateOrder;
use super::dialect::{Delimiter, Dialect, Quote};
use super::encoding::Encoding;
use super::unfold::{Leaf, Part};

/// Encoding, delimiter, header, order of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// In which letters.
    pub encoding: Encoding,
    /// How cells are set apart.
    pub dialect: Dialect,
    /// How days are written.
    pub dates: DateOrder,
    /// Which part of the file, if it holds several tables.
    #[serde(default)]
    pub part: Option<Part>,
}

impl Reading {
    /// How that table of an unfolded file is read.
    pub fn of_leaf(self, leaf: &Leaf) -> Reading {
        let dialect =
            Dialect { delimiter: Delimiter::Comma, quote: Quote::Double, has_header: leaf.has_header };
        Reading { encoding: Encoding::Utf8, dialect, part: Some(leaf.part), ..self }
    }
}
