//! Looking for records that may be one: by what the indexes say of each record, never by comparing all with all.

use crate::base::likeness::Looks;
use crate::base::{CompanyId, ContactId, Result, SubjectId, SubjectKind};
use crate::crm::companies::{self, Company};
use crate::crm::contacts::{self, Contact};
use crate::crm::duplicates::{self, Seen, Why};
use crate::crm::points::{self, Kind, Point};
use crate::platform::{Tx, View};

/// So many records are looked at in one question.
const AT_ONCE: i64 = 20;
/// An address or number that more other records than these have is one of an office, and says nothing.
const SHARED_BY: usize = 2;

/// What a record may be, and why.
type Others = Vec<(SubjectId, Why)>;

/// What was found about some records.
#[derive(Debug)]
pub struct Looked {
    kind: SubjectKind,
    /// Each record with those that it may be, and why.
    found: Vec<(SubjectId, Others)>,
    seen: Seen,
}

impl Looked {
    /// How many records were looked at.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether every record has been looked at.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// Looks at the next records of that kind that were changed since the last look.
pub fn look(view: &View, kind: SubjectKind) -> Result<Looked> {
    let from = duplicates::store::walked(view, kind)?;
    let next = duplicates::store::list_unseen(view, kind, from, AT_ONCE)?;
    let found: Result<Vec<(SubjectId, Others)>> = match kind {
        SubjectKind::Company => {
            let ids: Vec<CompanyId> = next.iter().map(|seen| CompanyId::of(seen.subject)).collect();
            let companies = companies::store::find_many(view, &ids)?;
            companies.iter().map(|company| Ok((company.id.subject(), like_company(view, company)?))).collect()
        }
        _ => {
            let ids: Vec<ContactId> = next.iter().map(|seen| ContactId::of(seen.subject)).collect();
            let contacts = contacts::store::find_many(view, &ids)?;
            contacts.iter().map(|contact| Ok((contact.id.subject(), like_contact(view, contact)?))).collect()
        }
    };
    Ok(Looked { kind, found: found?, seen: next.last().copied().unwrap_or(from) })
}

/// What the record may be, the surest first.
pub fn alike(view: &View, kind: SubjectKind, subject: SubjectId) -> Result<Vec<SubjectId>> {
    let mut others = match kind {
        SubjectKind::Company => like_company(view, &companies::store::find(view, CompanyId::of(subject))?)?,
        _ => like_contact(view, &contacts::store::find(view, ContactId::of(subject))?)?,
    };
    others.sort_by_key(|(_, why)| why.doubt());
    Ok(others.into_iter().map(|(other, _)| other).collect())
}

/// Notes what was found.
pub fn keep(tx: &Tx, looked: &Looked) -> Result<()> {
    for (subject, others) in &looked.found {
        duplicates::store::replace(tx, looked.kind, *subject, others)?;
    }
    duplicates::store::walk_to(tx, looked.kind, looked.seen)
}

fn like_contact(view: &View, contact: &Contact) -> Result<Others> {
    let mut found = Found::new(contact.id.subject());
    for point in &contact.facts.points.points {
        let holders = holders(view, point)?;
        let people = contacts::store::lines(view, &holders)?;
        found.add_few(people.into_iter().map(|other| other.id.subject()).collect(), point.kind);
    }
    let looks = Looks::of(&contact.facts.name(), &contact.facts.company);
    let likely = contacts::store::likely(view, &contact.facts, Some(contact.id))?;
    for other in likely.iter().filter(|other| looks.is_like(&Looks::of(&other.name, &other.company))) {
        found.add(other.id.subject(), Why::Name);
    }
    Ok(found.others)
}

fn like_company(view: &View, company: &Company) -> Result<Others> {
    let mut found = Found::new(company.id.subject());
    for other in companies::store::find_by_vat_number(view, &company.facts.vat_number)? {
        found.add(other.subject(), Why::VatNumber);
    }
    for point in &company.facts.points.points {
        let holders = holders(view, point)?;
        let firms = companies::store::lines(view, &holders)?;
        found.add_few(firms.into_iter().map(|other| other.id.subject()).collect(), point.kind);
    }
    let looks = Looks::of(&company.facts.name, "");
    let likely = companies::store::likely(view, &company.facts)?;
    for other in likely.iter().filter(|other| looks.is_like(&Looks::of(&other.name, ""))) {
        found.add(other.id.subject(), Why::Name);
    }
    Ok(found.others)
}

fn holders(view: &View, point: &Point) -> Result<Vec<SubjectId>> {
    points::store::holders(view, point.kind, &point.norm)
}

/// What one record may be, each with the first reason that was found.
struct Found {
    own: SubjectId,
    others: Others,
}

impl Found {
    fn new(own: SubjectId) -> Found {
        Found { own, others: Vec::new() }
    }

    fn add(&mut self, other: SubjectId, why: Why) {
        if other != self.own && !self.others.iter().any(|(known, _)| *known == other) {
            self.others.push((other, why));
        }
    }

    /// Adds those who have an address or number in common, unless they are too many.
    fn add_few(&mut self, mut others: Vec<SubjectId>, kind: Kind) {
        others.retain(|other| *other != self.own);
        if others.len() > SHARED_BY {
            return;
        }
        let why = match kind {
            Kind::Email => Why::Email,
            Kind::Phone => Why::Phone,
            Kind::Domain => Why::Domain,
        };
        others.into_iter().for_each(|other| self.add(other, why));
    }
}
