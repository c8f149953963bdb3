//! The verbs of contacts. Each runs in one transaction, checks the right on the owner's records, and leaves its line in
//! the timeline, its entry in the audit and the search index as it should be.

mod bulk;
mod external;
mod undo;
mod unite;

use std::time::Duration;

use super::model::{Contact, ContactInput};
use super::store;
use crate::base::{At, ChangeSetId, CompanyId, ContactId, Error, Problems, Result, Right, SubjectKind, text};
use crate::crm::activities::{self, Deed};
use crate::crm::companies::{self, CompanyInput};
use crate::crm::points::{self, Kind, Taken};
use crate::crm::{duplicates, external_ids, fields, files, followers, mails, owners, subjects, tags, tasks};
use crate::platform::{Tx, View, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

pub use bulk::{assign, begin, change_all, change_one, tag, trash, untag};
pub use external::put_external;
pub use undo::{PutBack, put_back, takers};
pub use unite::unite;

/// How long an act can be taken back, and how long the trash keeps what was thrown away.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Adds a contact; a company that is not known yet is added with it. `Invalid` if somebody in use has one of the e-mail
/// addresses and it is not marked as shared.
pub fn create(tx: &Tx, input: ContactInput) -> Result<ContactId> {
    tx.actor().require_on(Right::CustomersWrite, input.owner)?;
    let contact = add(tx, input, Deed::Created)?;
    record(tx, "contact.create", &contact, &ContactInput::default())?;
    Ok(contact.id)
}

/// Adds a contact from a file, as a part of that set of changes; `since` is when another product got it.
pub fn import(tx: &Tx, set: ChangeSetId, input: ContactInput, since: Option<At>) -> Result<ContactId> {
    tx.actor().require_on(Right::CustomersWrite, input.owner)?;
    let contact = add(tx, input, Deed::Imported)?;
    if let Some(since) = since {
        store::backdate(tx, contact.id, since.min(tx.now()))?;
    }
    record(tx, "contact.import", &contact, &ContactInput::default())?;
    changes::keep(tx, set, contact.id.subject(), None, contact.version)?;
    Ok(contact.id)
}

/// Makes the facts of a contact that is at that version these. `Stale` if somebody else was faster.
pub fn edit(tx: &Tx, id: ContactId, version: i64, input: ContactInput) -> Result<()> {
    let old = find_mine(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    let new = replace(tx, &old, input, Deed::Edited)?;
    record(tx, "contact.edit", &new, &old.facts)
}

/// Makes the facts of a contact these, whatever they are now, as a part of that set of changes.
pub fn import_over(tx: &Tx, set: ChangeSetId, id: ContactId, input: ContactInput) -> Result<()> {
    let old = find_mine(tx, id)?;
    let new = replace(tx, &old, input, Deed::Imported)?;
    record(tx, "contact.import", &new, &old.facts)?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)
}

/// Takes a contact out of the trash. `Conflict` if somebody has taken one of its e-mail addresses meanwhile and it is
/// not to be shared.
pub fn restore(tx: &Tx, id: ContactId, taken: Taken) -> Result<()> {
    let mut contact = store::find(tx, id)?;
    tx.actor().require_on(Right::CustomersWrite, contact.facts.owner)?;
    if contact.is_live() {
        return Ok(());
    }
    settle_taken(tx, &mut contact, taken)?;
    fields::actions::refuse_return(tx, id.subject(), &contact.facts.values)?;
    contact.trashed_at = None;
    contact.touch(tx.now(), tx.member());
    store::save(tx, &contact)?;
    index(tx, &contact)?;
    activities::store::log(tx, id.subject(), Deed::Restored, "")?;
    audit::record(tx, "contact.restore", Some(id.subject()), &[])
}

/// Deletes a contact, what was merged into it and all that hangs on it for good: the trash is emptied, or an act that created it is taken back.
pub fn forget(tx: &Tx, id: ContactId) -> Result<()> {
    let subject = id.subject();
    files::actions::forget_all(tx, subject)?;
    for part in subjects::store::merges_into(tx, subject)? {
        forget(tx, ContactId::of(part.gone))?;
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
    audit::record(tx, "contact.delete", Some(subject), &[])
}

fn add(tx: &Tx, mut input: ContactInput, deed: Deed) -> Result<Contact> {
    owners::store::require(tx, input.owner)?;
    settle_company(tx, &mut input)?;
    refuse_taken(tx, &input, None)?;
    fields::actions::refuse_taken(tx, None, &input.values)?;
    let contact = store::insert(tx, &input)?;
    index(tx, &contact)?;
    activities::store::log(tx, contact.id.subject(), deed, "")?;
    Ok(contact)
}

fn replace(tx: &Tx, old: &Contact, mut input: ContactInput, deed: Deed) -> Result<Contact> {
    owners::store::require(tx, input.owner)?;
    settle_company(tx, &mut input)?;
    refuse_taken(tx, &input, Some(old.id))?;
    fields::actions::refuse_taken(tx, Some(old.id.subject()), &input.values)?;
    let mut new = Contact { facts: input, ..old.clone() };
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

/// A contact in use that the actor may change.
fn find_mine(tx: &Tx, id: ContactId) -> Result<Contact> {
    let contact = store::find(tx, id)?;
    tx.actor().require_on(Right::CustomersWrite, contact.facts.owner)?;
    if contact.is_live() { Ok(contact) } else { Err(Error::Conflict("contacts-in-trash")) }
}

/// Finds the company that was meant, or adds it: the one with that number if it still has that name, else the oldest of
/// that name in any spelling.
fn settle_company(tx: &Tx, input: &mut ContactInput) -> Result<()> {
    input.company_id = match input.company.is_empty() {
        true => None,
        false => Some(match known_company(tx, input)? {
            Some(id) => id,
            None => {
                let company = CompanyInput {
                    name: input.company.clone(),
                    owner: input.owner,
                    ..CompanyInput::default()
                };
                companies::actions::create(tx, company)?
            }
        }),
    };
    Ok(())
}

fn known_company(tx: &Tx, input: &ContactInput) -> Result<Option<CompanyId>> {
    if let Some(id) = input.company_id
        && let Some(company) = companies::store::maybe_find(tx, id)?
        && text::fold(&company.facts.name) == text::fold(&input.company)
    {
        return Ok(Some(CompanyId::of(subjects::store::present(tx, id.subject())?)));
    }
    Ok(companies::store::find_by_name(tx, &input.company)?.first().copied())
}

/// `Invalid` on each e-mail address that somebody else in use has for themselves.
pub(super) fn refuse_taken(view: &View, input: &ContactInput, own: Option<ContactId>) -> Result<()> {
    let mut problems = Problems::default();
    for (row, point) in input.points.of(Kind::Email).enumerate().filter(|(_, point)| !point.shared) {
        let owner = points::store::owner_of_email(view, &point.norm)?;
        if owner.is_some_and(|owner| own.map(ContactId::subject) != Some(owner)) {
            problems.add(format!("email.{row}"), "points-email-taken");
        }
    }
    problems.finish(())
}

/// Shares, or refuses to bring back, addresses that somebody else has taken meanwhile.
fn settle_taken(tx: &Tx, contact: &mut Contact, taken: Taken) -> Result<()> {
    for point in
        contact.facts.points.points.iter_mut().filter(|point| point.kind == Kind::Email && !point.shared)
    {
        let owner = points::store::owner_of_email(tx, &point.norm)?;
        if owner.is_some_and(|owner| owner != contact.id.subject()) {
            match taken {
                Taken::Refuse => return Err(Error::Conflict("contacts-email-taken")),
                Taken::Share => point.shared = true,
            }
        }
    }
    Ok(())
}

/// Writes what changed into the audit.
fn record(tx: &Tx, verb: &'static str, contact: &Contact, before: &ContactInput) -> Result<()> {
    let changed = contact.facts.changes(before).into_iter();
    let mut changes: Vec<Change> = changed.map(|(field, old, new)| Change::new(field, old, new)).collect();
    changes.extend(fields::actions::changes(tx, &contact.facts.values, &before.values)?);
    audit::record(tx, verb, Some(contact.id.subject()), &changes)
}

/// Makes the search find the contact as it now is called, where what a choice is called has changed.
pub fn find_anew(tx: &Tx, id: ContactId) -> Result<()> {
    index(tx, &store::find(tx, id)?)
}

/// Makes the search find the contact as it now is.
fn index(tx: &Tx, contact: &Contact) -> Result<()> {
    let subject = contact.id.subject();
    if !contact.is_live() {
        return search_index::remove(tx, subject);
    }
    let mut texts = contact.facts.search_texts();
    texts.extend(fields::actions::search_texts(tx, SubjectKind::Contact, &contact.facts.values)?);
    search_index::put(tx, subject, &texts.iter().map(String::as_str).collect::<Vec<_>>())
}
