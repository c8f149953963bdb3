//! All SQL on `lead`, `lead_label` and `lead_taker`.

mod found;
pub mod labels;
mod listing;
pub mod takers;

use rusqlite::named_params;

use super::model::{Converted, Label, Lead, LeadInput};
use crate::base::{At, Day, Error, LeadId, Result, SubjectId, SubjectKind, text};
use crate::crm::fields::{self, Place};
use crate::crm::subjects;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use found::{Mark, with_marks};
#[cfg(test)]
pub(in crate::crm) use listing::statement;
pub use listing::{count, ids_after, lines, list, list_trash};

/// So many leads with the same address or number are shown.
const SHOWN: i64 = 10;

/// What a lead is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT lead.id, lead.first_name, lead.last_name, lead.job_title, lead.company, lead.email,
                    lead.email_norm, lead.phone, lead.phone_norm, lead.website, lead.domain_norm, lead.vat_number,
                    lead.interest, lead.source_id, source.name AS source, lead.campaign, lead.utm, lead.next_step,
                    lead.next_step_on, lead.owner_id, lead.state, lead.answered_at, lead.reason_id,
                    reason.name AS reason, lead.back_on, lead.converted_at, lead.converted_contact_id,
                    lead.converted_company_id, lead.converted_deal_id, lead.trashed_at, lead.version, lead.created_at, lead.created_by,
                    lead.updated_at, lead.updated_by ",
            $rest
        )
    };
}

/// The lead, in use or in the trash, or `NotFound`.
pub fn find(view: &View, id: LeadId) -> Result<Lead> {
    maybe_find(view, id)?.ok_or(Error::NotFound)
}

/// The lead, in use or in the trash, if there is one.
pub fn maybe_find(view: &View, id: LeadId) -> Result<Option<Lead>> {
    let found = view.maybe(
        select!(
            "FROM lead
             LEFT JOIN lead_label AS source ON source.workspace_id = lead.workspace_id AND source.id = lead.source_id
             LEFT JOIN lead_label AS reason ON reason.workspace_id = lead.workspace_id AND reason.id = lead.reason_id
             WHERE lead.workspace_id = :workspace
               AND lead.id = :id"
        ),
        named_params! { ":workspace": view.workspace(), ":id": id },
        lead,
    )?;
    let Some(mut lead) = found else { return Ok(None) };
    lead.facts.values = fields::store::values(view, id.subject())?;
    Ok(Some(lead))
}

/// Those of the leads that are in use, by number.
pub fn find_many(view: &View, ids: &[LeadId]) -> Result<Vec<Lead>> {
    let mut leads = view.all(
        select!(
            "FROM json_each(:ids) AS wanted
             CROSS JOIN lead ON lead.workspace_id = :workspace AND lead.id = wanted.value AND lead.live = 1
             LEFT JOIN lead_label AS source ON source.workspace_id = lead.workspace_id AND source.id = lead.source_id
             LEFT JOIN lead_label AS reason ON reason.workspace_id = lead.workspace_id AND reason.id = lead.reason_id
             ORDER BY lead.id"
        ),
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        lead,
    )?;
    let subjects: Vec<SubjectId> = leads.iter().map(|lead| lead.id.subject()).collect();
    let mut values = fields::store::of_many(view, &subjects)?;
    for lead in &mut leads {
        lead.facts.values = values.remove(&lead.id.subject()).unwrap_or_default();
    }
    Ok(leads)
}

/// Leads in use with the e-mail address of that one.
pub fn with_email(view: &View, of: &Lead) -> Result<Vec<LeadId>> {
    view.all(
        "SELECT id
         FROM lead
         WHERE workspace_id = :workspace
           AND email_norm = :norm
           AND email_norm <> ''
           AND live = 1
           AND id <> :id
         ORDER BY id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":norm": of.facts.email_norm,
            ":id": of.id,
            ":limit": SHOWN,
        },
        |row| row.get("id"),
    )
}

/// Leads in use with the telephone number of that one.
pub fn with_phone(view: &View, of: &Lead) -> Result<Vec<LeadId>> {
    view.all(
        "SELECT id
         FROM lead
         WHERE workspace_id = :workspace
           AND phone_norm = :norm
           AND phone_norm <> ''
           AND live = 1
           AND id <> :id
         ORDER BY id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":norm": of.facts.phone_norm,
            ":id": of.id,
            ":limit": SHOWN,
        },
        |row| row.get("id"),
    )
}

/// Leads that rest until that day or an earlier one; at most `limit`.
pub fn list_back(view: &View, day: Day, limit: i64) -> Result<Vec<LeadId>> {
    view.all(
        "SELECT id
         FROM lead
         WHERE workspace_id = :workspace
           AND state = 'recycled'
           AND live = 1
           AND back_on <= :day
         ORDER BY back_on, id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":day": day, ":limit": limit },
        |row| row.get("id"),
    )
}

/// Leads that have been in the trash since before `before`; at most `limit`.
pub fn list_due(view: &View, before: At, limit: i64) -> Result<Vec<LeadId>> {
    view.all(
        "SELECT id
         FROM lead
         WHERE workspace_id = :workspace
           AND live = 0
           AND trashed_at < :before
         ORDER BY trashed_at
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":before": before, ":limit": limit },
        |row| row.get("id"),
    )
}

