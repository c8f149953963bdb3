//! Every page URL, with what it needs.

use crate::web::Table;

/// The table of pages.
pub fn pages() -> Table {
    Table::default()
}
