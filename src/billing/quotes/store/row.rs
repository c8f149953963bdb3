//! From rows to quotes.

use rusqlite::named_params;
use rusqlite::types::Type;

use super::super::model::{Part, Quote, QuoteInput, QuoteLine, Sent, State};
use crate::base::Result;
use crate::billing::documents::Document;
use crate::billing::invoices::{DraftInput, Kind, LineInput};
use crate::billing::pricing::{Percent, Quantity, UnitPrice};
use crate::platform::View;
use crate::platform::db::{Row, coded};

/// The quote without its lines.
pub(super) fn quote(row: &Row) -> rusqlite::Result<Quote> {
    let terms: String = row.get("terms")?;
    let head = DraftInput {
        kind: Kind::Invoice,
        of: None,
        reason: String::new(),
        customer: row.get("customer_id")?,
        deal: row.get("deal_id")?,
        currency: row.get("currency")?,
        entry: coded(row, "entry")?,
        supplied_on: row.get("supplied_on")?,
        terms: if terms.is_empty() { None } else { Some(coded(row, "terms")?) },
        order: row.get("buyer_order")?,
        reference: row.get("buyer_reference")?,
        note: row.get("note")?,
        lines: Vec::new(),
    };
    let sent = match row.get::<_, Option<String>>("document")? {
        Some(json) => Some(Sent {
            document: document(&json)?,
            at: row.get("sent_at")?,
            viewed_at: row.get("viewed_at")?,
            answered_at: row.get("answered_at")?,
        }),
        None => None,
    };
    Ok(Quote {
        id: row.get("id")?,
        live: row.get("live")?,
        n: row.get("n")?,
        number: row.get("number")?,
        state: coded::<State>(row, "state")?.billed(row.get("rest")?),
        facts: QuoteInput { head, valid_until: row.get("valid_until")?, lines: Vec::new() },
        sent,
        taken: Vec::new(),
        reason: row.get("reason")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// A paper as it was stored.
pub(super) fn document(json: &str) -> rusqlite::Result<Document> {
    Document::from_json(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

/// Adds the lines, and what was taken of them.
pub(super) fn fill(view: &View, quote: &mut Quote) -> Result<()> {
    let rows = view.all(
        "SELECT part, product_id, name, about, choices, kind, quantity, unit, price, discount, class_id, taken
         FROM quote_line
         WHERE workspace_id = :workspace
           AND version_id = :version
         ORDER BY position",
        named_params! { ":workspace": view.workspace(), ":version": quote.live },
        |row| Ok((line(row)?, row.get::<_, Option<i64>>("taken")?)),
    )?;
    for (line, taken) in rows {
        if line.sold().is_some() {
            quote.taken.push(taken.map(Quantity));
        }
        quote.facts.lines.push(line);
    }
    Ok(())
}

fn line(row: &Row) -> rusqlite::Result<QuoteLine> {
    let part: Part = coded(row, "part")?;
    Ok(match part {
        Part::Heading => QuoteLine::Heading(row.get("name")?, row.get("about")?),
        Part::Text => QuoteLine::Text(row.get("about")?),
        Part::Subtotal => QuoteLine::Subtotal,
        Part::Item | Part::Optional => QuoteLine::Sold {
            is_optional: part == Part::Optional,
            choices: choices(&row.get::<_, String>("choices")?)?,
            line: LineInput {
                product: row.get("product_id")?,
                name: row.get("name")?,
                about: row.get("about")?,
                kind: coded(row, "kind")?,
                quantity: Quantity(row.get("quantity")?),
                unit: coded(row, "unit")?,
                price: UnitPrice(row.get("price")?),
                discount: row.get::<_, Option<i64>>("discount")?.map(Percent),
                class: row.get("class_id")?,
            },
        },
    })
}

fn choices(json: &str) -> rusqlite::Result<Vec<Quantity>> {
    let numbers: Vec<i64> = serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))?;
    Ok(numbers.into_iter().map(Quantity).collect())
}
