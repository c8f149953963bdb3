//! The verbs of invoices. Each runs in one transaction and leaves its entry in the audit and the search index as it should
//! be.

mod sending;

use super::model::{DraftInput, Event, Invoice, Kind, Making, Original, Render, State, Told};
use super::store;
use crate::base::{
    CompanyId, ContactId, Day, Error, InvoiceId, Problems, Result, Right, SubjectId, SubjectKind,
};
use crate::billing::countries::{Pack, PaperKind};
use crate::billing::documents::Document;
use crate::billing::{customers, numbering, periods, seller, taxes};
use crate::crm::{companies, contacts, deals, subjects};
use crate::platform::{Tx, View, queue, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::{rates, settings};

pub use sending::{cover, keep, send};

/// Why a draft cannot be issued yet.
#[derive(Debug)]
pub enum Hindrance {
    /// What the seller did not say.
    Seller(Vec<seller::Missing>),
    /// What is not known of the customer.
    Customer(Vec<customers::Missing>),
    /// What is wrong with the paper itself.
    Paper(Error),
}

/// Begins a draft.
pub fn create(tx: &Tx, facts: DraftInput) -> Result<InvoiceId> {
    tx.actor().require(Right::MoneyWrite)?;
    require_known(tx, &facts, None)?;
    let invoice = store::insert(tx, facts, today(tx)?)?;
    index(tx, &invoice)?;
    record(tx, "invoice.create", &invoice, None)?;
    Ok(invoice.id)
}

/// Makes the facts of a draft that is at that version these. `Stale` if somebody else was faster, `Conflict` once it is
/// issued.
pub fn edit(tx: &Tx, id: InvoiceId, version: i64, facts: DraftInput) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = at(tx, id, version, Event::Edit)?;
    let facts = DraftInput { kind: old.facts.kind, of: old.facts.of, ..facts };
    require_known(tx, &facts, Some(&old.facts))?;
    let (at, by) = (tx.now(), tx.member());
    let new = Invoice { facts, version: old.version + 1, updated_at: at, updated_by: by, ..old.clone() };
    store::save(tx, &new)?;
    index(tx, &new)?;
    record(tx, "invoice.edit", &new, Some(&old))
}

/// Throws a draft away.
pub fn discard(tx: &Tx, id: InvoiceId, version: i64) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = at(tx, id, version, Event::Discard)?;
    search_index::remove(tx, id.subject())?;
    store::delete(tx, id)?;
    let told = old.facts.told().into_iter().filter(|(_, value)| !value.is_empty());
    let changes: Vec<Change> =
        told.map(|(field, value)| Change::new(field, Some(value), String::new())).collect();
    audit::record(tx, "invoice.discard", Some(id.subject()), &changes)
}

/// Issues a draft on that day, today or before: takes its number, freezes the paper and adds it to the chain. `Invalid` names
/// what stands in the way.
pub fn issue(tx: &Tx, id: InvoiceId, version: i64, day: Day) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let draft = at(tx, id, version, Event::Issue)?;
    if day > today(tx)? {
        return Err(Error::field("issued_on", "invoices-day-ahead"));
    }
    let pack = Pack::of(settings::of(tx)?.company.country);
    let original = of(tx, &draft.facts)?;
    let taken = numbering::store::take(tx, pack, pack.series(draft.facts.kind.paper()), day)?;
    let paper = draft.facts.kind.paper();
    let document = match composed(tx, &draft.facts, paper, (&taken.number, day))? {
        Ok(told) => told.document,
        Err(Hindrance::Seller(_)) => return Err(Error::Conflict("invoices-seller-incomplete")),
        Err(Hindrance::Customer(_)) => return Err(Error::Conflict("invoices-customer-incomplete")),
        Err(Hindrance::Paper(error)) => return Err(error),
    };
    document.check().finish(())?;
    require_taxable(tx, &draft.facts, original.as_ref(), &document)?;
    if document.sums().gross < 0 {
        return Err(Error::field("lines", "invoices-sum-below"));
    }
    if let Some(original) = &original {
        require_room(tx, &draft.facts, original, &document)?;
    }
    store::save_issued(tx, &draft, &taken, &document)?;
    if let Some(original) = &original
        && draft.facts.kind == Kind::CreditNote
    {
        settle(tx, id, original)?;
    }
    queue::enqueue(tx, &Render { invoice: id })?;
    let issued = store::find(tx, id)?;
    index(tx, &issued)?;
    let sums = document.sums();
    let changes = [
        Change::new("number", None::<String>, taken.number),
        Change::new("issued_on", None::<String>, day.to_string()),
        Change::new(
            "gross",
            None::<String>,
            format!("{} {}", document.money(sums.gross).typed(crate::base::Language::En), sums.currency),
        ),
    ];
    audit::record(tx, "invoice.issue", Some(id.subject()), &changes)
}

