//! Drafts.

use rusqlite::named_params;

use super::super::model::{Quote, QuoteInput, QuoteLine};
use crate::base::{QuoteId, QuoteVersionId, Result, SubjectKind};
use crate::crm::subjects;
use crate::platform::Tx;

/// Begins a quote as the draft of its first version.
pub fn insert(tx: &Tx, facts: &QuoteInput) -> Result<QuoteId> {
    let id = QuoteId::of(subjects::store::insert(tx, SubjectKind::Quote)?);
    tx.insert(
        "INSERT INTO quote (id, workspace_id, customer_id, deal_id, created_at, created_by, updated_at, updated_by)
         VALUES (:id, :workspace, :customer, :deal, :at, :by, :at, :by)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":customer": facts.head.customer,
            ":deal": facts.head.deal,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    insert_version(tx, id, 1, facts)?;
    Ok(id)
}

/// Adds a draft as that version.
pub(super) fn insert_version(tx: &Tx, id: QuoteId, n: i64, facts: &QuoteInput) -> Result<()> {
    let number = tx.insert(
        "INSERT INTO quote_version
           (workspace_id, quote_id, n, state, currency, entry, valid_until, terms, buyer_order, buyer_reference, note,
            created_at)
         VALUES (:workspace, :quote, :n, 'draft', :currency, :entry, :valid_until, '', '', '', '', :at)",
        named_params! {
            ":workspace": tx.workspace(),
            ":quote": id,
            ":n": n,
            ":currency": facts.head.currency,
            ":entry": facts.head.entry.code(),
            ":valid_until": facts.valid_until,
            ":at": tx.now(),
        },
    )?;
    save_version(tx, QuoteVersionId::new(number), facts)
}

/// Makes the facts of a draft these; the caller has checked the version.
pub fn save(tx: &Tx, quote: &Quote, facts: &QuoteInput) -> Result<()> {
    tx.execute(
        "UPDATE quote
         SET customer_id = :customer, deal_id = :deal
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": quote.id,
            ":customer": facts.head.customer,
            ":deal": facts.head.deal,
        },
    )?;
    tx.execute(
        "DELETE FROM quote_line
         WHERE workspace_id = :workspace
           AND version_id = :version",
        named_params! { ":workspace": tx.workspace(), ":version": quote.live },
    )?;
    save_version(tx, quote.live, facts)?;
    touch(tx, quote)
}

/// It was changed just now.
pub fn touch(tx: &Tx, quote: &Quote) -> Result<()> {
    tx.execute(
        "UPDATE quote
         SET version = :version, updated_at = :at, updated_by = :by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": quote.id,
            ":version": quote.version + 1,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    Ok(())
}

fn save_version(tx: &Tx, version: QuoteVersionId, facts: &QuoteInput) -> Result<()> {
    let head = &facts.head;
    tx.execute(
        "UPDATE quote_version
         SET currency = :currency, entry = :entry, valid_until = :valid_until, terms = :terms, supplied_on = :supplied_on,
             buyer_order = :buyer_order, buyer_reference = :buyer_reference, note = :note
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": version,
            ":currency": head.currency,
            ":entry": head.entry.code(),
            ":valid_until": facts.valid_until,
            ":terms": head.terms.map(|terms| terms.to_string()).unwrap_or_default(),
            ":supplied_on": head.supplied_on,
            ":buyer_order": head.order,
            ":buyer_reference": head.reference,
            ":note": head.note,
        },
    )?;
    for (position, line) in (1_i64..).zip(&facts.lines) {
        insert_line(tx, version, position, line)?;
    }
    Ok(())
}

fn insert_line(tx: &Tx, version: QuoteVersionId, position: i64, line: &QuoteLine) -> Result<()> {
    let sold = line.sold();
    let (name, about) = match line {
        QuoteLine::Sold { line, .. } => (line.name.as_str(), line.about.as_str()),
        QuoteLine::Heading(name, about) => (name.as_str(), about.as_str()),
        QuoteLine::Text(about) => ("", about.as_str()),
        QuoteLine::Subtotal => ("", ""),
    };
    let choices: Vec<i64> = match line {
        QuoteLine::Sold { choices, .. } => choices.iter().map(|one| one.0).collect(),
        QuoteLine::Heading(..) | QuoteLine::Text(_) | QuoteLine::Subtotal => Vec::new(),
    };
    tx.insert(
        "INSERT INTO quote_line
           (workspace_id, version_id, position, part, product_id, name, about, choices, kind, quantity, unit, price,
            discount, class_id)
         VALUES (:workspace, :version, :position, :part, :product, :name, :about, :choices, :kind, :quantity, :unit,
                 :price, :discount, :class)",
        named_params! {
            ":workspace": tx.workspace(),
            ":version": version,
            ":position": position,
            ":part": line.part().code(),
            ":product": sold.and_then(|sold| sold.product),
            ":name": name,
            ":about": about,
            ":choices": serde_json::to_string(&choices)?,
            ":kind": sold.map(|sold| sold.kind.code()),
            ":quantity": sold.map(|sold| sold.quantity.0),
            ":unit": sold.map(|sold| sold.unit.code()),
            ":price": sold.map(|sold| sold.price.0),
            ":discount": sold.and_then(|sold| sold.discount).map(|percent| percent.0),
            ":class": sold.map(|sold| sold.class),
        },
    )?;
    Ok(())
}
