//! Who may be meant by a lead.

use super::model::{Difference, Pick, Wins, as_contact, is_person, onto_company, onto_contact};
use crate::base::{CompanyId, ContactId, Result, SubjectId};
use crate::crm::companies::{self, CompanyInput, Likeness as Firm};
use crate::crm::contacts::{self, Likeness};
use crate::crm::deals::{self, Deal};
use crate::crm::leads::LeadInput;
use crate::crm::points::{self, Kind, is_own_domain};
use crate::platform::View;

/// So many open deals are offered.
const DEALS: usize = 5;

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match<T> {
    /// Who.
    pub id: T,
    /// By name.
    pub name: String,
    /// What tells them from others of that name.
    pub about: String,
    /// The key of the reason.
    pub key: &'static str,
    /// How sure that is.
    pub sureness: Sureness,
}

/// How sure a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// It is the one of that address or number.
    Sure,
    /// The same, and it lies in the trash.
    Trashed,
    /// Perhaps.
    Perhaps,
}

/// Everybody who may be meant.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    /// As the person, the surest first.
    pub contacts: Vec<Match<ContactId>>,
    /// As where they work, the surest first.
    pub companies: Vec<Match<CompanyId>>,
}

impl Matches {
    /// Of that lead.
    pub fn of(view: &View, lead: &LeadInput) -> Result<Matches> {
        Ok(Matches { contacts: people(view, lead)?, companies: firms(view, lead)? })
    }

    /// Those who are surely meant, as subjects.
    pub fn sure(&self) -> Vec<SubjectId> {
        let person = sure(&self.contacts).map(ContactId::subject);
        let company = sure(&self.companies).map(CompanyId::subject);
        person.into_iter().chain(company).collect()
    }

    /// The person unless somebody chooses otherwise.
    pub fn contact(&self, lead: &LeadInput) -> Pick<ContactId> {
        match sure(&self.contacts) {
            Some(id) => Pick::Known(id),
            None if is_person(lead) => Pick::New,
            None => Pick::Nobody,
        }
    }

    /// Where they work unless somebody chooses otherwise: surely there, or where the person works already.
    pub fn company(&self, lead: &LeadInput, works_at: Option<CompanyId>) -> Pick<CompanyId> {
        let is_same = |id: &CompanyId| {
            let named = self.companies.iter().any(|company| company.id == *id);
            named || lead.company.is_empty()
        };
        match (sure(&self.companies), works_at.filter(is_same)) {
            (Some(id), _) | (None, Some(id)) => Pick::Known(id),
            (None, None) if lead.company.is_empty() => Pick::Nobody,
            (None, None) => Pick::New,
        }
    }
}

/// The one who is surely meant: the first by the first key that says so.
fn sure<T: Copy>(matches: &[Match<T>]) -> Option<T> {
    matches.iter().find(|found| found.sureness != Sureness::Perhaps).map(|found| found.id)
}

fn people(view: &View, lead: &LeadInput) -> Result<Vec<Match<ContactId>>> {
    let mut found = Vec::new();
    for (kind, norm, key) in [
        (Kind::Email, &lead.email_norm, Likeness::Email.key()),
        (Kind::Phone, &lead.phone_norm, Likeness::Phone.key()),
    ] {
        let here = contacts::store::lines(view, &points::store::holders(view, kind, norm)?)?;
        // Of several who share an address nobody is surely meant.
        let sureness = if here.len() == 1 { Sureness::Sure } else { Sureness::Perhaps };
        let here = here.into_iter().map(|one| Match {
            id: one.id,
            about: if one.company.is_empty() { one.email } else { one.company },
            name: one.name,
            key,
            sureness,
        });
        add(&mut found, here);
        for subject in points::store::resting(view, kind, norm)? {
            let contact = contacts::store::maybe_find(view, ContactId::of(subject))?;
            let trashed = contact.filter(|contact| !contact.is_live()).map(|contact| Match {
                id: contact.id,
                name: contact.facts.name(),
                about: contact.facts.company,
                key,
                sureness: Sureness::Trashed,
            });
            add(&mut found, trashed);
        }
    }
    if is_person(lead) {
        let alike = contacts::store::likely(view, &as_contact(lead, None, None), None)?.into_iter();
        let alike = alike.filter(|other| other.likeness == Likeness::Name).map(|other| Match {
            id: other.id,
            name: other.name,
            about: if other.company.is_empty() { other.email } else { other.company },
            key: other.likeness.key(),
            sureness: Sureness::Perhaps,
        });
        add(&mut found, alike);
    }
    Ok(found)
}