/// Takes an issued paper back as a whole, by a credit note of today with its lines. `Conflict` once something was paid or
/// credited. Gives the note.
pub fn void(tx: &Tx, id: InvoiceId, version: i64, reason: &str) -> Result<InvoiceId> {
    tx.actor().require(Right::MoneyWrite)?;
    let invoice = at(tx, id, version, Event::Void)?;
    let is_untouched = invoice.issued.as_ref().is_some_and(|issued| issued.balance.is_untouched());
    if invoice.facts.kind == Kind::CreditNote || !is_untouched || store::taken_back(tx, id)? > 0 {
        return Err(Error::Conflict("invoices-void-not"));
    }
    if reason.trim().is_empty() {
        return Err(Error::field("reason", "invoices-reason-missing"));
    }
    let facts = DraftInput {
        kind: Kind::CreditNote,
        of: Some(id),
        reason: reason.trim().to_owned(),
        supplied_on: None,
        ..invoice.facts.clone()
    };
    let note = create(tx, facts)?;
    store::mark_voiding(tx, note)?;
    issue(tx, note, 1, today(tx)?)?;
    store::void(tx, id)?;
    audit::record(
        tx,
        "invoice.void",
        Some(id.subject()),
        &[Change::new("reason", None::<String>, reason.trim())],
    )?;
    Ok(note)
}

/// What a note corrects: an issued paper of the same customer and currency that is no credit note.
fn of(view: &View, facts: &DraftInput) -> Result<Option<Invoice>> {
    let Some(id) = facts.of else { return Ok(None) };
    let wrong = || Error::field("of", "invoices-of-wrong");
    let original = match store::find(view, id) {
        Err(Error::NotFound) => return Err(wrong()),
        found => found?,
    };
    let known = &original.facts;
    let is_same =
        (known.customer, known.currency, known.entry) == (facts.customer, facts.currency, facts.entry);
    if original.state != State::Issued || known.kind == Kind::CreditNote || !is_same {
        return Err(wrong());
    }
    Ok(Some(original))
}

/// Its tax day lies in no closed period; that of a note is not before the day of what it corrects.
fn require_taxable(
    tx: &Tx,
    facts: &DraftInput,
    original: Option<&Invoice>,
    document: &Document,
) -> Result<()> {
    let head = document.head();
    let day = head.taxed_on.unwrap_or(head.issued_on);
    let before = original.and_then(|of| of.issued.as_ref()?.document.head().taxed_on);
    if before.is_some_and(|before| day < before) {
        return Err(Error::field("issued_on", "invoices-before-original"));
    }
    if facts.supplied_on.is_some() && periods::actions::is_closed(tx, day)? {
        return Err(Error::field("issued_on", "periods-closed-supply"));
    }
    periods::actions::require_open(tx, day, "issued_on")
}

/// The tax day of the paper that a chain of notes began with.
fn first_taxed_on(view: &View, mut paper: Invoice) -> Result<Option<Day>> {
    while let Some(of) = paper.facts.of {
        paper = store::find(view, of)?;
    }
    Ok(paper.issued.and_then(|issued| issued.document.head().taxed_on))
}

/// No more is taken back than was asked for.
fn require_room(tx: &Tx, facts: &DraftInput, original: &Invoice, note: &Document) -> Result<()> {
    let asked = original.issued.as_ref().map_or(0, |issued| issued.balance.due);
    let room = asked - store::taken_back(tx, original.id)?;
    if facts.kind == Kind::CreditNote && note.sums().due > room {
        return Err(Error::field("lines", "invoices-credit-more"));
    }
    Ok(())
}

/// Sets a credit note against what is still owed on what it corrects; the rest is owed to the customer.
fn settle(tx: &Tx, note: InvoiceId, original: &Invoice) -> Result<()> {
    let owed = original.issued.as_ref().map_or(0, |issued| issued.balance.rest().minor);
    let had = store::find(tx, note)?.issued.map_or(0, |issued| -issued.balance.rest().minor);
    match owed.min(had) {
        amount if amount > 0 => store::credit(tx, note, original.id, amount),
        _ => Ok(()),
    }
}

/// What a draft would be if it were issued on that day, or what stands in the way.
pub fn preview(view: &View, invoice: &Invoice, day: Day) -> Result<Result<Told, Hindrance>> {
    let pack = Pack::of(settings::of(view)?.company.country);
    let series = pack.series(invoice.facts.kind.paper());
    match numbering::store::find(view, pack, series)?.take(pack, series, day) {
        Ok(taken) => composed(view, &invoice.facts, invoice.facts.kind.paper(), (&taken.number, day)),
        Err(error) => Ok(Err(Hindrance::Paper(error))),
    }
}

