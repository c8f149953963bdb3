//! Questions by which companies are matched.

use rusqlite::named_params;

use super::super::model::{CompanyInput, Likely, Likeness, Short};
use crate::base::likeness::Looks;
use crate::base::{CompanyId, Result, SubjectId, text};
use crate::crm::points::{self, Kind};
use crate::platform::{View, search_index};

/// Those of the subjects that are companies in use, in the order of the question.
pub fn lines(view: &View, subjects: &[SubjectId]) -> Result<Vec<Short>> {
    view.all(
        "SELECT company.id, company.name,
                (SELECT value
                 FROM contact_point
                 WHERE workspace_id = company.workspace_id AND subject_id = company.id AND kind = 'domain'
                 ORDER BY position
                 LIMIT 1) AS domain
         FROM json_each(:subjects) AS wanted
         CROSS JOIN company ON company.workspace_id = :workspace AND company.id = wanted.value AND company.live = 1
         ORDER BY wanted.key",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| {
            Ok(Short {
                id: row.get("id")?,
                name: row.get("name")?,
                domain: row.get::<_, Option<String>>("domain")?.unwrap_or_default(),
            })
        },
    )
}

/// Names to choose from while typing; at most `limit`, by name.
pub fn names(view: &View, limit: i64) -> Result<Vec<String>> {
    view.all(
        "SELECT name
         FROM company
         WHERE workspace_id = :workspace
           AND live = 1
         ORDER BY name_sort, id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":limit": limit },
        |row| row.get("name"),
    )
}

/// Companies in use of that name in any spelling, the oldest first.
pub fn find_by_name(view: &View, name: &str) -> Result<Vec<CompanyId>> {
    view.all(
        "SELECT id
         FROM company
         WHERE workspace_id = :workspace
           AND name_key = :key
           AND live = 1
         ORDER BY id
         LIMIT 10",
        named_params! { ":workspace": view.workspace(), ":key": text::fold(name) },
        |row| row.get("id"),
    )
}

/// Companies in use with that VAT number, in capitals without blanks.
pub fn find_by_vat_number(view: &View, vat_number: &str) -> Result<Vec<CompanyId>> {
    view.all(
        "SELECT id
         FROM company
         WHERE workspace_id = :workspace
           AND vat_number = :vat_number
           AND vat_number <> ''
           AND live = 1
         ORDER BY id
         LIMIT 10",
        named_params! { ":workspace": view.workspace(), ":vat_number": vat_number },
        |row| row.get("id"),
    )
}

/// Companies in use that came from another product under that name.
pub fn find_by_external_id(view: &View, external_id: &str) -> Result<Vec<CompanyId>> {
    view.all(
        "SELECT id
         FROM company
         WHERE workspace_id = :workspace
           AND external_id = :external_id
           AND external_id <> ''
           AND live = 1
         ORDER BY id
         LIMIT 10",
        named_params! { ":workspace": view.workspace(), ":external_id": external_id },
        |row| row.get("id"),
    )
}

/// Companies in use with that domain or web address.
pub fn find_by_domain(view: &View, domain: &str) -> Result<Vec<CompanyId>> {
    let Some(norm) = points::domain_norm(domain) else { return Ok(Vec::new()) };
    let holders = points::store::holders(view, Kind::Domain, &norm)?;
    Ok(lines(view, &holders)?.into_iter().map(|line| line.id).collect())
}

/// So many companies of a like name are compared.
const COMPARED: u32 = 50;
/// So many likely duplicates are shown.
const SHOWN: usize = 5;

/// Companies in use that may be the same, the surest first.
pub fn likely(view: &View, input: &CompanyInput) -> Result<Vec<Likely>> {
    let mut found: Vec<Likely> = Vec::new();
    let of_number: Vec<SubjectId> =
        find_by_vat_number(view, &input.vat_number)?.into_iter().map(CompanyId::subject).collect();
    add(&mut found, lines(view, &of_number)?, Likeness::VatNumber);
    for domain in input.points.of(Kind::Domain) {
        let holders = points::store::holders(view, Kind::Domain, &domain.norm)?;
        add(&mut found, lines(view, &holders)?, Likeness::Domain);
    }
    let candidates = lines(view, &search_index::find_near(view, &input.name, COMPARED)?)?;
    let looks = Looks::of(&input.name, "");
    let alike = candidates.into_iter().filter(|other| looks.is_like(&Looks::of(&other.name, ""))).collect();
    add(&mut found, alike, Likeness::Name);
    found.truncate(SHOWN);
    Ok(found)
}

fn add(found: &mut Vec<Likely>, others: Vec<Short>, likeness: Likeness) {
    for Short { id, name, domain } in others {
        if !found.iter().any(|known| known.id == id) {
            found.push(Likely { id, name, domain, likeness });
        }
    }
}
