//! Questions about many companies at once: imports match and exports walk by these.
//!
//! CROSS JOIN holds SQLite to the order of the statement: it would walk the whole workspace for an ORDER BY otherwise.

use std::collections::HashMap;

use rusqlite::named_params;

use super::super::model::Company;
use super::company;
use crate::base::{CompanyId, Result, SubjectId};
use crate::crm::{fields, points, tags};
use crate::platform::View;

/// By what companies are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Their name in the product they came from.
    ExternalId,
    /// The VAT number, in capitals without blanks.
    VatNumber,
    /// A normal domain.
    Domain,
    /// The folded name.
    Name,
}

impl Mark {
    fn statement(self) -> &'static str {
        match self {
            Mark::ExternalId => {
                "SELECT company.external_id AS mark, company.id
                 FROM json_each(:marks) AS wanted
                 CROSS JOIN company INDEXED BY company_external ON company.workspace_id = :workspace
                   AND company.external_id = wanted.value
                   AND company.external_id <> ''
                   AND company.live = 1
                 ORDER BY company.id"
            }
            Mark::VatNumber => {
                "SELECT company.vat_number AS mark, company.id
                 FROM json_each(:marks) AS wanted
                 CROSS JOIN company INDEXED BY company_vat ON company.workspace_id = :workspace
                   AND company.vat_number = wanted.value
                   AND company.vat_number <> ''
                   AND company.live = 1
                 ORDER BY company.id"
            }
            Mark::Domain => {
                "SELECT contact_point.norm AS mark, company.id
                 FROM json_each(:marks) AS wanted
                 CROSS JOIN contact_point ON contact_point.workspace_id = :workspace
                   AND contact_point.kind = 'domain'
                   AND contact_point.norm = wanted.value
                   AND contact_point.live = 1
                 CROSS JOIN company ON company.workspace_id = :workspace AND company.id = contact_point.subject_id
                 ORDER BY company.id"
            }
            Mark::Name => {
                "SELECT company.name_key AS mark, company.id
                 FROM json_each(:marks) AS wanted
                 CROSS JOIN company INDEXED BY company_key ON company.workspace_id = :workspace
                   AND company.name_key = wanted.value
                   AND company.live = 1
                 ORDER BY company.id"
            }
        }
    }
}

/// Companies in use with one of these marks: (mark, company), the oldest first.
pub fn with_marks(view: &View, mark: Mark, marks: &[&str]) -> Result<Vec<(String, CompanyId)>> {
    view.all(
        mark.statement(),
        named_params! { ":workspace": view.workspace(), ":marks": serde_json::to_string(marks)? },
        |row| Ok((row.get("mark")?, row.get("id")?)),
    )
}

/// Those of the companies that are in use, by number.
pub fn find_many(view: &View, ids: &[CompanyId]) -> Result<Vec<Company>> {
    let mut companies = view.all(
        "SELECT company.id, name, registration_number, vat_number, owner_id, source, external_id, trashed_at, version,
                created_at, created_by, updated_at, updated_by
         FROM json_each(:ids) AS wanted
         CROSS JOIN company ON company.workspace_id = :workspace AND company.id = wanted.value AND company.live = 1
         ORDER BY company.id",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        company,
    )?;
    let subjects: Vec<SubjectId> = companies.iter().map(|company| company.id.subject()).collect();
    let mut points = points::store::of_many(view, &subjects)?;
    let mut names: HashMap<SubjectId, Vec<String>> = HashMap::new();
    for (subject, name) in tags::store::of_many(view, &subjects)? {
        names.entry(subject).or_default().push(name);
    }
    let mut values = fields::store::of_many(view, &subjects)?;
    for company in &mut companies {
        company.facts.points = points.remove(&company.id.subject()).unwrap_or_default();
        company.facts.values = values.remove(&company.id.subject()).unwrap_or_default();
        company.facts.tags = names.remove(&company.id.subject()).unwrap_or_default();
    }
    Ok(companies)
}
