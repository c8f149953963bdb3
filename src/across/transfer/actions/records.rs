//! What an import does with companies and contacts, in bulk: whom keys meet, what is known, what is written.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::super::model::{Employer, Facts, Key, Keyed, Known, Remark, Said};
use crate::base::likeness::Looks;
use crate::base::{
    At, ChangeSetId, CompanyId, ContactId, Country, Fields, MemberId, Result, Right, SubjectId, SubjectKind,
    text,
};
use crate::crm::activities::{self, NoteInput};
use crate::crm::companies::{self, CompanyInput};
use crate::crm::contacts::{self, ContactInput};
use crate::crm::deals;
use crate::crm::points::{Kind, domain_norm, is_own_domain};
use crate::platform::{Tx, View};
use crate::workspace::changes;

/// Who holds which key.
pub type Holders = HashMap<Key, Vec<SubjectId>>;

/// A kind of record that imports read and write.
pub trait Live: Keyed {
    /// Who holds these keys, in a few questions for all of them.
    fn holders(view: &View, keys: &[&Key]) -> Result<Holders>;

    /// What is known about these records in use.
    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<Self>>>;

    /// What another must have nearly in common with it to look like it.
    fn looks(&self) -> Looks;

    /// How those of the subjects look that are records in use of this kind.
    fn looks_of(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, Looks)>>;

    /// Who looks after it.
    fn owner(&self) -> Option<MemberId>;

    /// Adds it, as a part of that set of changes; `since` is when another product got it.
    fn add(tx: &Tx, set: ChangeSetId, facts: Self, since: Option<At>) -> Result<SubjectId>;

    /// Makes a record that, as a part of that set of changes.
    fn change(tx: &Tx, set: ChangeSetId, subject: SubjectId, facts: Self) -> Result<()>;

    /// The company that it belongs to, to be found or added before it is written.
    fn employer(said: &mut Said<Self>) -> Option<(&mut String, &mut Option<CompanyId>, &Employer)>;
}

/// Whether the actor may write a record with that owner.
pub fn may_write(view: &View, owner: Option<MemberId>) -> bool {
    view.actor().may_on(Right::CustomersWrite, owner)
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
    let note = activities::actions::import(tx, about, &NoteInput { kind: remark.kind, body }, at)?;
    match set {
        Some(set) => changes::keep(tx, set, note.subject(), None, 1),
        None => Ok(()),
    }
}

impl Live for ContactInput {
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

    fn looks(&self) -> Looks {
        Looks::of(&self.own_name(), &self.company)
    }

    fn looks_of(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, Looks)>> {
        let people = contacts::store::lines(view, subjects)?.into_iter();
        Ok(people.map(|one| (one.id.subject(), Looks::of(&one.name, &one.company))).collect())
    }

    fn owner(&self) -> Option<MemberId> {
        self.owner
    }

    fn add(tx: &Tx, set: ChangeSetId, facts: ContactInput, since: Option<At>) -> Result<SubjectId> {
        contacts::actions::import(tx, set, facts, since).map(ContactId::subject)
    }

    fn change(tx: &Tx, set: ChangeSetId, subject: SubjectId, facts: ContactInput) -> Result<()> {
        contacts::actions::import_over(tx, set, ContactId::of(subject), facts)
    }

    fn employer(said: &mut Said<Self>) -> Option<(&mut String, &mut Option<CompanyId>, &Employer)> {
        Some((&mut said.facts.company, &mut said.facts.company_id, &said.employer))
    }
}

impl Live for CompanyInput {
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

    fn looks(&self) -> Looks {
        Looks::of(&self.name, "")
    }

    fn looks_of(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, Looks)>> {
        let companies = companies::store::lines(view, subjects)?.into_iter();
        Ok(companies.map(|one| (one.id.subject(), Looks::of(&one.name, ""))).collect())
    }

    fn owner(&self) -> Option<MemberId> {
        self.owner
    }

    fn add(tx: &Tx, set: ChangeSetId, facts: CompanyInput, since: Option<At>) -> Result<SubjectId> {
        companies::actions::import(tx, set, facts, since).map(CompanyId::subject)
    }

    fn change(tx: &Tx, set: ChangeSetId, subject: SubjectId, facts: CompanyInput) -> Result<()> {
        companies::actions::import_over(tx, set, CompanyId::of(subject), facts)
    }

    fn employer(_: &mut Said<Self>) -> Option<(&mut String, &mut Option<CompanyId>, &Employer)> {
        None
    }
}

