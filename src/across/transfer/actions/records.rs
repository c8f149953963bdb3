//! What an import does with companies and contacts, in bulk: whom keys meet, what is known, what is written.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::super::model::{Employer, Facts, Flaw, Key, Keyed, Known, Remark, Said};
use super::Stages;
use crate::base::likeness::Looks;
use crate::base::{At, ChangeSetId, CompanyId, ContactId, MemberId, Result, Right, SubjectId, text};
use crate::crm::activities::{self, NoteInput};
use crate::crm::companies::{self, CompanyInput};
use crate::crm::contacts::{self, ContactInput};
use crate::crm::points::Kind;
use crate::platform::{Tx, View};
use crate::workspace::changes;

/// Who holds which key.
pub type Holders = HashMap<Key, Vec<SubjectId>>;

/// A kind of record that imports read and write.
pub trait Live: Keyed {
    /// What somebody must be allowed to write it.
    const RIGHT: Right;

    /// Who holds these keys, in a few questions for all of them.
    fn holders(view: &View, keys: &[&Key]) -> Result<Holders>;

    /// What is known about these records in use.
    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<Self>>>;

    /// What another must have nearly in common with it to look like it; none: names of such records are no hint.
    fn looks(&self) -> Option<Looks> {
        None
    }

    /// How those of the subjects look that are records in use of this kind.
    fn looks_of(_view: &View, _subjects: &[SubjectId]) -> Result<Vec<(SubjectId, Looks)>> {
        Ok(Vec::new())
    }

    /// Adds it.
    fn add(tx: &Tx, touch: &Touch, facts: Self) -> Result<SubjectId>;

    /// Makes a record that.
    fn change(tx: &Tx, touch: &Touch, subject: SubjectId, facts: Self) -> Result<()>;

    /// The company that it belongs to, to be found or added before it is written.
    fn employer(_said: &mut Said<Self>) -> Option<(&mut String, &mut Option<CompanyId>, &Employer)> {
        None
    }

    /// Finds the stage that it names; what there is to tell of it.
    fn place(&mut self, _stages: &Stages) -> Option<Flaw> {
        None
    }

    /// Whether it cannot be without a record that it is about, and is.
    fn needs_record(&self) -> bool {
        false
    }
}

/// How a row is written: as a part of which set of changes, since when another product has had it, and what it is read
/// by.
pub struct Touch {
    /// The set of changes.
    pub set: ChangeSetId,
    /// When the other product got it.
    pub since: Option<At>,
    /// In which the workspace's days are.
    pub zone: TimeZone,
    /// The stages that deals name.
    pub stages: Stages,
}

/// Whether the actor may write a record of that kind with that owner.
pub fn may_write<F: Live>(view: &View, owner: Option<MemberId>) -> bool {
    view.actor().may_on(F::RIGHT, owner)
}

/// Writes a note about a record; as a part of that set of changes, if the record was there before. No note is of a day
/// to come.
pub fn add_note(
    tx: &Tx,
    set: Option<ChangeSetId>,
    about: SubjectId,
    (remark, zone): (&Remark, &TimeZone),
) -> Result<()> {
    let body = remark.body.chars().take(20_000).collect();
    let at = remark.on.map_or(tx.now(), |day| day.noon(zone).min(tx.now()));
    let note = activities::actions::import(tx, about, &NoteInput::new(remark.kind, body), at)?;
    match set {
        Some(set) => changes::keep(tx, set, note.subject(), None, 1),
        None => Ok(()),
    }
}

impl Live for ContactInput {
    const RIGHT: Right = Right::CustomersWrite;

    fn holders(view: &View, keys: &[&Key]) -> Result<Holders> {
        let mut holders = Holders::new();
        let external: Vec<&str> = keys.iter().filter_map(|key| external_id(key)).collect();
        for (name, id) in contacts::store::with_external_ids(view, &external)? {
            holders.entry(Key::External(name)).or_default().push(id.subject());
        }
        let emails: Vec<&str> = keys.iter().filter_map(|key| email(key)).collect();
        for holder in contacts::store::holders(view, Kind::Email, &emails)? {
            let (norm, subject) = (holder.norm, holder.id.subject());
            let named = Key::RoleEmail(norm.clone(), text::word_key(&holder.own_name));
            holders.entry(named).or_default().push(subject);
            holders.entry(Key::Email(norm)).or_default().push(subject);
        }
        let phones: Vec<&str> = keys.iter().filter_map(|key| phone(key)).collect();
        for holder in contacts::store::holders(view, Kind::Phone, &phones)? {
            let key = Key::Phone(holder.norm, text::word_key(&holder.own_name));
            holders.entry(key).or_default().push(holder.id.subject());
        }
        Ok(holders)
    }

    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<ContactInput>>> {
        let ids: Vec<ContactId> = subjects.iter().copied().map(ContactId::of).collect();
        let contacts = contacts::store::find_many(view, &ids)?;
        with_notes(view, contacts.into_iter().map(|contact| (contact.id.subject(), contact.facts)).collect())
    }

