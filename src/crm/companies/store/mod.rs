//! All SQL on `company`.

mod bulk;
mod listing;
mod search;

use rusqlite::named_params;

use super::model::{Company, CompanyInput};
use crate::base::{At, CompanyId, Error, Result, SubjectKind, text};
use crate::crm::fields::{self, Place};
use crate::crm::{points, subjects, tags};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

pub use bulk::{Mark, find_many, with_marks};
#[cfg(test)]
pub(in crate::crm) use listing::statement;
pub use listing::{count, ids_after, list, list_due, list_trash, sources};
pub use search::{
    find_by_domain, find_by_external_id, find_by_name, find_by_vat_number, likely, lines, names,
};

/// The company, in use or in the trash, or `NotFound`; `Merged` if it is a part of another by now.
pub fn find(view: &View, id: CompanyId) -> Result<Company> {
    let company = maybe_find(view, id)?.ok_or(Error::NotFound)?;
    if !company.is_live() {
        subjects::store::refuse_merged(view, SubjectKind::Company, id.subject())?;
    }
    Ok(company)
}

/// The company, in use or in the trash or a part of another, if there is one.
pub fn maybe_find(view: &View, id: CompanyId) -> Result<Option<Company>> {
    let found = view.maybe(
        "SELECT id, name, registration_number, vat_number, owner_id, source, external_id, trashed_at, version,
                created_at, created_by, updated_at, updated_by
         FROM company
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        company,
    )?;
    let Some(mut company) = found else { return Ok(None) };
    company.facts.points = points::store::of(view, id.subject())?;
    company.facts.tags = tags::store::names_of(view, id.subject())?;
    company.facts.values = fields::store::values(view, id.subject())?;
    Ok(Some(company))
}

/// Adds a company, with its points and tags.
pub fn insert(tx: &Tx, input: &CompanyInput) -> Result<Company> {
    let id = CompanyId::of(subjects::store::insert(tx, SubjectKind::Company)?);
    let company = Company::new(id, input.clone(), tx.now(), tx.member());
    let name = &company.facts.name;
    tx.insert(
        "INSERT INTO company
           (id, workspace_id, name, name_sort, name_key, created_at, created_by, updated_at, updated_by)
         VALUES (:id, :workspace, :name, :name_sort, :name_key, :at, :by, :at, :by)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":name": name,
            ":name_sort": text::sort_key(name),
            ":name_key": text::fold(name),
            ":at": company.created_at,
            ":by": company.created_by,
        },
    )?;
    save(tx, &company)?;
    Ok(company)
}

/// Notes that the company was added at that time.
pub fn backdate(tx: &Tx, id: CompanyId, at: At) -> Result<()> {
    tx.execute(
        "UPDATE company
         SET created_at = :at
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":at": at },
    )?;
    Ok(())
}

/// Stores every fact of the company as it now is, with its points and tags; the caller has checked the version.
pub fn save(tx: &Tx, company: &Company) -> Result<()> {
    let facts = &company.facts;
    tx.execute(
        "UPDATE company
         SET name = :name, name_sort = :name_sort, name_key = :name_key, registration_number = :registration_number,
             vat_number = :vat_number, owner_id = :owner, source = :source, external_id = :external_id,
             live = :trashed_at IS NULL, trashed_at = :trashed_at, version = :version, updated_at = :updated_at,
             updated_by = :updated_by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":id": company.id,
            ":workspace": tx.workspace(),
            ":name": facts.name,
            ":name_sort": text::sort_key(&facts.name),
            ":name_key": text::fold(&facts.name),
            ":registration_number": facts.registration_number,
            ":vat_number": facts.vat_number,
            ":owner": facts.owner,
            ":source": facts.source,
            ":external_id": facts.external_id,
            ":trashed_at": company.trashed_at,
            ":version": company.version,
            ":updated_at": company.updated_at,
            ":updated_by": company.updated_by,
        },
    )?;
    points::store::save(tx, company.id.subject(), &facts.points)?;
    if company.trashed_at.is_some() {
        points::store::rest(tx, company.id.subject())?;
    }
    fields::store::save(tx, company.id.subject(), &facts.values, Place::of(company.trashed_at))?;
    tags::store::save(tx, company.id.subject(), &facts.tags)
}

/// Deletes the company's own row for good; what hangs on it must be gone.
pub fn delete(tx: &Tx, id: CompanyId) -> Result<()> {
    tx.execute(
        "DELETE FROM company
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    subjects::store::delete(tx, id.subject())
}

fn company(row: &Row) -> rusqlite::Result<Company> {
    let facts = CompanyInput {
        name: row.get("name")?,
        registration_number: row.get("registration_number")?,
        vat_number: row.get("vat_number")?,
        owner: row.get("owner_id")?,
        source: row.get("source")?,
        external_id: row.get("external_id")?,
        ..CompanyInput::default()
    };
    Ok(Company {
        id: row.get("id")?,
        facts,
        trashed_at: row.get("trashed_at")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get("updated_by")?,
    })
}
