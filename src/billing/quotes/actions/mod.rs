//! The verbs of quotes. Each runs in one transaction and leaves its entry in the audit and the search index as it should
//! be.

mod sending;
mod mailing;
mod answers;
mod invoicing;
mod templates;

use super::model::{Event, Quote, QuoteInput};
use super::store;
use crate::base::{Day, Error, QuoteId, Result, Right};
use crate::billing::{customers, invoices};
use crate::platform::{Tx, View, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

pub use answers::{Trace, accept, accept_for_customer, ask, decline, decline_for_customer, guest, see};
pub use invoicing::{billing, invoice};
pub use mailing::{cover, keep, mail};
pub use sending::{expire, find_by_link, link, preview, revise, send, withdraw};
pub use templates::name_template;

/// Begins a quote.
pub fn create(tx: &Tx, facts: &QuoteInput) -> Result<QuoteId> {
    tx.actor().require(Right::SalesWrite)?;
    invoices::actions::require_known(tx, &facts.draft(), None)?;
    let id = store::insert(tx, facts)?;
    let quote = store::find(tx, id)?;
    index(tx, &quote)?;
    record(tx, "quote.create", &quote, None)?;
    Ok(id)
}

/// Makes the facts of a draft that is at that version these. `Stale` if somebody else was faster, `Conflict` once it is
/// sent. A later version stays with its customer.
pub fn edit(tx: &Tx, id: QuoteId, version: i64, facts: &QuoteInput) -> Result<()> {
    let old = at(tx, id, version, Event::Edit)?;
    if old.n > 1 && facts.head.customer != old.facts.head.customer {
        return Err(Error::field("customer", "quotes-customer-stays"));
    }
    invoices::actions::require_known(tx, &facts.draft(), Some(&old.facts.draft()))?;
    store::save(tx, &old, facts)?;
    let new = store::find(tx, id)?;
    index(tx, &new)?;
    record(tx, "quote.edit", &new, Some(&old))
}

/// Today where the company is.
pub fn today(view: &View) -> Result<Day> {
    Ok(view.now().day(&settings::of(view)?.zone()))
}

/// The quote at that version, if that can be done with it by whoever asks.
fn at(tx: &Tx, id: QuoteId, version: i64, event: Event) -> Result<Quote> {
    tx.actor().require(Right::SalesWrite)?;
    let quote = store::find(tx, id)?;
    quote.state.after(event)?;
    store::require_version(&quote, version)?;
    Ok(quote)
}

/// Writes what changed into the audit.
fn record(tx: &Tx, verb: &'static str, quote: &Quote, before: Option<&Quote>) -> Result<()> {
    let old = before.map(|before| before.facts.told()).unwrap_or_default();
    let old = |field: &str| old.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let told = quote.facts.told().into_iter().map(|(field, value)| (field, old(field), value));
    let changed = told.filter(|(_, old, new)| old.as_ref().map_or(!new.is_empty(), |old| old != new));
    let changes: Vec<Change> = changed.map(|(field, old, new)| Change::new(field, old, new)).collect();
    audit::record(tx, verb, Some(quote.id.subject()), &changes)
}

/// Makes the search find the quote by its number, its customer, and what the customer calls it.
fn index(tx: &Tx, quote: &Quote) -> Result<()> {
    let head = &quote.facts.head;
    let customer = customers::store::find(tx, head.customer)?;
    let words = [quote.number.as_str(), customer.name(), &head.order, &head.reference];
    search_index::put(tx, quote.id.subject(), &words)
}
