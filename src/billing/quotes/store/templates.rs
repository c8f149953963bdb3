//! Quotes that others begin like.

use rusqlite::named_params;

use super::super::model::Template;
use crate::base::{QuoteId, Result, text};
use crate::platform::{Tx, View};

/// Every template by name.
pub fn list_templates(view: &View) -> Result<Vec<Template>> {
    view.all(
        "SELECT quote_id, name
         FROM quote_template
         WHERE workspace_id = :workspace
         ORDER BY name_key",
        named_params! { ":workspace": view.workspace() },
        |row| Ok(Template { quote: row.get("quote_id")?, name: row.get("name")? }),
    )
}

/// Makes the quote a template of that name, or with an empty one no template any more.
pub fn save_template(tx: &Tx, quote: QuoteId, name: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM quote_template
         WHERE workspace_id = :workspace
           AND quote_id = :quote",
        named_params! { ":workspace": tx.workspace(), ":quote": quote },
    )?;
    if !name.is_empty() {
        tx.insert(
            "INSERT INTO quote_template (workspace_id, quote_id, name, name_key)
             VALUES (:workspace, :quote, :name, :key)",
            named_params! { ":workspace": tx.workspace(), ":quote": quote, ":name": name, ":key": text::fold(name) },
        )?;
    }
    Ok(())
}
