//! One step of an undo.

use super::model::Report;
use crate::across::merge;
use crate::base::{
    ChangeSetId, CompanyId, ContactId, DealId, Error, FileId, LeadId, NoteId, ProductId, Result, Right,
    Scope, SubjectId, SubjectKind, TaskId,
};
use crate::billing::products;
use crate::crm::points::Taken;
use crate::crm::{activities, companies, contacts, deals, files, leads, mails, subjects, tasks};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes::{self, ChangeRow, ChangeSet, State};

/// So many records go back in one transaction.
const AT_ONCE: u32 = 100;

/// Where an undo stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Go on after that row.
    After(i64),
    /// All rows were looked at.
    Done,
}

/// `NotFound`, `Forbidden`, `Conflict` or `Gone` unless the set can be taken back by the actor now.
pub fn require(view: &View, set: ChangeSetId) -> Result<()> {
    allow(view, &changes::find(view, set)?)
}

/// The same of a set that was read.
pub fn allow(view: &View, found: &ChangeSet) -> Result<()> {
    let right = right_to(&found.verb);
    let is_theirs = found.member.is_some() && view.actor().may_on(right, found.member);
    if !is_theirs && view.actor().scope(right) != Scope::All {
        return Err(Error::Forbidden);
    }
    match found.state(view.now()) {
        State::Open => Ok(()),
        State::Undone => Err(Error::Conflict("undo-already")),
        State::Expired => Err(Error::Gone),
    }
}

/// Whoever takes an act back must still be somebody who may do it.
fn right_to(verb: &str) -> Right {
    match verb.split('.').next() {
        Some("deal" | "lead" | "task") => Right::SalesWrite,
        Some("product") => Right::MoneyWrite,
        _ => Right::CustomersWrite,
    }
}

/// Whoever sees that an act was done may see such records.
pub fn right_to_see(verb: &str) -> Right {
    match right_to(verb) {
        Right::SalesWrite => Right::SalesRead,
        _ => Right::CustomersRead,
    }
}

/// Puts the next records of the set back, the last kept first, and ends the set with its last record. With
/// [`Taken::Refuse`], `Conflict` if an e-mail address is taken: nothing of this step happens then.
pub fn step(tx: &Tx, set: ChangeSetId, from: Option<i64>, taken: Taken) -> Result<(Report, Step)> {
    require(tx, set)?;
    let rows = changes::rows_before(tx, set, from.unwrap_or(i64::MAX), AT_ONCE)?;
    let mut report = Report::default();
    for row in &rows {
        match merge::actions::give_back(tx, set, row)? {
            Some(true) => report.done += 1,
            Some(false) => report.changed.push(row.subject),
            None => put_back(tx, row, taken, &mut report)?,
        }
    }
    if !report.taken.is_empty() && taken == Taken::Refuse {
        return Err(Error::Conflict("undo-taken"));
    }
    match rows.last() {
        Some(last) if rows.len() == AT_ONCE as usize => Ok((report, Step::After(last.id))),
        _ => {
            merge::actions::finish(tx, set)?;
            changes::mark_undone(tx, set)?;
            audit::record(tx, "change.undo", None, &[Change::new("set", None::<i64>, set)])?;
            Ok((report, Step::Done))
        }
    }
}

fn put_back(tx: &Tx, row: &ChangeRow, taken: Taken, report: &mut Report) -> Result<()> {
    let Ok(kind) = subjects::store::kind(tx, row.subject) else {
        report.changed.push(row.subject);
        return Ok(());
    };
    let (before, version) = (row.before.as_ref(), row.version_after);
    let is_done = match kind {
        // Somebody has written about what the act added: it stays, or their words would go along.
        kind if before.is_none() && is_record(kind) && has_story(tx, row.subject)? => false,
        // Somebody put them on a deal by now: the contact stays.
        SubjectKind::Contact if before.is_none() && is_on_deal(tx, row)? => false,
        SubjectKind::Contact => {
            match contacts::actions::put_back(tx, ContactId::of(row.subject), before, version, taken)? {
                contacts::actions::PutBack::Done => true,
                contacts::actions::PutBack::Changed => false,
                contacts::actions::PutBack::Taken => {
                    report.taken.push(row.subject);
                    return Ok(());
                }
            }
        }
        SubjectKind::Company => {
            let id = CompanyId::of(row.subject);
            let is_named = || -> Result<bool> {
                Ok(contacts::store::count_of_company(tx, id)? > 0 || deals::store::has_of_company(tx, id)?)
            };
            if before.is_none() && is_named()? {
                // Somebody else works there, or a deal is of it by now: the company stays.
                false
            } else {
                companies::actions::put_back(tx, id, before, version)? == companies::actions::PutBack::Done
            }
        }
        SubjectKind::Lead => put_back_lead(tx, LeadId::of(row.subject), before, version)?,
        SubjectKind::Deal => deals::actions::put_back(tx, DealId::of(row.subject), before, version)?,
        SubjectKind::Note => match before {
            Some(before) => activities::actions::put_back(tx, NoteId::of(row.subject), before, version)?,
            None => activities::actions::unmake(tx, NoteId::of(row.subject), version)?,
        },
        SubjectKind::Task => match before {
            Some(before) => tasks::actions::put_back(tx, TaskId::of(row.subject), before, version)?,
            None => tasks::actions::unmake(tx, TaskId::of(row.subject), version)?,
        },
        SubjectKind::File => match before {
            Some(before) => files::actions::put_back(tx, FileId::of(row.subject), before, version)?,
            None => files::actions::forget(tx, FileId::of(row.subject)).map(|()| true)?,
        },
        SubjectKind::Product => products::actions::put_back(tx, ProductId::of(row.subject), before, version)?,
        // What is done to papers is not taken back: drafts are edited, issued ones corrected.
        SubjectKind::Invoice | SubjectKind::Quote => false,
    };
    match is_done {
        true => report.done += 1,
        false => report.changed.push(row.subject),
    }
    Ok(())
}

/// A lead that is no customer any more has again what was written to it.
fn put_back_lead(
    tx: &Tx,
    id: LeadId,
    before: Option<&serde_json::Value>,
    version_after: i64,
) -> Result<bool> {
    let is_done = leads::actions::put_back(tx, id, before, version_after)?;
    if is_done && leads::store::maybe_find(tx, id)?.is_some_and(|lead| lead.converted.is_none()) {
        mails::actions::give_back(tx, id)?;
    }
    Ok(is_done)
}

fn is_on_deal(view: &View, row: &ChangeRow) -> Result<bool> {
    deals::store::has_of_contact(view, ContactId::of(row.subject))
}

fn is_record(kind: SubjectKind) -> bool {
    !matches!(
        kind,
        SubjectKind::Note
            | SubjectKind::Task
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote
    )
}

/// Whether notes or tasks are about that record, files kept with it, or letters written to it.
fn has_story(view: &View, about: SubjectId) -> Result<bool> {
    let notes = activities::store::notes_about(view, about)?;
    let has_tasks = !tasks::store::ids_about(view, about)?.is_empty();
    let has_mails = mails::store::has_any(view, about)?;
    Ok(!notes.is_empty() || has_tasks || has_mails || !files::store::ids_about(view, about)?.is_empty())
}