fn with_notes<F>(view: &View, facts: Vec<(SubjectId, F)>) -> Result<HashMap<SubjectId, Known<F>>> {
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

/// The companies that the rows of a list of contacts name: found once for many rows, added once for all.
#[derive(Default)]
pub struct Employers {
    by_key: HashMap<Key, CompanyId>,
    names: HashMap<CompanyId, String>,
}

impl Employers {
    /// The companies in use that these rows name.
    pub fn of<F: Live>(view: &View, rows: &mut [Said<F>], country: Country) -> Result<Employers> {
        let mut wanted: Vec<Key> = Vec::new();
        for said in rows {
            if let Some((name, _, employer)) = F::employer(said) {
                wanted.extend(keys(name, employer, country));
            }
        }
        let holders = CompanyInput::holders(view, &wanted.iter().collect::<Vec<_>>())?;
        let by_key: HashMap<Key, CompanyId> = holders
            .into_iter()
            .filter_map(|(key, subjects)| Some((key, CompanyId::of(subjects.into_iter().min()?))))
            .collect();
        let mut ids: Vec<CompanyId> = by_key.values().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let known = companies::store::find_many(view, &ids)?;
        Ok(Employers {
            by_key,
            names: known.into_iter().map(|company| (company.id, company.facts.name)).collect(),
        })
    }

    /// Links a row to its company, if that is known.
    pub fn link<F: Live>(&self, said: &mut Said<F>, country: Country) {
        let Some((name, id, employer)) = F::employer(said) else { return };
        let found = keys(name, employer, country).iter().find_map(|key| self.by_key.get(key)).copied();
        if let Some((company, known)) = found.and_then(|company| Some((company, self.names.get(&company)?))) {
            name.clone_from(known);
            *id = Some(company);
        }
    }

    /// Adds the company that a row names and nobody knows, as a part of that set of changes, and links the row to it.
    pub fn add<F: Live>(
        &mut self,
        tx: &Tx,
        set: ChangeSetId,
        said: &mut Said<F>,
        country: Country,
    ) -> Result<()> {
        let owner = said.facts.owner();
        let Some((name, id, employer)) = F::employer(said) else { return Ok(()) };
        if name.is_empty() || id.is_some() {
            return Ok(());
        }
        let facts = company(name, employer, owner, country);
        let added = companies::actions::import(tx, set, facts, None)?;
        for key in keys(name, employer, country) {
            self.by_key.entry(key).or_insert(added);
        }
        self.names.insert(added, name.clone());
        *id = Some(added);
        Ok(())
    }
}

fn company(name: &str, employer: &Employer, owner: Option<MemberId>, country: Country) -> CompanyInput {
    let fields = Fields::new()
        .with("name", name)
        .with("registration_number", &employer.registration_number)
        .with("vat_number", &employer.vat_number)
        .with("domain", &employer.domain);
    // Numbers that cannot be a company's are left out; the name is what the row is about.
    let facts = CompanyInput::parse(&fields, country);
    let facts = facts.or_else(|_| CompanyInput::parse(&Fields::new().with("name", name), country));
    CompanyInput {
        owner,
        ..facts.unwrap_or_else(|_| CompanyInput { name: name.into(), ..Default::default() })
    }
}

/// The keys of the company that a row names, the surest first.
fn keys(name: &str, employer: &Employer, country: Country) -> Vec<Key> {
    let mut keys = Vec::new();
    if !employer.vat_number.is_empty() {
        let vat = company(if name.is_empty() { "?" } else { name }, employer, None, country).vat_number;
        keys.extend(Some(vat).filter(|vat| !vat.is_empty()).map(Key::Vat));
    }
    keys.extend(domain_norm(&employer.domain).filter(|domain| is_own_domain(domain)).map(Key::Domain));
    if !name.is_empty() {
        keys.push(Key::Name(text::fold(name)));
    }
    keys
}

/// Takes one record of an import back; false if somebody changed it since, or others need it.
pub fn put_back(tx: &Tx, row: &changes::ChangeRow) -> Result<bool> {
    let kind = match crate::crm::subjects::store::kind(tx, row.subject) {
        Err(crate::base::Error::NotFound) => return Ok(true),
        kind => kind?,
    };
    let before = row.before.as_ref();
    match kind {
        SubjectKind::Contact => {
            let id = ContactId::of(row.subject);
            if before.is_none() && deals::store::has_of_contact(tx, id)? {
                return Ok(false);
            }
            let taken = crate::crm::points::Taken::Refuse;
            let done = contacts::actions::put_back(tx, id, before, row.version_after, taken)?;
            Ok(done == contacts::actions::PutBack::Done)
        }
        SubjectKind::Company => {
            let id = CompanyId::of(row.subject);
            if before.is_none() && (has_contacts(tx, id)? || deals::store::has_of_company(tx, id)?) {
                return Ok(false);
            }
            let done = companies::actions::put_back(tx, id, before, row.version_after)?;
            Ok(done == companies::actions::PutBack::Done)
        }
        SubjectKind::Note => put_back_note(tx, row),
        // No file brings leads, deals or tasks.
        SubjectKind::Lead | SubjectKind::Deal | SubjectKind::Task | SubjectKind::File => Ok(false),
    }
}

/// Whether a contact in use or in the trash belongs to the company.
fn has_contacts(view: &View, id: CompanyId) -> Result<bool> {
    contacts::store::has_of_company(view, id)
}

fn put_back_note(tx: &Tx, row: &changes::ChangeRow) -> Result<bool> {
    let id = crate::base::NoteId::of(row.subject);
    if activities::store::find_note(tx, id)?.version != row.version_after {
        return Ok(false);
    }
    activities::actions::forget(tx, id)?;
    Ok(true)
}
