//! The act itself.

use std::time::Duration;

use super::model::{
    Bargain, Choice, Difference, Pick, Wins, as_company, as_contact, onto_company, onto_contact,
};
use super::store::Matches;
use crate::base::{
    ChangeSetId, CompanyId, ContactId, DealId, Error, Fields, Language, LeadId, Problems, Result, Right,
    SubjectId, SubjectKind,
};
use crate::crm::activities::{self, NoteInput, NoteKind};
use crate::crm::companies::{self, Company};
use crate::crm::contacts::{self, Contact, ContactInput};
use crate::crm::deals::{self, Deal, DealInput, Person, PersonRole};
use crate::crm::fields::{self, Values};
use crate::crm::leads::{self, Converted, Lead};
use crate::crm::points::{self, Kind, Taken};
use crate::crm::tasks;
use crate::crm::{files, mails};
use crate::platform::{Tx, i18n};
use crate::workspace::changes;

/// How long it can be taken back.
const UNDO: Duration = Duration::from_secs(86_400);

/// Makes the lead what somebody chose; what was not taken of two differing values is kept in a note in that language.
/// Gives the set by which that is taken back; none if somebody else was first, and then nothing happens. `Conflict` if
/// somebody who is surely meant came up meanwhile.
pub fn convert(tx: &Tx, id: LeadId, choice: &Choice, language: Language) -> Result<Option<ChangeSetId>> {
    let lead = leads::store::find(tx, id)?;
    tx.actor().require_on(Right::SalesWrite, lead.facts.owner)?;
    if lead.converted.is_some() {
        return Ok(None);
    }
    if choice.version.is_some_and(|version| version != lead.version) {
        return Err(Error::Stale(lead.version));
    }
    let act = Act::begin(tx, &lead, choice, language)?;
    act.require_filled()?;
    let company = act.company()?;
    let contact = act.contact(company.as_ref())?;
    let about = contact
        .map(ContactId::subject)
        .or(company.as_ref().map(|(id, _)| id.subject()))
        .ok_or(Error::field("contact", "convert-nobody"))?;
    let deal = act.deal(contact, company.as_ref())?;
    act.move_story(about)?;
    let into = Converted { at: tx.now(), contact, company: company.map(|(company, _)| company), deal };
    leads::actions::convert(tx, act.set, id, into)?;
    Ok(Some(act.set))
}

/// One conversion under way.
struct Act<'a> {
    tx: &'a Tx<'a>,
    lead: &'a Lead,
    contact: Pick<ContactId>,
    company: Pick<CompanyId>,
    deal: &'a Bargain,
    own: &'a (Fields, Language),
    wins: &'a Wins,
    language: Language,
    set: ChangeSetId,
}