/// The paper of that kind, number and day that a draft would become, or what stands in the way.
pub fn composed(
    view: &View,
    draft: &DraftInput,
    paper: PaperKind,
    (number, day): (&str, Day),
) -> Result<Result<Told, Hindrance>> {
    let seller = match seller::facts(view, day)? {
        Ok(facts) => facts,
        Err(missing) => return Ok(Err(Hindrance::Seller(missing))),
    };
    let buyer = match customers::facts(view, draft.customer)? {
        Ok(facts) => facts,
        Err(missing) => return Ok(Err(Hindrance::Customer(missing))),
    };
    let original = match of(view, draft)? {
        Some(of) => {
            let rated_on = first_taxed_on(view, of.clone())?;
            let lines = of.facts.lines;
            of.issued.map(|issued| Original { lines, rated_on, document: issued.document })
        }
        None => None,
    };
    let making = Making {
        paper,
        original: original.as_ref(),
        draft,
        seller: &seller,
        buyer: &buyer,
        classes: &taxes::store::list(view)?,
        rates: &rates::on(view, day)?,
        number,
        issued_on: day,
    };
    Ok(making.compose().map_err(Hindrance::Paper))
}

/// Today where the company is.
pub fn today(view: &View) -> Result<Day> {
    Ok(view.now().day(&settings::of(view)?.zone()))
}

/// The invoice at that version, if that can be done with it.
fn at(tx: &Tx, id: InvoiceId, version: i64, event: Event) -> Result<Invoice> {
    let invoice = store::find(tx, id)?;
    invoice.state.after(event)?;
    if invoice.version != version {
        return Err(Error::Stale(invoice.version));
    }
    Ok(invoice)
}

/// Its customer is a company or contact in use, its deal and its classes are there; what a draft has already, it keeps.
pub fn require_known(tx: &Tx, facts: &DraftInput, had: Option<&DraftInput>) -> Result<()> {
    if had.is_none_or(|had| had.customer != facts.customer) && !is_customer(tx, facts.customer)? {
        return Err(Error::field("customer", "invoices-customer-missing"));
    }
    if let Some(deal) = facts.deal
        && had.is_none_or(|had| had.deal != Some(deal))
    {
        deals::store::find(tx, deal)?;
    }
    of(tx, facts)?;
    let classes = taxes::store::list(tx)?;
    for (row, line) in facts.lines.iter().enumerate() {
        let had_it = had.is_some_and(|had| had.lines.iter().any(|known| known.class == line.class));
        if !classes.iter().any(|class| class.id == line.class && (class.is_live || had_it)) {
            let mut problems = Problems::default();
            problems.add(format!("class.{row}"), "invoices-class-missing");
            return Err(Error::Invalid(problems));
        }
    }
    Ok(())
}

fn is_customer(tx: &Tx, subject: SubjectId) -> Result<bool> {
    match subjects::store::kind(tx, subject) {
        Ok(SubjectKind::Company) => {
            Ok(companies::store::find(tx, CompanyId::of(subject)).is_ok_and(|company| company.is_live()))
        }
        Ok(SubjectKind::Contact) => {
            Ok(contacts::store::find(tx, ContactId::of(subject)).is_ok_and(|contact| contact.is_live()))
        }
        Ok(_) | Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes what changed into the audit.
fn record(tx: &Tx, verb: &'static str, invoice: &Invoice, before: Option<&Invoice>) -> Result<()> {
    let old = before.map(|before| before.facts.told()).unwrap_or_default();
    let old = |field: &str| old.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let told = invoice.facts.told().into_iter().map(|(field, value)| (field, old(field), value));
    let changed = told.filter(|(_, old, new)| old.as_ref().map_or(!new.is_empty(), |old| old != new));
    let changes: Vec<Change> = changed.map(|(field, old, new)| Change::new(field, old, new)).collect();
    audit::record(tx, verb, Some(invoice.id.subject()), &changes)
}

/// Makes the search find the invoice by its number, its customer, and what the customer calls it.
fn index(tx: &Tx, invoice: &Invoice) -> Result<()> {
    let number = invoice.issued.as_ref().map(|issued| issued.number.as_str()).unwrap_or_default();
    let customer = customers::store::find(tx, invoice.facts.customer)?;
    let facts = &invoice.facts;
    search_index::put(tx, invoice.id.subject(), &[number, customer.name(), &facts.order, &facts.reference])
}