/// Adds a lead that is nobody's yet.
pub fn insert(tx: &Tx, facts: &LeadInput) -> Result<Lead> {
    let id = LeadId::of(subjects::store::insert(tx, SubjectKind::Lead)?);
    let lead = Lead::new(id, facts.clone(), tx.now(), tx.member());
    let name = lead.facts.name();
    tx.insert(
        "INSERT INTO lead (id, workspace_id, name, name_sort, created_at, created_by, updated_at, updated_by)
         VALUES (:id, :workspace, :name, :name_sort, :at, :by, :at, :by)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":name": name,
            ":name_sort": text::sort_key(&name),
            ":at": lead.created_at,
            ":by": lead.created_by,
        },
    )?;
    save(tx, &lead)?;
    Ok(lead)
}

/// Sets back when the lead was added: another product has had it since then.
pub fn backdate(tx: &Tx, id: LeadId, at: At) -> Result<()> {
    tx.execute(
        "UPDATE lead
         SET created_at = :at
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":at": at },
    )?;
    Ok(())
}

/// Stores the lead as it now is; the caller has checked the version.
pub fn save(tx: &Tx, lead: &Lead) -> Result<()> {
    save_facts(tx, lead)?;
    fields::store::save(tx, lead.id.subject(), &lead.facts.values, Place::of(lead.trashed_at))?;
    save_state(tx, lead)
}

fn save_facts(tx: &Tx, lead: &Lead) -> Result<()> {
    let facts = &lead.facts;
    let name = facts.name();
    tx.execute(
        "UPDATE lead
         SET name = :name, name_sort = :name_sort, first_name = :first_name, last_name = :last_name,
             job_title = :job_title, company = :company, email = :email, email_norm = :email_norm, phone = :phone,
             phone_norm = :phone_norm, website = :website, domain_norm = :domain, vat_number = :vat_number,
             interest = :interest, source_id = :source, campaign = :campaign, utm = :utm, next_step = :next_step,
             next_step_on = :next_step_on
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": lead.id,
            ":name": name,
            ":name_sort": text::sort_key(&name),
            ":first_name": facts.first_name,
            ":last_name": facts.last_name,
            ":job_title": facts.job_title,
            ":company": facts.company,
            ":email": facts.email,
            ":email_norm": facts.email_norm,
            ":phone": facts.phone,
            ":phone_norm": facts.phone_norm,
            ":website": facts.website,
            ":domain": facts.domain,
            ":vat_number": facts.vat_number,
            ":interest": facts.interest,
            ":source": facts.source_id,
            ":campaign": facts.campaign,
            ":utm": serde_json::to_string(&facts.utm)?,
            ":next_step": facts.next_step,
            ":next_step_on": facts.next_step_on,
        },
    )?;
    Ok(())
}

fn save_state(tx: &Tx, lead: &Lead) -> Result<()> {
    let into = lead.converted;
    tx.execute(
        "UPDATE lead
         SET owner_id = :owner, state = :state, open = :open, answered_at = :answered_at, reason_id = :reason,
             back_on = :back_on, converted_at = :converted_at, converted_contact_id = :contact,
             converted_company_id = :company, converted_deal_id = :deal, live = :trashed_at IS NULL, trashed_at = :trashed_at,
             version = :version, updated_at = :updated_at, updated_by = :updated_by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": lead.id,
            ":owner": lead.facts.owner,
            ":state": lead.state.code(),
            ":open": lead.state.is_open(),
            ":answered_at": lead.answered_at,
            ":reason": lead.reason.as_ref().map(|reason| reason.id),
            ":back_on": lead.back_on,
            ":converted_at": into.map(|into| into.at),
            ":contact": into.and_then(|into| into.contact),
            ":company": into.and_then(|into| into.company),
            ":deal": into.and_then(|into| into.deal),
            ":trashed_at": lead.trashed_at,
            ":version": lead.version,
            ":updated_at": lead.updated_at,
            ":updated_by": lead.updated_by,
        },
    )?;
    Ok(())
}

/// Deletes the lead's own row for good; what hangs on it must be gone.
pub fn delete(tx: &Tx, id: LeadId) -> Result<()> {
    tx.execute(
        "DELETE FROM lead
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    subjects::store::delete(tx, id.subject())
}

fn lead(row: &Row) -> rusqlite::Result<Lead> {
    let reason: Option<String> = row.get("reason")?;
    let converted_at: Option<At> = row.get("converted_at")?;
    Ok(Lead {
        id: row.get("id")?,
        facts: facts(row)?,
        state: coded(row, "state")?,
        answered_at: row.get("answered_at")?,
        reason: match reason {
            Some(name) => Some(Label { id: row.get("reason_id")?, name }),
            None => None,
        },
        back_on: row.get("back_on")?,
        converted: match converted_at {
            Some(at) => Some(Converted {
                at,
                contact: row.get("converted_contact_id")?,
                company: row.get("converted_company_id")?,
                deal: row.get("converted_deal_id")?,
            }),
            None => None,
        },
        trashed_at: row.get("trashed_at")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get("updated_by")?,
    })
}

fn facts(row: &Row) -> rusqlite::Result<LeadInput> {
    let utm: String = row.get("utm")?;
    Ok(LeadInput {
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        job_title: row.get("job_title")?,
        company: row.get("company")?,
        email: row.get("email")?,
        email_norm: row.get("email_norm")?,
        phone: row.get("phone")?,
        phone_norm: row.get("phone_norm")?,
        website: row.get("website")?,
        domain: row.get("domain_norm")?,
        vat_number: row.get("vat_number")?,
        interest: row.get("interest")?,
        source: row.get::<_, Option<String>>("source")?.unwrap_or_default(),
        source_id: row.get("source_id")?,
        campaign: row.get("campaign")?,
        utm: serde_json::from_str(&utm).unwrap_or_default(),
        next_step: row.get("next_step")?,
        next_step_on: row.get("next_step_on")?,
        owner: row.get("owner_id")?,
        ..LeadInput::default()
    })
}
