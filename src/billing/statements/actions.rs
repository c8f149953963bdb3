//! The verbs of bank statements. Each runs in one transaction and leaves its entry in the audit.

use super::model::{
    Event, Ledger, Line, Mapping, OpenPaper, Read, State, Told, Unfit, fingerprints, propose, read,
};
use super::store;
use crate::base::{BankLineId, BankStatementId, Error, PaymentId, Result, Right, text};
use crate::billing::payments::{self, Kind, Part, PaymentInput};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// So many lines are booked at once.
const AT_ONCE: i64 = 500;
/// The longest name of a file that is kept, in characters.
const NAME_LENGTH: usize = 200;
/// The longest reference and note of a payment.
const REFERENCE_LENGTH: usize = 100;

/// What was brought, and how much of it is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// The statement.
    pub id: BankStatementId,
    /// How many of its lines had not come before.
    pub new: usize,
}

/// Keeps a statement with its lines; of a table of unknown columns, the file, until they are named.
pub fn bring(tx: &Tx, name: &str, bytes: &[u8]) -> Result<Brought> {
    tx.actor().require(Right::MoneyWrite)?;
    let own = settings::of(tx)?.regional.currency;
    let mut failed = None;
    let known = |header: &[String]| {
        store::maybe_mapping(tx, header).unwrap_or_else(|error| {
            failed = Some(error);
            None
        })
    };
    let told = read(bytes, known, own);
    if let Some(error) = failed {
        return Err(error);
    }
    let name: String = match text::one_line(name).chars().take(NAME_LENGTH).collect::<String>() {
        name if name.is_empty() => "–".to_owned(),
        name => name,
    };
    let brought = match told.map_err(refused)? {
        Read::Asks(..) => Brought { id: store::insert(tx, &name, "", Some(bytes))?, new: 0 },
        Read::Told(told) => {
            let id = store::insert(tx, &name, &told.account, None)?;
            Brought { id, new: keep(tx, id, &told)? }
        }
    };
    tell(tx, "statement.add", brought.id, [Change::new("name", None::<String>, name)])?;
    Ok(brought)
}

/// Reads a table by the columns that somebody named, and remembers them.
pub fn name_columns(tx: &Tx, id: BankStatementId, mapping: &Mapping) -> Result<Brought> {
    tx.actor().require(Right::MoneyWrite)?;
    let Some(content) = store::maybe_content(tx, id)? else {
        return Err(Error::Conflict("statements-read-already"));
    };
    if !mapping.is_enough() {
        return Err(Error::field("columns", "statements-columns-missing"));
    }
    let own = settings::of(tx)?.regional.currency;
    let header = match read(&content, |_| Some(Mapping::default()), own).map_err(refused)? {
        Read::Asks(header, _) => header,
        Read::Told(_) => return Err(Error::Conflict("statements-read-already")),
    };
    let Read::Told(told) = read(&content, |_| Some(mapping.clone()), own).map_err(refused)? else {
        return Err(Error::field("columns", "statements-columns-missing"));
    };
    store::save_mapping(tx, &header, mapping)?;
    let new = keep(tx, id, &told)?;
    tell(tx, "statement.read", id, [Change::new("lines", None::<i64>, new.to_string())])?;
    Ok(Brought { id, new })
}

/// Removes a statement that was brought by mistake: none of its lines was booked.
pub fn remove(tx: &Tx, id: BankStatementId) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let statement = store::find(tx, id)?;
    if store::was_booked(tx, id)? {
        return Err(Error::Conflict("statements-was-booked"));
    }
    store::delete(tx, id)?;
    tell(tx, "statement.remove", id, [Change::new("name", Some(statement.name), None::<String>)])
}

