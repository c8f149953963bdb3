//! All SQL on `contact`.

mod bulk;
mod listing;
mod search;

use rusqlite::named_params;

use super::model::{Contact, ContactInput};
use crate::base::{At, CompanyId, ContactId, Error, Result, SubjectKind, text};
use crate::crm::fields::{self, Place};
use crate::crm::points::{self, Kind};
use crate::crm::{subjects, tags};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use bulk::{Holder, find_many, has_of_company, holders, named, with_external_ids};
#[cfg(test)]
pub(in crate::crm) use listing::statement;
pub use listing::{count, ids_after, list, list_due, list_trash, sources};
pub use search::{find_by_email, find_by_external_id, find_by_phone, likely, lines};

/// The contact, in use or in the trash, or `NotFound`; `Merged` if it is a part of another by now.
pub fn find(view: &View, id: ContactId) -> Result<Contact> {
    let contact = maybe_find(view, id)?.ok_or(Error::NotFound)?;
    if !contact.is_live() {
        subjects::store::refuse_merged(view, SubjectKind::Contact, id.subject())?;
    }
    Ok(contact)
}

/// The contact, in use or in the trash or a part of another, if there is one.
pub fn maybe_find(view: &View, id: ContactId) -> Result<Option<Contact>> {
    let found = view.maybe(
        "SELECT contact.id, contact.first_name, contact.middle_name, contact.last_name, contact.job_title,
                contact.company_id, company.name AS company, contact.owner_id, contact.source, contact.basis,
                contact.basis_on, contact.language, contact.external_id, contact.trashed_at, contact.version,
                contact.created_at, contact.created_by, contact.updated_at, contact.updated_by
         FROM contact
         LEFT JOIN company ON company.workspace_id = contact.workspace_id AND company.id = contact.company_id
         WHERE contact.workspace_id = :workspace
           AND contact.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        contact,
    )?;
    let Some(mut contact) = found else { return Ok(None) };
    contact.facts.points = points::store::of(view, id.subject())?;
    contact.facts.tags = tags::store::names_of(view, id.subject())?;
    contact.facts.values = fields::store::values(view, id.subject())?;
    Ok(Some(contact))
}

/// Adds a contact, with its points and tags; `input.company_id` counts, not the company's name.
pub fn insert(tx: &Tx, input: &ContactInput) -> Result<Contact> {
    let id = ContactId::of(subjects::store::insert(tx, SubjectKind::Contact)?);
    let contact = Contact::new(id, input.clone(), tx.now(), tx.member());
    let name = contact.facts.name();
    tx.insert(
        "INSERT INTO contact (id, workspace_id, name, name_sort, created_at, created_by, updated_at, updated_by)
         VALUES (:id, :workspace, :name, :name_sort, :at, :by, :at, :by)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":name": name,
            ":name_sort": text::sort_key(&name),
            ":at": contact.created_at,
            ":by": contact.created_by,
        },
    )?;
    save(tx, &contact)?;
    Ok(contact)
}

/// Notes that the contact was added at that time.
pub fn backdate(tx: &Tx, id: ContactId, at: At) -> Result<()> {
    tx.execute(
        "UPDATE contact
         SET created_at = :at
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":at": at },
    )?;
    Ok(())
}

/// Stores every fact of the contact as it now is, with its points and tags; the caller has checked the version.
pub fn save(tx: &Tx, contact: &Contact) -> Result<()> {
    let facts = &contact.facts;
    let name = facts.name();
    tx.execute(
        "UPDATE contact
         SET name = :name, name_sort = :name_sort, first_name = :first_name, middle_name = :middle_name,
             last_name = :last_name, email = :email, job_title = :job_title, company_id = :company, owner_id = :owner,
             source = :source, basis = :basis, basis_on = :basis_on, language = :language,
             external_id = :external_id, live = :trashed_at IS NULL, trashed_at = :trashed_at, version = :version,
             updated_at = :updated_at, updated_by = :updated_by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":id": contact.id,
            ":workspace": tx.workspace(),
            ":name": name,
            ":name_sort": text::sort_key(&name),
            ":first_name": facts.first_name,
            ":middle_name": facts.middle_name,
            ":last_name": facts.last_name,
            ":email": facts.points.first(Kind::Email),
            ":job_title": facts.job_title,
            ":company": facts.company_id,
            ":owner": facts.owner,
            ":source": facts.source,
            ":basis": facts.basis.map(|basis| basis.code()),
            ":basis_on": facts.basis_on,
            ":language": facts.language,
            ":external_id": facts.external_id,
            ":trashed_at": contact.trashed_at,
            ":version": contact.version,
            ":updated_at": contact.updated_at,
            ":updated_by": contact.updated_by,
        },
    )?;
    points::store::save(tx, contact.id.subject(), &facts.points)?;
    if contact.trashed_at.is_some() {
        points::store::rest(tx, contact.id.subject())?;
    }
    fields::store::save(tx, contact.id.subject(), &facts.values, Place::of(contact.trashed_at))?;
    tags::store::save(tx, contact.id.subject(), &facts.tags)
}

/// Takes the link to that company away from every contact, before the company goes for good.
pub fn leave_company(tx: &Tx, company: CompanyId) -> Result<()> {
    tx.execute(
        "UPDATE contact
         SET company_id = NULL
         WHERE workspace_id = :workspace
           AND company_id = :company",
        named_params! { ":workspace": tx.workspace(), ":company": company },
    )?;
    Ok(())
}

/// How many contacts, in use or in the trash, are linked to that company.
pub fn count_of_company(view: &View, company: CompanyId) -> Result<i64> {
    view.one(
        "SELECT count(*) AS linked
         FROM contact
         WHERE workspace_id = :workspace
           AND company_id = :company",
        named_params! { ":workspace": view.workspace(), ":company": company },
        |row| row.get("linked"),
    )
}

/// Deletes the contact's own row for good; what hangs on it must be gone.
pub fn delete(tx: &Tx, id: ContactId) -> Result<()> {
    tx.execute(
        "DELETE FROM contact
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    subjects::store::delete(tx, id.subject())
}

fn contact(row: &Row) -> rusqlite::Result<Contact> {
    let basis: Option<String> = row.get("basis")?;
    let facts = ContactInput {
        first_name: row.get("first_name")?,
        middle_name: row.get("middle_name")?,
        last_name: row.get("last_name")?,
        job_title: row.get("job_title")?,
        company: row.get::<_, Option<String>>("company")?.unwrap_or_default(),
        company_id: row.get("company_id")?,
        owner: row.get("owner_id")?,
        source: row.get("source")?,
        basis: if basis.is_some() { Some(coded(row, "basis")?) } else { None },
        basis_on: row.get("basis_on")?,
        language: row.get("language")?,
        external_id: row.get("external_id")?,
        ..ContactInput::default()
    };
    Ok(Contact {
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
