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
    /// Whether every record has been looked at.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// Looks at the next records of that kind that were changed since the last look.
pub fn look(view: &View, kind: SubjectKind) -> Result<Looked> {
    let from = duplicates::store::walked(view, kind)?;
    let next = duplicates::store::list_unseen(view, kind, from, AT_ONCE)?;
    let subjects: Vec<SubjectId> = next.iter().map(|seen| seen.subject).collect();
    let mut found = like(view, kind, &subjects)?;
    for (subject, others) in &mut found {
        others.extend(confirmed(view, kind, *subject, others)?);
    }
    tell_each_other(&mut found);
    Ok(Looked { kind, found, seen: next.last().copied().unwrap_or(from) })
}

/// Pairs of the record that were found from the other side, and still would be: names are not looked up alike both ways.
fn confirmed(view: &View, kind: SubjectKind, own: SubjectId, found: &Others) -> Result<Others> {
    let mut known = duplicates::store::open_others(view, own)?;
    known.retain(|other| !found.iter().any(|(found, _)| found == other));
    let seen_from_there = like(view, kind, &known)?.into_iter().filter_map(|(other, theirs)| {
        let (_, why) = theirs.into_iter().find(|(found, _)| *found == own)?;
        Some((other, why))
    });
    Ok(seen_from_there.collect())
}

/// What one of these records found in another, the other has found, too.
fn tell_each_other(found: &mut [(SubjectId, Others)]) {
    let pairs: Vec<(SubjectId, SubjectId, Why)> = found
        .iter()
        .flat_map(|(own, others)| others.iter().map(|(other, why)| (*own, *other, *why)))
        .collect();
    for (own, other, why) in pairs {
        let theirs = found.iter_mut().find(|(subject, _)| *subject == other);
        if let Some((_, theirs)) = theirs.filter(|(_, theirs)| theirs.iter().all(|(known, _)| *known != own))
        {
            theirs.push((own, why));
        }
    }
}

/// Each of the records that is in use, with what it may be.
fn like(view: &View, kind: SubjectKind, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, Others)>> {
    match kind {
        SubjectKind::Company => {
            let ids: Vec<CompanyId> = subjects.iter().copied().map(CompanyId::of).collect();
            let companies = companies::store::find_many(view, &ids)?;
            companies.iter().map(|company| Ok((company.id.subject(), like_company(view, company)?))).collect()
        }
        _ => {
            let ids: Vec<ContactId> = subjects.iter().copied().map(ContactId::of).collect();
            let contacts = contacts::store::find_many(view, &ids)?;
            contacts.iter().map(|contact| Ok((contact.id.subject(), like_contact(view, contact)?))).collect()
        }
    }
}

/// What the record may be, the surest first.
pub fn alike(view: &View, kind: SubjectKind, subject: SubjectId) -> Result<Vec<SubjectId>> {
    let found = like(view, kind, &[subject])?.pop();
    let mut others = found.map(|(_, others)| others).unwrap_or_default();
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
