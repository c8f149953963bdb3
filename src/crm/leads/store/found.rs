//! Questions about many leads at once: imports match by these.
//!
//! CROSS JOIN holds SQLite to the order of the statement: it would walk the whole workspace for an ORDER BY otherwise.

use rusqlite::named_params;

use crate::base::{LeadId, Result};
use crate::platform::View;

/// By what leads are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A normal e-mail address.
    Email,
    /// A normal telephone number.
    Phone,
    /// The name as lists order it.
    Name,
}

impl Mark {
    fn statement(self) -> &'static str {
        match self {
            Mark::Email => {
                "SELECT lead.email_norm AS mark, lead.id
                 FROM json_each(:marks) AS wanted
                 CROSS JOIN lead INDEXED BY lead_email ON lead.workspace_id = :workspace
                   AND lead.email_norm = wanted.value
                   AND lead.email_norm <> ''
                   AND lead.live = 1
                 ORDER BY lead.id"
            }
            Mark::Phone => {
                "SELECT lead.phone_norm AS mark, lead.id
                 FROM json_each(:marks) AS wanted
                 CROSS JOIN lead INDEXED BY lead_phone ON lead.workspace_id = :workspace
                   AND lead.phone_norm = wanted.value
                   AND lead.phone_norm <> ''
                   AND lead.live = 1
                 ORDER BY lead.id"
            }
            Mark::Name => {
                "SELECT lead.name_sort AS mark, lead.id
                 FROM json_each(:marks) AS wanted
                 CROSS JOIN lead INDEXED BY lead_by_name ON lead.workspace_id = :workspace
                   AND lead.live = 1
                   AND lead.open IN (0, 1)
                   AND lead.name_sort = wanted.value
                 ORDER BY lead.id"
            }
        }
    }
}

/// Leads in use with one of these marks: (mark, lead), the oldest first.
pub fn with_marks(view: &View, mark: Mark, marks: &[&str]) -> Result<Vec<(String, LeadId)>> {
    view.all(
        mark.statement(),
        named_params! { ":workspace": view.workspace(), ":marks": serde_json::to_string(marks)? },
        |row| Ok((row.get("mark")?, row.get("id")?)),
    )
}
