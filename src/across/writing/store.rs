//! Who may get a letter from the page of a record: what only this slice can know.

use std::collections::HashSet;

use super::model::{Addressee, Desk};
use crate::across::filing;
use crate::base::listing::Paging;
use crate::base::{
    CompanyId, ContactId, DealId, Error, Language, LeadId, MailId, Result, SubjectId, SubjectKind,
};
use crate::crm::activities::Access;
use crate::crm::contacts::{self, Contact};
use crate::crm::mails::{self, Field, Mail, Values};
use crate::crm::points::{Kind, Point};
use crate::crm::{companies, deals, files, leads, subjects};
use crate::platform::View;
use crate::platform::mailer::Correspondent;
use crate::workspace::{accounts, settings};

/// So many files are offered, the newest ones.
const FILES: i64 = 20;

/// So many names of those who were ticked stand on the page.
const NAMED: usize = 3;

/// The same for people who were ticked in a list: each of them at their first address. `NotFound` for what is no contact
/// and no lead.
pub fn desk_of(view: &View, people: &[SubjectId]) -> Result<Desk> {
    let first = *people.first().ok_or(Error::NotFound)?;
    if people.len() == 1 {
        return desk(view, first);
    }
    let (mut names, mut addressees, mut offered) = (Vec::new(), Vec::new(), HashSet::new());
    let (mut unreachable, mut sharing) = (Vec::new(), Vec::new());
    for person in people {
        let record = filing::require(view, *person)?;
        let addresses = match subjects::store::kind(view, *person)? {
            SubjectKind::Contact => contact(&contacts::store::find(view, ContactId::of(*person))?),
            SubjectKind::Lead => lead(&leads::store::find(view, LeadId::of(*person))?),
            _ => return Err(Error::NotFound),
        };
        match addresses.into_iter().next() {
            None => unreachable.push(record.name.clone()),
            Some(to) if offered.insert(to.norm.clone()) => addressees.push(to),
            Some(to) => sharing.push(format!("{}, {}", record.name, to.address)),
        }
        names.push(record.name);
    }
    let more = if names.len() > NAMED { " …" } else { "" };
    names.truncate(NAMED);
    let list = format!("/{}", subjects::store::kind(view, first)?.place());
    let addressees = judged(view, addressees)?;
    let mut desk = Desk { many: people.to_vec(), addressees, unreachable, sharing, ..desk(view, first)? };
    (desk.record.name, desk.record.path) = (names.join(", ") + more, list);
    // A file belongs to one record.
    desk.files.clear();
    Ok(desk)
}

/// All that the page of writing knows, if the reader may change the record; `NotFound` if nobody can be written to there.
pub fn desk(view: &View, about: SubjectId) -> Result<Desk> {
    let record = filing::require(view, about)?;
    let account = accounts::find(view, view.actor().account.ok_or(Error::Forbidden)?)?;
    let settings = settings::of(view)?;
    let mut values = Values::default()
        .with(Field::MyName, account.name.as_str())
        .with(Field::Workspace, settings.company.name.as_str());
    let addressees = match subjects::store::kind(view, about)? {
        SubjectKind::Contact => contact(&contacts::store::find(view, ContactId::of(about))?),
        SubjectKind::Lead => lead(&leads::store::find(view, LeadId::of(about))?),
        SubjectKind::Company => company(view, CompanyId::of(about))?,
        SubjectKind::Deal => {
            let deal = deals::store::find(view, DealId::of(about))?;
            values = values.with(Field::Deal, deal.facts.name.as_str());
            let people: Vec<ContactId> = deal.facts.people.iter().map(|person| person.contact).collect();
            contacts::store::find_many(view, &people)?.iter().flat_map(contact).collect()
        }
        SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => {
            return Err(Error::NotFound);
        }
    };
    Ok(Desk {
        many: Vec::new(),
        addressees: judged(view, addressees)?,
        unreachable: Vec::new(),
        sharing: Vec::new(),
        files: files::store::list_about(view, about, FILES)?,
        templates: mails::store::list_templates(view)?,
        values,
        reply_to: Correspondent { name: account.name, address: account.email },
        signature: account.signature,
        language: settings.regional.language,
        record,
    })
}

