//! How a file is read: found out at the upload, changeable on the page.

use super::dates::DateOrder;
use super::dialect::Dialect;
use super::encoding::Encoding;

/// Encoding, delimiter, header, order of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// In which letters.
    pub encoding: Encoding,
    /// How cells are set apart.
    pub dialect: Dialect,
    /// How days are written.
    pub dates: DateOrder,
}
