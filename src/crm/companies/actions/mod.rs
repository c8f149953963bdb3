//! The verbs of companies. Each runs in one transaction, checks the right on the owner's records, and leaves its line in
//! the timeline, its entry in the audit and the search index as it should be.

mod bulk;
mod external;
mod undo;
mod unite;

use std::time::Duration;

use super::model::{Company, CompanyInput};
use super::store;
use crate::base::{At, ChangeSetId, CompanyId, Error, Result, Right, SubjectKind};
use crate::crm::activities::{self, Deed};
use crate::crm::{
    duplicates, external_ids, fields, files, followers, mails, owners, points, subjects, tags, tasks,
};
use crate::platform::{Tx, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

pub use bulk::{assign, begin, change_all, change_one, tag, trash, untag};
pub use external::put_external;
pub use undo::{PutBack, put_back};
pub use unite::unite;

/// How long an act can be taken back, and how long the trash keeps what was thrown away.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Adds a company.
pub fn create(tx: &Tx, input: CompanyInput) -> Result<CompanyId> {
    let company = add(tx, input, Deed::Created)?;
    record(tx, "company.create", &company, &CompanyInput::default())?;
    Ok(company.id)
}

/// Adds a company from a file, as a part of that set of changes; `since` is when another product got it.
pub fn import(tx: &Tx, set: ChangeSetId, input: CompanyInput, since: Option<At>) -> Result<CompanyId> {
    let company = add(tx, input, Deed::Imported)?;
    if let Some(since) = since {
        store::backdate(tx, company.id, since.min(tx.now()))?;
    }
    record(tx, "company.import", &company, &CompanyInput::default())?;
    changes::keep(tx, set, company.id.subject(), None, company.version)?;
    Ok(company.id)
}

/// Makes the facts of a company that is at that version these. `Stale` if somebody else was faster.
pub fn edit(tx: &Tx, id: CompanyId, version: i64, input: CompanyInput) -> Result<()> {
    let old = find_mine(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    let new = replace(tx, &old, input, Deed::Edited)?;
    record(tx, "company.edit", &new, &old.facts)
}

/// Makes the facts of a company these, whatever they are now, as a part of that set of changes.
pub fn import_over(tx: &Tx, set: ChangeSetId, id: CompanyId, input: CompanyInput) -> Result<()> {
    let old = find_mine(tx, id)?;
    let new = replace(tx, &old, input, Deed::Imported)?;
    record(tx, "company.import", &new, &old.facts)?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)
}

/// Takes a company out of the trash.
pub fn restore(tx: &Tx, id: CompanyId) -> Result<()> {
    let mut company = store::find(tx, id)?;
    tx.actor().require_on(Right::CustomersWrite, company.facts.owner)?;
    if company.is_live() {
        return Ok(());
    }
    fields::actions::refuse_return(tx, id.subject(), &company.facts.values)?;
    company.trashed_at = None;
    company.touch(tx.now(), tx.member());
    store::save(tx, &company)?;
    index(tx, &company)?;
    activities::store::log(tx, id.subject(), Deed::Restored, "")?;
    audit::record(tx, "company.restore", Some(id.subject()), &[])
}

/// Deletes a company, what was merged into it and all that hangs on it for good. No contact may be linked to it any more: see
/// `contacts::store::leave_company`.
pub fn forget(tx: &Tx, id: CompanyId) -> Result<()> {
    let subject = id.subject();
    files::actions::forget_all(tx, subject)?;
    for part in subjects::store::merges_into(tx, subject)? {
        forget(tx, CompanyId::of(part.gone))?;
    }
    duplicates::store::remove(tx, subject)?;
    tasks::actions::forget_all(tx, subject)?;
    mails::actions::forget_all(tx, subject)?;
    activities::actions::forget_all(tx, subject)?;
    followers::store::delete_all(tx, subject)?;
    points::store::remove(tx, subject)?;
    tags::store::save(tx, subject, &[])?;
    fields::store::delete(tx, subject)?;
    search_index::remove(tx, subject)?;
    external_ids::store::remove(tx, subject)?;
    store::delete(tx, id)?;
    audit::record(tx, "company.delete", Some(subject), &[])
}

fn add(tx: &Tx, input: CompanyInput, deed: Deed) -> Result<Company> {
    tx.actor().require_on(Right::CustomersWrite, input.owner)?;
    owners::store::require(tx, input.owner)?;
    fields::actions::refuse_taken(tx, None, &input.values)?;
    let company = store::insert(tx, &input)?;
    index(tx, &company)?;
    activities::store::log(tx, company.id.subject(), deed, "")?;
    Ok(company)
}

fn replace(tx: &Tx, old: &Company, input: CompanyInput, deed: Deed) -> Result<Company> {
    owners::store::require(tx, input.owner)?;
    fields::actions::refuse_taken(tx, Some(old.id.subject()), &input.values)?;
    let mut new = Company { facts: input, ..old.clone() };
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    let changed = new.facts.changes(&old.facts).into_iter().map(|(field, _, _)| field.to_owned());
    let own = fields::actions::words(tx, &new.facts.values, &old.facts.values)?;
    let changed: Vec<String> = changed.chain(own).collect();
    if !changed.is_empty() {
        activities::store::log(tx, old.id.subject(), deed, &changed.join(" "))?;
    }
    Ok(new)
}

/// A company in use that the actor may change.
fn find_mine(tx: &Tx, id: CompanyId) -> Result<Company> {
    let company = store::find(tx, id)?;
    tx.actor().require_on(Right::CustomersWrite, company.facts.owner)?;
    if company.is_live() { Ok(company) } else { Err(Error::Conflict("companies-in-trash")) }
}

/// Writes what changed into the audit.
fn record(tx: &Tx, verb: &'static str, company: &Company, before: &CompanyInput) -> Result<()> {
    let changed = company.facts.changes(before).into_iter();
    let mut changes: Vec<Change> = changed.map(|(field, old, new)| Change::new(field, old, new)).collect();
    changes.extend(fields::actions::changes(tx, &company.facts.values, &before.values)?);
    audit::record(tx, verb, Some(company.id.subject()), &changes)
}

/// Makes the search find the company as it now is called, where what a choice is called has changed.
pub fn find_anew(tx: &Tx, id: CompanyId) -> Result<()> {
    index(tx, &store::find(tx, id)?)
}

/// Makes the search find the company as it now is.
fn index(tx: &Tx, company: &Company) -> Result<()> {
    let subject = company.id.subject();
    if !company.is_live() {
        return search_index::remove(tx, subject);
    }
    let mut texts = company.facts.search_texts();
    texts.extend(fields::actions::search_texts(tx, SubjectKind::Company, &company.facts.values)?);
    search_index::put(tx, subject, &texts.iter().map(String::as_str).collect::<Vec<_>>())
}
