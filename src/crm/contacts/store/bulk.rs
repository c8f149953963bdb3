//! Questions about many contacts at once: imports match and exports walk by these.
//!
//! CROSS JOIN holds SQLite to the order of the statement: it would walk the whole workspace for an ORDER BY otherwise.

use std::collections::HashMap;

use rusqlite::named_params;

use super::super::model::Contact;
use super::contact;
use crate::base::{CompanyId, ContactId, Result, SubjectId};
use crate::crm::points::{self, Kind};
use crate::crm::{fields, tags};
use crate::platform::View;
use crate::platform::db::Row;

/// Somebody who has a point: the normal form, who, and the name that they have for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The normal form of the point.
    pub norm: String,
    /// Who has it.
    pub id: ContactId,
    /// First, middle and last name; empty if nobody told them.
    pub own_name: String,
}

/// Those of the contacts that are in use, by number.
pub fn find_many(view: &View, ids: &[ContactId]) -> Result<Vec<Contact>> {
    let mut contacts = view.all(
        "SELECT contact.id, contact.first_name, contact.middle_name, contact.last_name, contact.job_title,
                contact.company_id, company.name AS company, contact.owner_id, contact.source, contact.basis,
                contact.basis_on, contact.language, contact.external_id, contact.trashed_at, contact.version,
                contact.created_at, contact.created_by, contact.updated_at, contact.updated_by
         FROM json_each(:ids) AS wanted
         CROSS JOIN contact ON contact.workspace_id = :workspace AND contact.id = wanted.value AND contact.live = 1
         LEFT JOIN company ON company.workspace_id = contact.workspace_id AND company.id = contact.company_id
         ORDER BY contact.id",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        contact,
    )?;
    let subjects: Vec<SubjectId> = contacts.iter().map(|contact| contact.id.subject()).collect();
    let mut points = points::store::of_many(view, &subjects)?;
    let mut names: HashMap<SubjectId, Vec<String>> = HashMap::new();
    for (subject, name) in tags::store::of_many(view, &subjects)? {
        names.entry(subject).or_default().push(name);
    }
    let mut values = fields::store::of_many(view, &subjects)?;
    for contact in &mut contacts {
        contact.facts.points = points.remove(&contact.id.subject()).unwrap_or_default();
        contact.facts.values = values.remove(&contact.id.subject()).unwrap_or_default();
        contact.facts.tags = names.remove(&contact.id.subject()).unwrap_or_default();
    }
    Ok(contacts)
}

/// Contacts in use that have one of these points, whether or not they share it.
pub fn holders(view: &View, kind: Kind, norms: &[&str]) -> Result<Vec<Holder>> {
    view.all(
        "SELECT contact_point.norm, contact.id, contact.first_name, contact.middle_name, contact.last_name
         FROM json_each(:norms) AS wanted
         CROSS JOIN contact_point ON contact_point.workspace_id = :workspace
           AND contact_point.kind = :kind
           AND contact_point.norm = wanted.value
           AND contact_point.live = 1
         CROSS JOIN contact ON contact.workspace_id = :workspace AND contact.id = contact_point.subject_id
         ORDER BY contact.id",
        named_params! {
            ":workspace": view.workspace(),
            ":kind": kind.code(),
            ":norms": serde_json::to_string(norms)?,
        },
        holder,
    )
}

/// Contacts in use that came from another product under one of these names: (name, contact).
pub fn with_external_ids(view: &View, external_ids: &[&str]) -> Result<Vec<(String, ContactId)>> {
    view.all(
        "SELECT contact.external_id, contact.id
         FROM json_each(:names) AS wanted
         CROSS JOIN contact INDEXED BY contact_external ON contact.workspace_id = :workspace
           AND contact.external_id = wanted.value
           AND contact.external_id <> ''
           AND contact.live = 1
         ORDER BY contact.id",
        named_params! { ":workspace": view.workspace(), ":names": serde_json::to_string(external_ids)? },
        |row| Ok((row.get("external_id")?, row.get("id")?)),
    )
}

/// Contacts in use of one of these names, as lists order them: (name, contact), the oldest first.
pub fn named(view: &View, names: &[&str]) -> Result<Vec<(String, ContactId)>> {
    view.all(
        "SELECT contact.name_sort, contact.id
         FROM json_each(:names) AS wanted
         CROSS JOIN contact INDEXED BY contact_by_name ON contact.workspace_id = :workspace
           AND contact.live = 1
           AND contact.name_sort = wanted.value
         ORDER BY contact.id",
        named_params! { ":workspace": view.workspace(), ":names": serde_json::to_string(names)? },
        |row| Ok((row.get("name_sort")?, row.get("id")?)),
    )
}

/// Whether a contact, in use or in the trash, belongs to the company.
pub fn has_of_company(view: &View, company: CompanyId) -> Result<bool> {
    let found = view.maybe(
        "SELECT 1
         FROM contact
         WHERE workspace_id = :workspace
           AND company_id = :company
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":company": company },
        |row| row.get::<_, i64>(0),
    )?;
    Ok(found.is_some())
}

fn holder(row: &Row) -> rusqlite::Result<Holder> {
    let names: [String; 3] = [row.get("first_name")?, row.get("middle_name")?, row.get("last_name")?];
    Ok(Holder { norm: row.get("norm")?, id: row.get("id")?, own_name: names.join(" ") })
}
