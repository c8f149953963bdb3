//! All SQL on `quote`, `quote_version`, `quote_line`, `quote_acceptance`, `quote_part`, `quote_document` and `quote_mail`.

mod row;
mod drafts;
mod listing;
mod sending;
mod answers;
mod parts;
mod files;
mod templates;

use rusqlite::named_params;

use super::model::{Quote, State, Version};
use crate::base::{Day, Error, Money, QuoteId, Result, SubjectId, WorkspaceId};
use crate::platform::View;
use crate::platform::db::coded;

pub use answers::{acceptance, answer, save_acceptance, see};
pub use drafts::{insert, save, touch};
pub use files::{insert_file, insert_mail, mails_of, maybe_file};
pub use listing::{list, list_after};
pub use parts::{insert_part, of_invoice, parts};
pub use sending::{begin_version, save_number, send, set_state};
pub use templates::{list_templates, save_template};

/// The quote with its live version, or `NotFound`.
pub fn find(view: &View, id: QuoteId) -> Result<Quote> {
    version(view, id, None)
}

/// The quote with that version of it, live or not, or `NotFound`.
pub fn find_version(view: &View, id: QuoteId, n: i64) -> Result<Quote> {
    version(view, id, Some(n))
}

fn version(view: &View, id: QuoteId, n: Option<i64>) -> Result<Quote> {
    let mut quote = view.one(
        "SELECT quote.id, quote.customer_id, quote.deal_id, COALESCE(quote.number, '') AS number, quote.version,
                quote.created_at, quote.updated_at, live.id AS live, live.n, live.state, live.currency, live.entry,
                live.valid_until, live.terms, live.supplied_on, live.buyer_order, live.buyer_reference, live.note,
                live.document, live.sent_at, live.viewed_at, live.answered_at, live.reason,
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
           ON live.workspace_id = :workspace AND live.quote_id = quote.id
          AND CASE WHEN :n IS NULL THEN live.state <> 'superseded' ELSE live.n = :n END
         WHERE quote.workspace_id = :workspace
           AND quote.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id, ":n": n },
        row::quote,
    )?;
    row::fill(view, &mut quote)?;
    Ok(quote)
}

/// The workspace, the quote and the version behind a customer's link, with where that version stands, in whatever
/// workspace that is not suspended, or `NotFound`.
pub fn find_by_token(view: &View, token_hash: &[u8; 32]) -> Result<(WorkspaceId, QuoteId, i64, State)> {
    view.one(
        "SELECT quote_version.workspace_id, quote_version.quote_id, quote_version.n, quote_version.state
         FROM quote_version
         JOIN workspace ON workspace.id = quote_version.workspace_id
         WHERE quote_version.token_hash = :token_hash
           AND workspace.suspended_at IS NULL",
        named_params! { ":token_hash": token_hash },
        |row| Ok((row.get("workspace_id")?, row.get("quote_id")?, row.get("n")?, coded(row, "state")?)),
    )
}

/// Every version of a quote, the last one first.
pub fn versions(view: &View, id: QuoteId) -> Result<Vec<Version>> {
    view.all(
        "SELECT n, state, sent_at, gross, currency
         FROM quote_version
         WHERE workspace_id = :workspace
           AND quote_id = :id
         ORDER BY n DESC",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| {
            let currency = row.get("currency")?;
            Ok(Version {
                n: row.get("n")?,
                state: coded(row, "state")?,
                sent_at: row.get("sent_at")?,
                gross: row.get::<_, Option<i64>>("gross")?.map(|minor| Money::new(minor, currency)),
            })
        },
    )
}

/// The quotes that are with a customer although their last day is before that one; at most `limit`.
pub fn list_over(view: &View, today: Day, limit: i64) -> Result<Vec<QuoteId>> {
    view.all(
        "SELECT quote_id
         FROM quote_version
         WHERE workspace_id = :workspace
           AND state = 'sent'
           AND valid_until < :today
         ORDER BY valid_until
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":today": today, ":limit": limit },
        |row| row.get("quote_id"),
    )
}

/// Number and customer's name on paper of those of the subjects that are quotes; a draft has neither.
pub fn names(view: &View, subjects: &[SubjectId]) -> Result<Vec<(QuoteId, String, String)>> {
    view.all(
        "SELECT quote.id, COALESCE(quote.number, '') AS number,
                COALESCE(live.document ->> '$.head.buyer.legal_name', '') AS name
         FROM json_each(:ids) AS wanted
         CROSS JOIN quote ON quote.workspace_id = :workspace AND quote.id = wanted.value
         JOIN quote_version AS live
           ON live.workspace_id = :workspace AND live.quote_id = quote.id AND live.state <> 'superseded'
         ORDER BY quote.id",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(subjects)? },
        |row| Ok((row.get("id")?, row.get("number")?, row.get("name")?)),
    )
}

/// `Stale` unless the quote is at that version.
pub fn require_version(quote: &Quote, version: i64) -> Result<()> {
    if quote.version == version { Ok(()) } else { Err(Error::Stale(quote.version)) }
}