impl<'a> Act<'a> {
    /// Finds who is surely meant where nobody chose.
    fn begin(tx: &'a Tx, lead: &'a Lead, choice: &'a Choice, language: Language) -> Result<Act<'a>> {
        let matches = Matches::of(tx, &lead.facts)?;
        if let Some(seen) = &choice.seen
            && matches.sure().iter().any(|subject| !seen.contains(subject))
        {
            return Err(Error::Conflict("convert-found-anew"));
        }
        let contact = match choice.contact {
            Pick::Sure => matches.contact(&lead.facts),
            chosen => chosen,
        };
        let works_at = match contact {
            Pick::Known(id) => contacts::store::find(tx, id)?.facts.company_id,
            _ => None,
        };
        let company = match choice.company {
            Pick::Sure => matches.company(&lead.facts, works_at),
            chosen => chosen,
        };
        let set = changes::begin(tx, "lead.convert", UNDO)?;
        let (deal, own, wins) = (&choice.deal, &choice.own, &choice.wins);
        Ok(Act { tx, lead, contact, company, deal, own, wins, language, set })
    }

    /// `Invalid` on every field that what is to be added needs and has no value of, all of them together.
    fn require_filled(&self) -> Result<()> {
        let added = [
            (SubjectKind::Contact, self.contact == Pick::New),
            (SubjectKind::Company, self.company == Pick::New),
            (SubjectKind::Deal, matches!(self.deal, Bargain::New(..))),
        ];
        let mut problems = Problems::default();
        for (kind, _) in added.into_iter().filter(|(_, is_added)| *is_added) {
            match self.filled(kind) {
                Err(Error::Invalid(found)) => {
                    found.iter().for_each(|one| problems.push(one.field.clone(), one.key.clone()));
                }
                filled => {
                    filled?;
                }
            }
        }
        problems.finish(())
    }

    /// Where they work, found or added.
    fn company(&self) -> Result<Option<(CompanyId, String)>> {
        let (tx, facts) = (self.tx, &self.lead.facts);
        let id = match self.company {
            Pick::Nobody | Pick::Sure => return Ok(None),
            Pick::New if facts.company.is_empty() => {
                return Err(Error::field("company", "convert-company-nameless"));
            }
            Pick::New => {
                let owner = facts.owner.or(tx.member());
                let mut company = as_company(facts, self.contact, owner);
                company.values = self.filled(SubjectKind::Company)?;
                let id = companies::actions::create(tx, company)?;
                self.keep(id.subject(), None, companies::store::find(tx, id)?.version)?;
                id
            }
            Pick::Known(id) => {
                let before = companies::store::find(tx, id)?;
                self.merge_company(&before)?;
                id
            }
        };
        Ok(Some((id, companies::store::find(tx, id)?.facts.name)))
    }

    /// The company with what the lead says; one of a colleague is linked as it is.
    fn merge_company(&self, before: &Company) -> Result<()> {
        let (tx, id) = (self.tx, before.id);
        if before.is_live() && !tx.actor().may_on(Right::CustomersWrite, before.facts.owner) {
            return Ok(());
        }
        companies::actions::restore(tx, id)?;
        let mut merged = onto_company(&before.facts, &self.lead.facts, self.wins);
        merged.facts.values.fill(&self.carried(SubjectKind::Company)?);
        if merged.facts != before.facts {
            let version = companies::store::find(tx, id)?.version;
            companies::actions::edit(tx, id, version, merged.facts)?;
        }
        let now = companies::store::find(tx, id)?;
        if now.version != before.version {
            self.keep(id.subject(), Some(serde_json::to_value(before)?), now.version)?;
        }
        self.keep_lost(id.subject(), &merged.lost)
    }

    /// The person, found or added.
    fn contact(&self, company: Option<&(CompanyId, String)>) -> Result<Option<ContactId>> {
        let (tx, facts) = (self.tx, &self.lead.facts);
        match self.contact {
            Pick::Nobody | Pick::Sure => Ok(None),
            Pick::New => {
                let mut person = as_contact(facts, company, facts.owner.or(tx.member()));
                self.share_taken(&mut person, None)?;
                person.values = self.filled(SubjectKind::Contact)?;
                let id = contacts::actions::create(tx, person)?;
                self.keep(id.subject(), None, contacts::store::find(tx, id)?.version)?;
                Ok(Some(id))
            }
            Pick::Known(id) => {
                self.merge_contact(&contacts::store::find(tx, id)?, company)?;
                Ok(Some(id))
            }
        }
    }

    /// The contact with what the lead says. `Conflict` if it is a colleague's: the lead's story goes onto its page.
    fn merge_contact(&self, before: &Contact, company: Option<&(CompanyId, String)>) -> Result<()> {
        let (tx, id) = (self.tx, before.id);
        if !tx.actor().may_on(Right::CustomersWrite, before.facts.owner) {
            return Err(Error::Conflict("convert-foreign"));
        }
        contacts::actions::restore(tx, id, Taken::Refuse)?;
        let mut merged = onto_contact(&before.facts, &self.lead.facts, company, self.wins);
        self.share_taken(&mut merged.facts, Some(id))?;
        merged.facts.values.fill(&self.carried(SubjectKind::Contact)?);
        if merged.facts != before.facts {
            let version = contacts::store::find(tx, id)?.version;
            contacts::actions::edit(tx, id, version, merged.facts)?;
        }
        let now = contacts::store::find(tx, id)?;
        if now.version != before.version {
            self.keep(id.subject(), Some(serde_json::to_value(before)?), now.version)?;
        }
        self.keep_lost(id.subject(), &merged.lost)
    }

    /// Marks the lead's address as shared if somebody else has it: whoever chose another person knows of both.
    fn share_taken(&self, person: &mut ContactInput, own: Option<ContactId>) -> Result<()> {
        let said = &self.lead.facts.email_norm;
        for point in &mut person.points.points {
            if point.kind == Kind::Email && point.norm == *said {
                let holder = points::store::owner_of_email(self.tx, said)?;
                point.shared |= holder.is_some() && holder != own.map(ContactId::subject);
            }
        }
        Ok(())
    }

    /// The deal, begun or joined.
    fn deal(
        &self,
        contact: Option<ContactId>,
        company: Option<&(CompanyId, String)>,
    ) -> Result<Option<DealId>> {
        let tx = self.tx;
        let person = contact.map(|contact| Person { contact, role: PersonRole::default() });
        match self.deal {
            Bargain::Nothing => Ok(None),
            Bargain::New(wanted, stage) => {
                let mut facts = DealInput {
                    company: company.map(|(_, name)| name.clone()).unwrap_or_default(),
                    company_id: company.map(|(id, _)| *id),
                    people: person.into_iter().collect(),
                    owner: self.lead.facts.owner.or(tx.member()),
                    source: self.lead.facts.source.clone(),
                    ..(**wanted).clone()
                };
                facts.values.fill(&self.filled(SubjectKind::Deal)?);
                let first = deals::store::pipelines(tx)?.first().map(|stage| stage.id);
                let stage = stage.or(first).ok_or(Error::Conflict("deals-stage-away"))?;
                let id = deals::actions::add(tx, facts, stage)?;
                self.keep(id.subject(), None, deals::store::find(tx, id)?.version)?;
                Ok(Some(id))
            }
            Bargain::Known(id) => {
                self.join(&deals::store::find(tx, *id)?, person)?;
                Ok(Some(*id))
            }
        }
    }

    /// Puts the person on a deal that is open, with what the lead's own fields say more. `Conflict` if it is not.
    fn join(&self, before: &Deal, person: Option<Person>) -> Result<()> {
        if before.state != deals::State::Open || !before.is_live() {
            return Err(Error::Conflict("deals-not-open"));
        }
        let is_on = |person: &Person| before.facts.people.iter().any(|one| one.contact == person.contact);
        let mut facts = before.facts.clone();
        facts.people.extend(person.filter(|person| !is_on(person)));
        facts.values.fill(&self.carried(SubjectKind::Deal)?);
        if facts == before.facts {
            return Ok(());
        }
        deals::actions::edit(self.tx, before.id, before.version, facts)?;
        let version = deals::store::find(self.tx, before.id)?.version;
        self.keep(before.id.subject(), Some(serde_json::to_value(before)?), version)
    }

    /// What a new record of that kind has in its own fields: what the lead gives, and what was filled in.
    fn filled(&self, of: SubjectKind) -> Result<Values> {
        let (typed, language) = self.own;
        fields::actions::begun(self.tx, of, &self.carried(of)?, (typed, *language))
    }

    /// What the lead's own fields give to that kind of record.
    fn carried(&self, to: SubjectKind) -> Result<Values> {
        fields::actions::carried(self.tx, &self.lead.facts.values, (SubjectKind::Lead, to))
    }

    /// What people wrote, to each other and to the lead, planned and kept goes along.
    fn move_story(&self, to: SubjectId) -> Result<()> {
        let from = self.lead.id.subject();
        for note in activities::store::notes_about(self.tx, from)? {
            activities::actions::move_to(self.tx, self.set, note, to)?;
        }
        for task in tasks::store::ids_about(self.tx, from)? {
            tasks::actions::move_to(self.tx, self.set, task, to)?;
        }
        mails::actions::move_all(self.tx, self.lead.id, to)?;
        files::actions::move_all(self.tx, self.set, (from, to))
    }

    /// Writes a note of the values that were not taken.
    fn keep_lost(&self, about: SubjectId, lost: &[Difference]) -> Result<()> {
        if lost.is_empty() {
            return Ok(());
        }
        let line = |lost: &Difference| format!("- {}: {}", i18n::message(self.language, lost.key), lost.said);
        let lines: Vec<String> = lost.iter().map(line).collect();
        let heading = i18n::message(self.language, "convert-kept");
        let body = format!("{heading}\n\n{}", lines.join("\n"));
        let note = activities::actions::add(self.tx, about, &NoteInput::new(NoteKind::Note, body))?;
        self.keep(note.subject(), None, 1)
    }

    fn keep(&self, subject: SubjectId, before: Option<serde_json::Value>, version: i64) -> Result<()> {
        changes::keep(self.tx, self.set, subject, before, version)
    }
}