fn firms(view: &View, lead: &LeadInput) -> Result<Vec<Match<CompanyId>>> {
    let mut found = Vec::new();
    let named = |ids: Vec<CompanyId>| -> Result<Vec<companies::Short>> {
        companies::store::lines(view, &ids.into_iter().map(CompanyId::subject).collect::<Vec<_>>())
    };
    let certain = |company: companies::Short, key| Match {
        id: company.id,
        name: company.name,
        about: company.domain,
        key,
        sureness: Sureness::Sure,
    };
    let of_number = named(companies::store::find_by_vat_number(view, &lead.vat_number)?)?;
    add(&mut found, of_number.into_iter().map(|company| certain(company, Firm::VatNumber.key())));
    if let Some(domain) = domain(lead) {
        let key = Firm::Domain.key();
        let here = named(companies::store::find_by_domain(view, domain)?)?;
        add(&mut found, here.into_iter().map(|company| certain(company, key)));
        for subject in points::store::resting(view, Kind::Domain, domain)? {
            let company = companies::store::maybe_find(view, CompanyId::of(subject))?;
            let trashed = company.filter(|company| !company.is_live()).map(|company| Match {
                id: company.id,
                name: company.facts.name,
                about: domain.to_owned(),
                key,
                sureness: Sureness::Trashed,
            });
            add(&mut found, trashed);
        }
    }
    if !lead.company.is_empty() {
        let named = CompanyInput { name: lead.company.clone(), ..CompanyInput::default() };
        let alike = companies::store::likely(view, &named)?.into_iter().map(|other| Match {
            id: other.id,
            name: other.name,
            about: other.domain,
            key: other.likeness.key(),
            sureness: Sureness::Perhaps,
        });
        add(&mut found, alike);
    }
    Ok(found)
}

/// The company's own domain: its web site's, or else its people's address's.
fn domain(lead: &LeadInput) -> Option<&str> {
    let of_email = lead.email_norm.rsplit_once('@').map(|(_, domain)| domain);
    let site = Some(lead.domain.as_str()).filter(|domain| !domain.is_empty());
    site.or(of_email).filter(|domain| is_own_domain(domain))
}

fn add<T: PartialEq>(found: &mut Vec<Match<T>>, others: impl IntoIterator<Item = Match<T>>) {
    for other in others {
        if found.iter().all(|known| known.id != other.id) {
            found.push(other);
        }
    }
}

/// Their open deals, what should be won soonest first.
pub fn open_deals(view: &View, contact: Pick<ContactId>, company: Pick<CompanyId>) -> Result<Vec<Deal>> {
    let mut found: Vec<Deal> = Vec::new();
    if let Pick::Known(id) = contact {
        found.extend(deals::store::list_open_of(view, &deals::Filter::of_contact(id), DEALS)?);
    }
    if let Pick::Known(id) = company {
        let theirs = deals::store::list_open_of(view, &deals::Filter::of_company(id), DEALS)?;
        for deal in theirs {
            if found.iter().all(|known| known.id != deal.id) {
                found.push(deal);
            }
        }
    }
    found.truncate(DEALS);
    Ok(found)
}

/// Where the lead differs from those who were chosen.
pub fn differences(
    view: &View,
    lead: &LeadInput,
    contact: Pick<ContactId>,
    company: Pick<CompanyId>,
) -> Result<Vec<Difference>> {
    let none = Wins::default();
    let mut found = Vec::new();
    let firm = match company {
        Pick::Known(id) => {
            let stored = companies::store::find(view, id)?.facts;
            found.extend(onto_company(&stored, lead, &none).lost);
            Some((id, stored.name))
        }
        Pick::New => Some((CompanyId::NONE, lead.company.clone())),
        Pick::Nobody | Pick::Sure => None,
    };
    if let Pick::Known(id) = contact {
        let stored = contacts::store::find(view, id)?.facts;
        found.splice(0..0, onto_contact(&stored, lead, firm.as_ref(), &none).lost);
    }
    Ok(found)
}