/// Writes a line down as a payment for those papers. They come to what the line says, and to what the bank kept as a fee.
pub fn book(tx: &Tx, id: BankLineId, parts: Vec<Part>, fee: i64) -> Result<PaymentId> {
    tx.actor().require(Right::MoneyWrite)?;
    let line = store::find_line(tx, id)?;
    line.state.after(Event::Book)?;
    let paid = parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(part.amount));
    if parts.is_empty() || fee < 0 || paid != line.entry.amount.minor.checked_add(fee) {
        return Err(Error::field("amount.0", "statements-not-the-line"));
    }
    let reference = match line.entry.reference.as_str() {
        "" => &line.entry.bank_id,
        given => given,
    };
    let note: Vec<&str> =
        [line.entry.name.as_str(), &line.entry.text].into_iter().filter(|words| !words.is_empty()).collect();
    let input = PaymentInput {
        kind: Kind::Bank,
        received_on: line.entry.booked_on,
        currency: line.entry.amount.currency,
        parts,
        reference: reference.chars().take(REFERENCE_LENGTH).collect(),
        note: note.join(", ").chars().take(500).collect(),
    };
    let payment = payments::actions::record(tx, &input)?;
    store::save_line(tx, id, false, (Some(payment), fee))?;
    let changes = [
        Change::new("line", None::<i64>, id.number()),
        Change::new("payment", None::<i64>, payment.number()),
        Change::new("fee", None::<i64>, fee),
    ];
    tell(tx, "statement.book", line.statement, changes)?;
    Ok(payment)
}

/// Books every line of which nothing is in doubt; gives how many.
pub fn book_certain(tx: &Tx, id: BankStatementId) -> Result<usize> {
    tx.actor().require(Right::MoneyWrite)?;
    store::find(tx, id)?;
    let mut papers = store::open_papers(tx, None)?;
    let mut booked = 0;
    for line in store::open_lines(tx, id, AT_ONCE)? {
        let found = propose(&line.entry, &Ledger::of(&papers)).filter(|found| found.reason.is_certain());
        let Some(found) = found.filter(|_| line.state == State::Open) else { continue };
        take_off(&mut papers, &found.parts);
        book(tx, line.id, found.parts, 0)?;
        booked += 1;
    }
    Ok(booked)
}

/// What is booked is owed no more.
fn take_off(papers: &mut Vec<OpenPaper>, parts: &[Part]) {
    for part in parts {
        if let Some(paper) = papers.iter_mut().find(|paper| paper.id == part.invoice) {
            paper.rest.minor -= part.amount;
        }
    }
    papers.retain(|paper| paper.rest.minor != 0);
}

/// Sets a line aside: it is for no paper.
pub fn ignore(tx: &Tx, id: BankLineId) -> Result<()> {
    let line = event(tx, id, Event::Ignore)?;
    store::save_line(tx, id, true, (None, 0))?;
    tell(tx, "statement.ignore", line.statement, [Change::new("line", None::<i64>, id.number())])
}

/// Takes back what was done with a line: its payment is undone.
pub fn reopen(tx: &Tx, id: BankLineId) -> Result<()> {
    let line = event(tx, id, Event::Reopen)?;
    match line.payment {
        Some(payment) => payments::actions::undo(tx, payment)?,
        None => store::save_line(tx, id, false, (None, 0))?,
    }
    tell(tx, "statement.reopen", line.statement, [Change::new("line", None::<i64>, id.number())])
}

fn event(tx: &Tx, id: BankLineId, event: Event) -> Result<Line> {
    tx.actor().require(Right::MoneyWrite)?;
    let line = store::find_line(tx, id)?;
    line.state.after(event)?;
    Ok(line)
}

fn keep(tx: &Tx, id: BankStatementId, told: &Told) -> Result<usize> {
    let mut new = 0;
    for (entry, mark) in told.entries.iter().zip(fingerprints(told)) {
        new += usize::from(store::insert_line(tx, id, &mark, entry)?);
    }
    let known = i64::try_from(told.entries.len() - new).unwrap_or(i64::MAX);
    store::save_read(tx, id, known)?;
    Ok(new)
}

/// In which line it cannot be read, the page says by itself.
fn refused(unfit: Unfit) -> Error {
    Error::field("file", unfit.key)
}

fn tell(
    tx: &Tx,
    verb: &'static str,
    id: BankStatementId,
    changes: impl IntoIterator<Item = Change>,
) -> Result<()> {
    let mut all = vec![Change::new("statement", None::<i64>, id.number())];
    all.extend(changes);
    audit::record(tx, verb, None, &all)
}
