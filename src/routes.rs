//! Every page URL, with what it needs.

use crate::web::{Need, Table, language};

/// The table of pages.
pub fn pages() -> Table {
    Table::default().post("/language", Need::Public, language::choose)
}
