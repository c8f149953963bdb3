//! Questions by which contacts are matched.

use rusqlite::named_params;

use super::super::model::{ContactInput, Likely, Likeness, Short};
use crate::base::likeness::Looks;
use crate::base::{ContactId, Country, Result, SubjectId};
use crate::crm::points::{self, Kind};
use crate::platform::{View, search_index};

/// So many people of a like name are compared.
const COMPARED: u32 = 50;
/// So many likely duplicates are shown.
const SHOWN: usize = 5;

/// Those of the subjects that are contacts in use, in the order of the question.
pub fn lines(view: &View, subjects: &[SubjectId]) -> Result<Vec<Short>> {
    view.all(
        "SELECT contact.id, contact.name, contact.email, company.name AS company
         FROM json_each(:subjects) AS wanted
         CROSS JOIN contact ON contact.workspace_id = :workspace AND contact.id = wanted.value AND contact.live = 1
         LEFT JOIN company ON company.workspace_id = contact.workspace_id AND company.id = contact.company_id
         ORDER BY wanted.key",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| {
            Ok(Short {
                id: row.get("id")?,
                name: row.get("name")?,
                company: row.get::<_, Option<String>>("company")?.unwrap_or_default(),
                email: row.get("email")?,
            })
        },
    )
}

/// Contacts in use with that e-mail address, whether or not they share it.
pub fn find_by_email(view: &View, email: &str) -> Result<Vec<ContactId>> {
    match points::email_norm(email) {
        Some(norm) => of_point(view, Kind::Email, &norm),
        None => Ok(Vec::new()),
    }
}

/// Contacts in use with that telephone number; without a country code it is a number of `country`.
pub fn find_by_phone(view: &View, phone: &str, country: Country) -> Result<Vec<ContactId>> {
    match points::phone_norm(phone, country) {
        Some(norm) => of_point(view, Kind::Phone, &norm),
        None => Ok(Vec::new()),
    }
}

/// Contacts in use that came from another product under that name.
pub fn find_by_external_id(view: &View, external_id: &str) -> Result<Vec<ContactId>> {
    view.all(
        "SELECT id
         FROM contact
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

/// Contacts in use that may be the same person, the surest first; not the contact itself.
pub fn likely(view: &View, input: &ContactInput, except: Option<ContactId>) -> Result<Vec<Likely>> {
    let mut found: Vec<Likely> = Vec::new();
    for point in &input.points.points {
        let likeness = match point.kind {
            Kind::Email if !point.shared => Likeness::Email,
            Kind::Phone => Likeness::Phone,
            Kind::Email | Kind::Domain => continue,
        };
        add(&mut found, lines(view, &points::store::holders(view, point.kind, &point.norm)?)?, likeness);
    }
    let name = [input.first_name.as_str(), &input.last_name].join(" ");
    if !name.trim().is_empty() {
        let candidates = lines(view, &search_index::find_near(view, &name, COMPARED)?)?;
        let looks = Looks::of(&input.name(), &input.company);
        let alike =
            candidates.into_iter().filter(|other| looks.is_like(&Looks::of(&other.name, &other.company)));
        add(&mut found, alike.collect(), Likeness::Name);
    }
    found.retain(|likely| Some(likely.id) != except);
    found.sort_by_key(|likely| likely.likeness);
    found.truncate(SHOWN);
    Ok(found)
}

fn add(found: &mut Vec<Likely>, others: Vec<Short>, likeness: Likeness) {
    for other in others {
        if !found.iter().any(|known| known.id == other.id) {
            let Short { id, name, company, email } = other;
            found.push(Likely { id, name, company, email, likeness });
        }
    }
}

fn of_point(view: &View, kind: Kind, norm: &str) -> Result<Vec<ContactId>> {
    let holders = points::store::holders(view, kind, norm)?;
    Ok(lines(view, &holders)?.into_iter().map(|line| line.id).collect())
}
