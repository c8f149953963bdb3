//! What the customer does with a quote, or somebody of the company says that they did.

use super::super::model::{Acceptance, Accepting, Event, Quote, chosen, first_choice};
use super::super::store;
use super::sending::tell;
use super::{at, today};
use crate::base::{Actor, Door, Error, QuoteId, Result, Right, Rights, WorkspaceId, text};
use crate::billing::pricing::Quantity;
use crate::crm::activities::{self, Deed, NoteInput, NoteKind};
use crate::crm::forms::as_text;
use crate::platform::{Tx, crypto};
use crate::workspace::audit::{self, Change};

/// The longest reason, in characters.
const REASON_LENGTH: usize = 300;
/// The longest question.
const QUESTION_LENGTH: usize = 2_000;
/// So much of what a browser calls itself is kept.
const AGENT_LENGTH: usize = 300;

/// Whoever has the link of a quote: nobody known, with no right but to answer it and to ask.
pub fn guest(workspace: WorkspaceId) -> Actor {
    let rights = [Right::MoneyRead, Right::CustomersWrite, Right::SalesWrite];
    Actor::system(Door::Page, workspace).within(Rights::of(rights))
}

/// From where an answer came.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// The network.
    pub address: String,
    /// The browser, as it calls itself.
    pub agent: String,
}

/// The customer accepts what they took of the offer. `Conflict` if it cannot be accepted any more.
pub fn accept(
    tx: &Tx,
    id: QuoteId,
    accepting: Accepting,
    taken: Vec<Option<Quantity>>,
    trace: Trace,
) -> Result<()> {
    let quote = open(tx, id, Event::Accept)?;
    let agent: String = trace.agent.chars().take(AGENT_LENGTH).collect();
    let document = chosen(&offer(&quote)?, &taken)?;
    let acceptance = Acceptance {
        name: accepting.name,
        email: accepting.email,
        address: trace.address,
        agent,
        reason: String::new(),
        member: None,
        at: tx.now(),
        hash: data_encoding::HEXLOWER.encode(&crypto::hash(document.to_json()?)),
        document,
    };
    settle(tx, Quote { taken, ..quote }, &acceptance)
}

/// A member says that the customer has accepted what is not optional, and how they know of it.
pub fn accept_for_customer(tx: &Tx, id: QuoteId, version: i64, reason: &str) -> Result<()> {
    let quote = at(tx, id, version, Event::AcceptForCustomer)?;
    let reason = short(reason)?;
    if reason.is_empty() {
        return Err(Error::field("reason", "quotes-accept-reason-missing"));
    }
    let taken = first_choice(&quote.facts.lines);
    let document = chosen(&offer(&quote)?, &taken)?;
    let acceptance = Acceptance {
        name: String::new(),
        email: String::new(),
        address: String::new(),
        agent: String::new(),
        reason,
        member: tx.member(),
        at: tx.now(),
        hash: data_encoding::HEXLOWER.encode(&crypto::hash(document.to_json()?)),
        document,
    };
    settle(tx, Quote { taken, ..quote }, &acceptance)
}

/// The customer declines; the reason may be empty.
pub fn decline(tx: &Tx, id: QuoteId, reason: &str) -> Result<()> {
    let quote = open(tx, id, Event::Decline)?;
    let reason = short(reason)?;
    store::answer(tx, &quote, quote.state.after(Event::Decline)?, &reason)?;
    tell(tx, &quote, Deed::OfferDeclined)?;
    let told = Change::new("reason", None::<String>, reason);
    audit::record(tx, "quote.decline", Some(id.subject()), &[told])
}

/// A member says that the customer has declined; the reason may be empty.
pub fn decline_for_customer(tx: &Tx, id: QuoteId, version: i64, reason: &str) -> Result<()> {
    at(tx, id, version, Event::Decline)?;
    decline(tx, id, reason)
}

/// The customer asks something: it becomes a note on the deal, or on the customer.
pub fn ask(tx: &Tx, id: QuoteId, name: &str, question: &str) -> Result<()> {
    let quote = store::find(tx, id)?;
    let (name, question) = (text::one_line(name), question.trim());
    if question.is_empty() || question.chars().count() > QUESTION_LENGTH {
        return Err(Error::field("question", "quotes-question-missing"));
    }
    let head = &quote.facts.head;
    let subject = head.deal.map_or(head.customer, |deal| deal.subject());
    let who = if name.is_empty() { String::new() } else { format!("{}: ", as_text(&name)) };
    let body = format!("{}: {who}{}", as_text(&quote.called()), as_text(question));
    activities::actions::add(tx, subject, &NoteInput::new(NoteKind::Note, body))?;
    audit::record(tx, "quote.ask", Some(id.subject()), &[])
}

/// The customer's browser has shown the quote.
pub fn see(tx: &Tx, id: QuoteId) -> Result<()> {
    let quote = store::find(tx, id)?;
    let Some(sent) = &quote.sent else { return Ok(()) };
    if sent.viewed_at.is_some() {
        return Ok(());
    }
    store::see(tx, &quote)?;
    audit::record(tx, "quote.view", Some(id.subject()), &[])
}

/// The quote, if its customer can still do that with it today.
fn open(tx: &Tx, id: QuoteId, event: Event) -> Result<Quote> {
    let quote = store::find(tx, id)?;
    quote.state_on(today(tx)?).after(event)?;
    Ok(quote)
}

fn offer(quote: &Quote) -> Result<crate::billing::documents::Document> {
    quote.sent.as_ref().map(|sent| sent.document.clone()).ok_or(Error::Conflict("quotes-answer-not"))
}

fn settle(tx: &Tx, quote: Quote, acceptance: &Acceptance) -> Result<()> {
    store::save_acceptance(tx, &quote, acceptance)?;
    store::answer(tx, &quote, quote.state.after(Event::AcceptForCustomer)?, "")?;
    tell(tx, &quote, Deed::OfferAccepted)?;
    let sums = acceptance.document.sums();
    let gross = acceptance.document.money(sums.gross).typed(crate::base::Language::En);
    let changes = [
        Change::new("gross", None::<String>, format!("{gross} {}", sums.currency)),
        Change::new("name", None::<String>, acceptance.name.clone()),
        Change::new("reason", None::<String>, acceptance.reason.clone()),
        Change::new("hash", None::<String>, acceptance.hash.clone()),
    ];
    audit::record(tx, "quote.accept", Some(quote.id.subject()), &changes)
}

fn short(reason: &str) -> Result<String> {
    let reason = text::one_line(reason);
    if reason.chars().count() > REASON_LENGTH {
        return Err(Error::field("reason", "invoices-too-long"));
    }
    Ok(reason)
}