    fn looks(&self) -> Option<Looks> {
        Some(Looks::of(&self.own_name(), &self.company))
    }

    fn looks_of(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, Looks)>> {
        let people = contacts::store::lines(view, subjects)?.into_iter();
        Ok(people.map(|one| (one.id.subject(), Looks::of(&one.name, &one.company))).collect())
    }

    fn add(tx: &Tx, touch: &Touch, facts: ContactInput) -> Result<SubjectId> {
        contacts::actions::import(tx, touch.set, facts, touch.since).map(ContactId::subject)
    }

    fn change(tx: &Tx, touch: &Touch, subject: SubjectId, facts: ContactInput) -> Result<()> {
        contacts::actions::import_over(tx, touch.set, ContactId::of(subject), facts)
    }

    fn employer(said: &mut Said<Self>) -> Option<(&mut String, &mut Option<CompanyId>, &Employer)> {
        Some((&mut said.facts.company, &mut said.facts.company_id, &said.employer))
    }
}

impl Live for CompanyInput {
    const RIGHT: Right = Right::CustomersWrite;

    fn holders(view: &View, keys: &[&Key]) -> Result<Holders> {
        use companies::store::{Mark, with_marks};
        let mut holders = Holders::new();
        for mark in [Mark::ExternalId, Mark::VatNumber, Mark::Domain, Mark::Name] {
            let marks: Vec<&str> = keys
                .iter()
                .filter_map(|key| match (mark, key) {
                    (Mark::ExternalId, Key::External(text))
                    | (Mark::VatNumber, Key::Vat(text))
                    | (Mark::Domain, Key::Domain(text))
                    | (Mark::Name, Key::Name(text)) => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            for (text, id) in with_marks(view, mark, &marks)? {
                let key = match mark {
                    Mark::ExternalId => Key::External(text),
                    Mark::VatNumber => Key::Vat(text),
                    Mark::Domain => Key::Domain(text),
                    Mark::Name => Key::Name(text),
                };
                holders.entry(key).or_default().push(id.subject());
            }
        }
        Ok(holders)
    }

    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<CompanyInput>>> {
        let ids: Vec<CompanyId> = subjects.iter().copied().map(CompanyId::of).collect();
        let companies = companies::store::find_many(view, &ids)?;
        with_notes(view, companies.into_iter().map(|company| (company.id.subject(), company.facts)).collect())
    }

    fn looks(&self) -> Option<Looks> {
        Some(Looks::of(&self.name, ""))
    }

    fn looks_of(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, Looks)>> {
        let companies = companies::store::lines(view, subjects)?.into_iter();
        Ok(companies.map(|one| (one.id.subject(), Looks::of(&one.name, ""))).collect())
    }

    fn add(tx: &Tx, touch: &Touch, facts: CompanyInput) -> Result<SubjectId> {
        companies::actions::import(tx, touch.set, facts, touch.since).map(CompanyId::subject)
    }

    fn change(tx: &Tx, touch: &Touch, subject: SubjectId, facts: CompanyInput) -> Result<()> {
        companies::actions::import_over(tx, touch.set, CompanyId::of(subject), facts)
    }
}

/// Records with what was written about them.
pub fn with_notes<F>(view: &View, facts: Vec<(SubjectId, F)>) -> Result<HashMap<SubjectId, Known<F>>> {
    let subjects: Vec<SubjectId> = facts.iter().map(|(subject, _)| *subject).collect();
    let mut known: HashMap<SubjectId, Known<F>> =
        facts.into_iter().map(|(subject, facts)| (subject, Known { facts, notes: Vec::new() })).collect();
    for (subject, body) in activities::store::bodies_about(view, &subjects)? {
        if let Some(known) = known.get_mut(&subject) {
            known.notes.push(body);
        }
    }
    Ok(known)
}

fn external_id<'k>(key: &&'k Key) -> Option<&'k str> {
    match key {
        Key::External(name) => Some(name),
        _ => None,
    }
}

fn email<'k>(key: &&'k Key) -> Option<&'k str> {
    match key {
        Key::Email(norm) | Key::RoleEmail(norm, _) => Some(norm),
        _ => None,
    }
}

fn phone<'k>(key: &&'k Key) -> Option<&'k str> {
    match key {
        Key::Phone(norm, _) => Some(norm),
        _ => None,
    }
}
