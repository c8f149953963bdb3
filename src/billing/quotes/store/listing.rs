//! The list of quotes.

use rusqlite::{ToSql, named_params};

use super::super::model::{Filter, Line, SortBy, State, Which};
use crate::base::listing::{Mark, Page, Paging};
use crate::base::{Currency, Money, QuoteId, Result};
use crate::crm::views;
use crate::platform::View;
use crate::platform::db::{Row, coded};

/// One page of the list.
pub fn list(view: &View, filter: &Filter, paging: &Paging<SortBy>) -> Result<Page<Line>> {
    // What a text found is little, and looked up one by one.
    let from = match filter.text.is_empty() {
        true => "quote",
        false => {
            "json_each(:found) AS hit CROSS JOIN quote ON quote.workspace_id = :workspace AND quote.id = hit.value"
        }
    };
    let sql = format!(
        "SELECT quote.id, COALESCE(quote.number, '') AS number, live.n, live.state, quote.customer_id, live.valid_until,
                live.gross, live.currency, quote.id AS key,
                (SELECT accepted.document ->> '$.sums.gross'
                          - COALESCE((SELECT SUM(part.counts)
                                      FROM quote_part_counted AS part
                                      WHERE part.workspace_id = :workspace
                                        AND part.version_id = live.id), 0)
                 FROM quote_acceptance AS accepted
                 WHERE accepted.workspace_id = :workspace
                   AND accepted.version_id = live.id) AS rest
         FROM {from}
         CROSS JOIN quote_version AS live
           ON live.workspace_id = :workspace AND live.quote_id = quote.id AND live.state <> 'superseded'
         WHERE quote.workspace_id = :workspace
           AND {}
           AND {}
         ORDER BY quote.id {direction}
         LIMIT :limit",
        condition(filter),
        paging.condition("quote.id", "quote.id"),
        direction = paging.direction(),
    );
    let workspace = view.workspace();
    let (value, after) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let limit = paging.limit();
    let found = views::store::found(view, &filter.text)?;
    let mut params: Vec<(&str, &dyn ToSql)> =
        vec![(":workspace", &workspace), (":value", &value), (":id", &after), (":limit", &limit)];
    if filter.customer.is_some() {
        params.push((":customer", &filter.customer));
    }
    if filter.deal.is_some() {
        params.push((":deal", &filter.deal));
    }
    if !filter.text.is_empty() {
        params.push((":found", &found));
    }
    let rows = view.all(&sql, params.as_slice(), line)?;
    Ok(paging.page(rows, |line: &Line| Mark { value: line.key.clone(), id: line.id.number() }))
}

/// So many quotes behind that one, by number.
pub fn list_after(view: &View, after: QuoteId, limit: i64) -> Result<Vec<Line>> {
    view.all(
        "SELECT quote.id, COALESCE(quote.number, '') AS number, live.n, live.state, quote.customer_id, live.valid_until,
                live.gross, live.currency, quote.id AS key,
                (SELECT accepted.document ->> '$.sums.gross'
                          - COALESCE((SELECT SUM(part.counts)
                                      FROM quote_part_counted AS part
                                      WHERE part.workspace_id = :workspace
                                        AND part.version_id = live.id), 0)
                 FROM quote_acceptance AS accepted
                 WHERE accepted.workspace_id = :workspace
                   AND accepted.version_id = live.id) AS rest
         FROM quote
         JOIN quote_version AS live
           ON live.workspace_id = :workspace AND live.quote_id = quote.id AND live.state <> 'superseded'
         WHERE quote.workspace_id = :workspace
           AND quote.id > :after
         ORDER BY quote.id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":after": after, ":limit": limit },
        line,
    )
}

fn condition(filter: &Filter) -> String {
    let mut parts = match filter.which {
        Which::All => Vec::new(),
        Which::Draft => vec!["live.state = 'draft'"],
        Which::Sent => vec!["live.state = 'sent'"],
        Which::Accepted => vec!["live.state = 'accepted'"],
        Which::Over => vec!["live.state IN ('declined', 'expired', 'withdrawn')"],
    };
    if filter.customer.is_some() {
        parts.push("quote.customer_id = :customer");
    }
    if filter.deal.is_some() {
        parts.push("quote.deal_id = :deal");
    }
    if parts.is_empty() { "TRUE".to_owned() } else { parts.join("\n           AND ") }
}

fn line(row: &Row) -> rusqlite::Result<Line> {
    let currency: Currency = row.get("currency")?;
    Ok(Line {
        id: row.get("id")?,
        number: row.get("number")?,
        n: row.get("n")?,
        state: coded::<State>(row, "state")?.billed(row.get("rest")?),
        customer: row.get("customer_id")?,
        valid_until: row.get("valid_until")?,
        gross: row.get::<_, Option<i64>>("gross")?.map(|minor| Money::new(minor, currency)),
        key: row.get("key")?,
    })
}