/// The mail with what the reader may do to its person, if they may see that one.
pub fn find(view: &View, id: MailId) -> Result<(Mail, filing::Holder)> {
    let mail = mails::store::find(view, id)?;
    let person = filing::look(view, subjects::store::present(view, mail.person)?)?;
    Ok((mail, person))
}

/// The same, if the reader may change that one.
pub fn find_mine(view: &View, id: MailId) -> Result<Mail> {
    let (mail, person) = find(view, id)?;
    if person.access == Access::Write { Ok(mail) } else { Err(Error::Forbidden) }
}

fn contact(contact: &Contact) -> Vec<Addressee> {
    let facts = &contact.facts;
    let values = Values::default()
        .with(Field::FirstName, facts.first_name.as_str())
        .with(Field::LastName, facts.last_name.as_str())
        .with(Field::Name, facts.name())
        .with(Field::JobTitle, facts.job_title.as_str())
        .with(Field::Company, facts.company.as_str());
    let person = Known {
        subject: contact.id.subject(),
        kind: SubjectKind::Contact,
        name: facts.name(),
        values,
        language: facts.language,
    };
    facts.points.of(Kind::Email).map(|point| person.at(point)).collect()
}

fn lead(lead: &leads::Lead) -> Vec<Addressee> {
    let facts = &lead.facts;
    if facts.email.is_empty() {
        return Vec::new();
    }
    let values = Values::default()
        .with(Field::FirstName, facts.first_name.as_str())
        .with(Field::LastName, facts.last_name.as_str())
        .with(Field::Name, facts.name())
        .with(Field::JobTitle, facts.job_title.as_str())
        .with(Field::Company, facts.company.as_str());
    vec![Addressee {
        person: lead.id.subject(),
        kind: SubjectKind::Lead,
        name: facts.name(),
        values,
        language: None,
        address: facts.email.clone(),
        norm: facts.email_norm.clone(),
        is_suppressed: false,
    }]
}

/// The company itself, then the first of those who work there, by name.
fn company(view: &View, id: CompanyId) -> Result<Vec<Addressee>> {
    let found = companies::store::find(view, id)?;
    let firm = Known {
        subject: id.subject(),
        kind: SubjectKind::Company,
        values: Values::default()
            .with(Field::Name, found.facts.name.as_str())
            .with(Field::Company, found.facts.name.as_str()),
        name: found.facts.name,
        language: None,
    };
    let mut all: Vec<Addressee> = found.facts.points.of(Kind::Email).map(|point| firm.at(point)).collect();
    let filter = contacts::Filter::of_company(id);
    let page = contacts::store::list(view, &filter, &Paging::start(contacts::SortBy::Name))?;
    let people: Vec<ContactId> = page.rows.iter().map(|person| person.id).collect();
    all.extend(contacts::store::find_many(view, &people)?.iter().flat_map(contact));
    Ok(all)
}

/// Somebody, before it is known at which address.
struct Known {
    subject: SubjectId,
    kind: SubjectKind,
    name: String,
    values: Values,
    language: Option<Language>,
}

impl Known {
    fn at(&self, point: &Point) -> Addressee {
        Addressee {
            person: self.subject,
            kind: self.kind,
            name: self.name.clone(),
            values: self.values.clone(),
            language: self.language,
            address: point.value.clone(),
            norm: point.norm.clone(),
            is_suppressed: false,
        }
    }
}

/// Who of them wants nothing that goes to many. An address that two share is offered once.
fn judged(view: &View, mut addressees: Vec<Addressee>) -> Result<Vec<Addressee>> {
    let mut known = HashSet::new();
    addressees.retain(|to| known.insert(to.norm.clone()));
    let norms: Vec<&str> = addressees.iter().map(|to| to.norm.as_str()).collect();
    let suppressed = mails::store::suppressed_among(view, &norms)?;
    for to in &mut addressees {
        to.is_suppressed = suppressed.contains(&to.norm);
    }
    Ok(addressees)
}
