//! Who is on a deal.

use rusqlite::named_params;

use super::super::model::{Deal, Person};
use crate::base::listing::Paging;
use crate::base::{CompanyId, ContactId, DealId, Result};
use crate::crm::contacts;
use crate::platform::db::coded;
use crate::platform::{Tx, View};

/// Puts everybody on each of the deals, by one question.
pub(super) fn add_people(view: &View, deals: &mut [Deal]) -> Result<()> {
    let ids: Vec<DealId> = deals.iter().map(|deal| deal.id).collect();
    let people: Vec<(DealId, Person)> = view.all(
        "SELECT deal_person.deal_id, deal_person.contact_id, deal_person.role
         FROM json_each(:ids) AS wanted
         CROSS JOIN deal_person ON deal_person.workspace_id = :workspace AND deal_person.deal_id = wanted.value
         ORDER BY deal_person.deal_id, deal_person.position",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(&ids)? },
        |row| {
            Ok((row.get("deal_id")?, Person { contact: row.get("contact_id")?, role: coded(row, "role")? }))
        },
    )?;
    for (id, person) in people {
        if let Some(deal) = deals.iter_mut().find(|deal| deal.id == id) {
            deal.facts.people.push(person);
        }
    }
    Ok(())
}

/// Who works at the company, by name, each with an e-mail address: to choose from while typing.
pub fn people_of(view: &View, company: CompanyId) -> Result<Vec<(String, String)>> {
    let filter = contacts::Filter::of_company(company);
    let page = contacts::store::list(view, &filter, &Paging::start(contacts::SortBy::Name))?;
    Ok(page.rows.into_iter().map(|person| (person.name, person.email)).collect())
}

/// Makes these the people on the deal. Whoever stays on it keeps their row: a merge knows by it where they came from.
pub(super) fn save_people(tx: &Tx, deal: DealId, people: &[Person]) -> Result<()> {
    let staying: Vec<ContactId> = people.iter().map(|person| person.contact).collect();
    tx.execute(
        "DELETE FROM deal_person
         WHERE workspace_id = :workspace
           AND deal_id = :deal
           AND contact_id NOT IN (SELECT value FROM json_each(:staying))",
        named_params! {
            ":workspace": tx.workspace(),
            ":deal": deal,
            ":staying": serde_json::to_string(&staying)?,
        },
    )?;
    for (position, person) in (0_i64..).zip(people) {
        tx.execute(
            "INSERT INTO deal_person (workspace_id, deal_id, contact_id, role, position)
             VALUES (:workspace, :deal, :contact, :role, :position)
             ON CONFLICT (workspace_id, deal_id, contact_id)
             DO UPDATE SET role = excluded.role, position = excluded.position",
            named_params! {
                ":workspace": tx.workspace(),
                ":deal": deal,
                ":contact": person.contact,
                ":role": person.role.code(),
                ":position": position,
            },
        )?;
    }
    Ok(())
}

/// Takes everybody off the deal, before it goes for good.
pub(super) fn delete_people(tx: &Tx, deal: DealId) -> Result<()> {
    tx.execute(
        "DELETE FROM deal_person
         WHERE workspace_id = :workspace
           AND deal_id = :deal",
        named_params! { ":workspace": tx.workspace(), ":deal": deal },
    )?;
    Ok(())
}

/// Takes the contact off every deal, before they go for good.
pub fn leave_contact(tx: &Tx, contact: ContactId) -> Result<()> {
    tx.execute(
        "DELETE FROM deal_person
         WHERE workspace_id = :workspace
           AND contact_id = :contact",
        named_params! { ":workspace": tx.workspace(), ":contact": contact },
    )?;
    Ok(())
}

/// Takes the link to that company away from every deal, before it goes for good.
pub fn leave_company(tx: &Tx, company: CompanyId) -> Result<()> {
    tx.execute(
        "UPDATE deal
         SET company_id = NULL
         WHERE workspace_id = :workspace
           AND company_id = :company",
        named_params! { ":workspace": tx.workspace(), ":company": company },
    )?;
    Ok(())
}

/// Whether the contact is on a deal, in use or in the trash.
pub fn has_of_contact(view: &View, contact: ContactId) -> Result<bool> {
    let found = view.maybe(
        "SELECT 1 AS found
         FROM deal_person
         WHERE workspace_id = :workspace
           AND contact_id = :contact
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":contact": contact },
        |row| row.get::<_, i64>("found"),
    )?;
    Ok(found.is_some())
}

/// Whether a deal, in use or in the trash, is of the company.
pub fn has_of_company(view: &View, company: CompanyId) -> Result<bool> {
    let found = view.maybe(
        "SELECT 1 AS found
         FROM deal
         WHERE workspace_id = :workspace
           AND company_id = :company
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":company": company },
        |row| row.get::<_, i64>("found"),
    )?;
    Ok(found.is_some())
}
