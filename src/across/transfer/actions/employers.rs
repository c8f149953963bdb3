//! The companies that the rows of other lists name.

use std::collections::HashMap;

use super::super::model::{Employer, Key, Said};
use super::records::Live;
use crate::base::{ChangeSetId, CompanyId, Country, Fields, MemberId, Result, text};
use crate::crm::companies::{self, CompanyInput};
use crate::crm::points::{domain_norm, is_own_domain};
use crate::platform::{Tx, View};

/// The companies that rows name: found once for many rows, added once for all.
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
        external_id: employer.external_id.clone(),
        ..facts.unwrap_or_else(|_| CompanyInput { name: name.into(), ..Default::default() })
    }
}

/// The keys of the company that a row names, the surest first.
fn keys(name: &str, employer: &Employer, country: Country) -> Vec<Key> {
    let mut keys = Vec::new();
    if !employer.external_id.is_empty() {
        keys.push(Key::External(employer.external_id.clone()));
    }
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
