//! Whose record a note is about: what only this slice can know.

use super::model::Twin;
use crate::across::naming::{self, Named};
use crate::base::{
    CompanyId, ContactId, DealId, Error, LeadId, MemberId, NoteId, Result, Right, SubjectId, SubjectKind,
};
use crate::crm::activities::{self, Note};
use crate::crm::leads::Lead;
use crate::crm::points::{self, Kind};
use crate::crm::{companies, contacts, deals, leads, subjects};
use crate::platform::View;

/// A note that was not removed, about a record that the reader may see, or `NotFound`.
pub fn find(view: &View, id: NoteId) -> Result<Note> {
    let note = activities::store::find_note(view, id)?;
    look(view, note.about)?;
    if note.is_live { Ok(note) } else { Err(Error::NotFound) }
}

/// The same, if the reader may change the record that it is about.
pub fn find_mine(view: &View, id: NoteId) -> Result<Note> {
    let note = find(view, id)?;
    require(view, note.about)?;
    Ok(note)
}

/// What the subject is, if the reader may change its record.
pub fn require(view: &View, about: SubjectId) -> Result<SubjectKind> {
    let kind = subjects::store::kind(view, about)?;
    view.actor().require_on(to_write(kind), owner(view, kind, about)?)?;
    Ok(kind)
}

/// `NotFound` unless that is a contact, a company, a lead or a deal; `Forbidden` if the reader may not see it.
pub fn look(view: &View, about: SubjectId) -> Result<()> {
    let kind = subjects::store::kind(view, about)?;
    view.actor().require(to_read(kind))?;
    owner(view, kind, about).map(|_| ())
}

/// Contacts, companies and other leads with the e-mail address or the telephone number of the lead.
pub fn twins(view: &View, lead: &Lead) -> Result<Vec<Twin>> {
    let holders = |kind, norm: &str| points::store::holders(view, kind, norm);
    let leads = |ids: Vec<LeadId>| ids.into_iter().map(LeadId::subject).collect::<Vec<_>>();
    let found = [
        ("contacts-like-email", holders(Kind::Email, &lead.facts.email_norm)?),
        ("contacts-like-email", leads(leads::store::with_email(view, lead)?)),
        ("contacts-like-phone", holders(Kind::Phone, &lead.facts.phone_norm)?),
        ("contacts-like-phone", leads(leads::store::with_phone(view, lead)?)),
    ];
    let became: Vec<SubjectId> = became(view, lead)?.into_iter().map(|named| named.subject).collect();
    let mut twins: Vec<Twin> = Vec::new();
    for (key, subjects) in found {
        for named in naming::names(view, &subjects)? {
            let is_known = twins.iter().any(|twin| twin.named.subject == named.subject);
            if !is_known && !became.contains(&named.subject) {
                twins.push(Twin { named, key });
            }
        }
    }
    Ok(twins)
}

/// What the lead became, as far as it is in use.
pub fn became(view: &View, lead: &Lead) -> Result<Vec<Named>> {
    let Some(into) = lead.converted else { return Ok(Vec::new()) };
    let (contact, company) = (into.contact.map(ContactId::subject), into.company.map(CompanyId::subject));
    let subjects = [contact, company, into.deal.map(DealId::subject)];
    naming::names(view, &subjects.into_iter().flatten().collect::<Vec<_>>())
}

fn owner(view: &View, kind: SubjectKind, about: SubjectId) -> Result<Option<MemberId>> {
    match kind {
        SubjectKind::Company => Ok(companies::store::find(view, CompanyId::of(about))?.facts.owner),
        SubjectKind::Contact => Ok(contacts::store::find(view, ContactId::of(about))?.facts.owner),
        SubjectKind::Lead => Ok(leads::store::find(view, LeadId::of(about))?.facts.owner),
        SubjectKind::Deal => Ok(deals::store::find(view, DealId::of(about))?.facts.owner),
        SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => Err(Error::NotFound),
    }
}

/// Who may see such a record may read about it.
fn to_read(kind: SubjectKind) -> Right {
    match kind {
        SubjectKind::Lead | SubjectKind::Deal => Right::SalesRead,
        SubjectKind::Company
        | SubjectKind::Contact
        | SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File => Right::CustomersRead,
        SubjectKind::Product | SubjectKind::Invoice | SubjectKind::Quote => Right::MoneyRead,
    }
}

/// Who may change such a record may write about it.
fn to_write(kind: SubjectKind) -> Right {
    match kind {
        SubjectKind::Lead | SubjectKind::Deal => Right::SalesWrite,
        SubjectKind::Company
        | SubjectKind::Contact
        | SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File => Right::CustomersWrite,
        SubjectKind::Product | SubjectKind::Invoice | SubjectKind::Quote => Right::MoneyWrite,
    }
}
