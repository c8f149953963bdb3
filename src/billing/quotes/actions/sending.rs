//! A quote goes to its customer, ends, is taken back, or makes way for the version after it.

use super::super::model::{Event, Quote, QuoteLine, Render, State, chosen, first_shown};
use super::super::store;
use super::{at, index, record, today};
use crate::base::{Day, Error, QuoteId, Result, WorkspaceId};
use crate::billing::countries::{Pack, PaperKind};
use crate::billing::documents::Document;
use crate::billing::invoices::actions::{Hindrance, composed};
use crate::billing::numbering;
use crate::crm::activities::{self, Deed};
use crate::platform::crypto::{self, MasterKey};
use crate::platform::{Tx, View, queue};
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// So many quotes end in one step of the job.
const STEP: i64 = 50;

/// What the customer's link of a quote's version ends with.
pub fn link(key: &MasterKey, workspace: WorkspaceId, id: QuoteId, n: i64) -> String {
    let message = format!("{workspace} {id} {n}");
    data_encoding::HEXLOWER.encode(&key.seal("quote link", message.as_bytes()))
}

/// The workspace, the quote and the version behind a customer's link, with where it stands; `NotFound` if it is none.
pub fn find_by_link(view: &View, token: &str) -> Result<(WorkspaceId, QuoteId, i64, State)> {
    store::find_by_token(view, &crypto::hash(token))
}

/// Sends a draft: takes its number, freezes what is offered, and gives it the customer's link; its file is made behind it.
/// `Invalid` names what stands in the way.
pub fn send(tx: &Tx, id: QuoteId, version: i64, key: &MasterKey) -> Result<()> {
    let mut quote = at(tx, id, version, Event::Send)?;
    let today = today(tx)?;
    if quote.facts.valid_until < today {
        return Err(Error::field("valid_until", "quotes-valid-until-past"));
    }
    if quote.facts.sold().next().is_none() {
        return Err(Error::field("lines", "quotes-lines-missing"));
    }
    if quote.number.is_empty() {
        let pack = Pack::of(settings::of(tx)?.company.country);
        quote.number = numbering::store::take(tx, pack, pack.series(PaperKind::Quote), today)?.number;
        store::save_number(tx, id, &quote.number)?;
    }
    let offer = match composed(tx, &quote.facts.draft(), PaperKind::Quote, (&quote.called(), today))? {
        Ok(told) => told.document,
        Err(Hindrance::Seller(_)) => return Err(Error::Conflict("invoices-seller-incomplete")),
        Err(Hindrance::Customer(_)) => return Err(Error::Conflict("invoices-customer-incomplete")),
        Err(Hindrance::Paper(error)) => return Err(error),
    };
    offer.check().finish(())?;
    let shown = shown(&offer, &quote.facts.lines)?;
    let token = link(key, tx.workspace(), id, quote.n);
    store::send(tx, &quote, &offer, &shown, &crypto::hash(token))?;
    let sent = store::find(tx, id)?;
    index(tx, &sent)?;
    tell(tx, &sent, Deed::Offered)?;
    queue::enqueue(tx, &Render { quote: id, n: quote.n })?;
    let number = Change::new("number", None::<String>, sent.called());
    audit::record(tx, "quote.send", Some(id.subject()), &[number])
}

/// The paper that a draft would be if it were sent today, with every line, or what stands in the way.
pub fn preview(view: &View, quote: &Quote, today: Day) -> Result<Result<Document, Hindrance>> {
    let number = if quote.number.is_empty() { "–".to_owned() } else { quote.called() };
    let told = composed(view, &quote.facts.draft(), PaperKind::Quote, (&number, today))?;
    Ok(told.map(|told| told.document))
}

/// The paper as it is at first.
fn shown(offer: &Document, lines: &[QuoteLine]) -> Result<Document> {
    chosen(offer, &first_shown(lines))
}

/// Begins the version after a quote that is with its customer or has ended; that one can be accepted no more.
pub fn revise(tx: &Tx, id: QuoteId, version: i64) -> Result<()> {
    let quote = at(tx, id, version, Event::Revise)?;
    store::begin_version(tx, &quote, &quote.facts)?;
    let n = Change::new("n", Some(quote.n), quote.n + 1);
    audit::record(tx, "quote.revise", Some(id.subject()), &[n])
}

/// Takes a quote back that nobody has answered.
pub fn withdraw(tx: &Tx, id: QuoteId, version: i64) -> Result<()> {
    let quote = at(tx, id, version, Event::Withdraw)?;
    store::set_state(tx, &quote, quote.state.after(Event::Withdraw)?)?;
    record(tx, "quote.withdraw", &quote, Some(&quote))
}

/// Ends some of the quotes whose last day is over where the company is; gives how many.
pub fn expire(tx: &Tx) -> Result<usize> {
    let over = store::list_over(tx, today(tx)?, STEP)?;
    for id in &over {
        let quote = store::find(tx, *id)?;
        store::set_state(tx, &quote, quote.state.after(Event::Expire)?)?;
        audit::record(tx, "quote.expire", Some(id.subject()), &[])?;
    }
    Ok(over.len())
}

/// Writes a line into the timeline of the customer, and of the deal.
pub(super) fn tell(tx: &Tx, quote: &Quote, deed: Deed) -> Result<()> {
    let head = &quote.facts.head;
    let deal = head.deal.map(|deal| deal.subject());
    for subject in [Some(head.customer), deal].into_iter().flatten() {
        activities::store::log(tx, subject, deed, &quote.called())?;
    }
    Ok(())
}
