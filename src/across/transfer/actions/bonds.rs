//! The records that rows name, found for many rows at once: by the other product's number, then by address, then by name.

use std::collections::{HashMap, HashSet};

use super::super::model::{Bound, Facts, Flaw, LINKED, Link, Said};
use super::called::called;
use crate::base::{CompanyId, ContactId, DealId, LeadId, Result, SubjectId, SubjectKind, text};
use crate::crm::companies::store::{Mark, with_marks};
use crate::crm::points::Kind;
use crate::crm::{contacts, deals, leads};
use crate::platform::View;

/// By what a record is named, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum By {
    Number,
    Address,
    Name,
}

const WAYS: [By; 3] = [By::Number, By::Address, By::Name];

/// The records that rows name.
#[derive(Default)]
pub struct Bonds {
    found: HashMap<(SubjectKind, By, String), Vec<SubjectId>>,
    /// Where those work, or are sold, that share their name with others.
    companies: HashMap<SubjectId, SubjectId>,
}

impl Bonds {
    /// The records in use that these rows name.
    pub fn of<F: Facts>(view: &View, rows: &[Said<F>]) -> Result<Bonds> {
        let mut bonds = Bonds::default();
        for kind in LINKED {
            for way in WAYS {
                let wanted: HashSet<String> = rows
                    .iter()
                    .filter_map(|said| key(kind, way, said.links.of(kind)?))
                    .filter(|text| !text.is_empty())
                    .collect();
                if wanted.is_empty() {
                    continue;
                }
                let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
                for (text, subject) in question(view, kind, way, &wanted)? {
                    let known = bonds.found.entry((kind, way, text)).or_default();
                    if !known.contains(&subject) {
                        known.push(subject);
                    }
                }
            }
        }
        bonds.tell_apart(view)?;
        Ok(bonds)
    }

    fn tell_apart(&mut self, view: &View) -> Result<()> {
        let namesakes = |wanted: SubjectKind| {
            let several =
                self.found.iter().filter(move |((kind, ..), hits)| *kind == wanted && hits.len() > 1);
            several.flat_map(|(_, hits)| hits.iter().copied())
        };
        let people: Vec<ContactId> = namesakes(SubjectKind::Contact).map(ContactId::of).collect();
        let offers: Vec<DealId> = namesakes(SubjectKind::Deal).map(DealId::of).collect();
        if !people.is_empty() {
            for contact in contacts::store::find_many(view, &people)? {
                let company = contact.facts.company_id.map(CompanyId::subject);
                self.companies.extend(company.map(|company| (contact.id.subject(), company)));
            }
        }
        if !offers.is_empty() {
            for deal in deals::store::find_many(view, &offers)? {
                let company = deal.facts.company_id.map(CompanyId::subject);
                self.companies.extend(company.map(|company| (deal.id.subject(), company)));
            }
        }
        Ok(())
    }

    /// Ties a row to the records that it names; gives what it names in vain.
    pub fn tie<F: Facts>(&self, said: &mut Said<F>) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut bound = Bound::default();
        let company =
            match said.links.of(SubjectKind::Company).map(|link| self.meet(SubjectKind::Company, link, None))
            {
                Some(Met::One(company)) => Some(company),
                _ => None,
            };
        for kind in LINKED {
            match said.links.of(kind).map(|link| self.meet(kind, link, company)) {
                None | Some(Met::Nothing) => {}
                Some(Met::One(subject)) => {
                    bound.about = bound.about.or(Some(subject));
                    if kind == SubjectKind::Contact {
                        bound.person = Some(ContactId::of(subject));
                    }
                }
                Some(Met::Nobody) => flaws.push(slight(unknown(kind))),
                Some(Met::Several) => flaws.push(slight("transfer-link-several")),
            }
        }
        said.facts.tie(bound);
        flaws
    }

    /// Of several with one name the row means the one at the company that it names too.
    fn meet(&self, kind: SubjectKind, link: &Link, company: Option<SubjectId>) -> Met {
        if link.is_empty() {
            return Met::Nothing;
        }
        let hits = WAYS.into_iter().find_map(|way| {
            let hits = self.found.get(&(kind, way, key(kind, way, link)?))?;
            Some(hits.as_slice())
        });
        match hits {
            None | Some([]) => Met::Nobody,
            Some([only]) => Met::One(*only),
            Some(several) => {
                let is_there =
                    |hit: &&SubjectId| company.is_some() && self.companies.get(hit) == company.as_ref();
                let mut there = several.iter().filter(is_there);
                match (there.next(), there.next()) {
                    (Some(only), None) => Met::One(*only),
                    _ => Met::Several,
                }
            }
        }
    }
}

/// Whom a link leads to.
enum Met {
    Nothing,
    One(SubjectId),
    Nobody,
    Several,
}

fn key(kind: SubjectKind, way: By, link: &Link) -> Option<String> {
    match way {
        By::Number => Some(link.external_id.clone()),
        By::Address => Some(link.email.clone()),
        By::Name if kind == SubjectKind::Company => Some(text::fold(&link.name)),
        By::Name => Some(text::sort_key(&link.name)),
    }
    .filter(|key| !key.is_empty())
}

fn question(view: &View, kind: SubjectKind, way: By, wanted: &[&str]) -> Result<Vec<(String, SubjectId)>> {
    match (kind, way) {
        (SubjectKind::Contact, By::Number) => {
            Ok(subjects(contacts::store::with_external_ids(view, wanted)?, ContactId::subject))
        }
        (SubjectKind::Contact, By::Address) => {
            let holders = contacts::store::holders(view, Kind::Email, wanted)?.into_iter();
            Ok(holders.map(|holder| (holder.norm, holder.id.subject())).collect())
        }
        (SubjectKind::Contact, By::Name) => {
            Ok(subjects(contacts::store::named(view, wanted)?, ContactId::subject))
        }
        (SubjectKind::Company, By::Number) => {
            Ok(subjects(with_marks(view, Mark::ExternalId, wanted)?, CompanyId::subject))
        }
        (SubjectKind::Company, By::Name) => {
            Ok(subjects(with_marks(view, Mark::Name, wanted)?, CompanyId::subject))
        }
        (SubjectKind::Deal | SubjectKind::Lead, By::Number) => called(view, kind, wanted),
        (SubjectKind::Deal, By::Name) => Ok(subjects(deals::store::named(view, wanted)?, DealId::subject)),
        (SubjectKind::Lead, By::Address) => lead(view, leads::store::Mark::Email, wanted),
        (SubjectKind::Lead, By::Name) => lead(view, leads::store::Mark::Name, wanted),
        _ => Ok(Vec::new()),
    }
}

fn lead(view: &View, mark: leads::store::Mark, wanted: &[&str]) -> Result<Vec<(String, SubjectId)>> {
    Ok(subjects(leads::store::with_marks(view, mark, wanted)?, LeadId::subject))
}

fn subjects<K>(found: Vec<(String, K)>, subject: fn(K) -> SubjectId) -> Vec<(String, SubjectId)> {
    found.into_iter().map(|(text, id)| (text, subject(id))).collect()
}

/// What is told where nobody is called so.
pub fn unknown(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Deal => "transfer-link-deal",
        SubjectKind::Lead => "transfer-link-lead",
        SubjectKind::Company => "transfer-link-company",
        _ => "transfer-link-person",
    }
}

fn slight(key: &str) -> Flaw {
    Flaw { column: None, key: key.to_owned(), is_fatal: false }
}
