//! Taking an act back, one lead at a time.

use super::super::model::Lead;
use super::super::store;
use super::{forget, index, record};
use crate::base::{CompanyId, ContactId, DealId, LeadId, Result, SubjectId};
use crate::crm::activities::{self, Deed};
use crate::crm::{fields, subjects};
use crate::platform::Tx;
use crate::workspace::changes;

/// Makes the lead what it was before an act (`None`: it was not there), if it is still at the version that the act
/// left; false if it is not. The caller has checked that the act is the actor's to take back.
pub fn put_back(tx: &Tx, id: LeadId, before: Option<&serde_json::Value>, version_after: i64) -> Result<bool> {
    let Some(now) = store::maybe_find(tx, id)? else { return Ok(false) };
    if now.version != version_after {
        return Ok(false);
    }
    let Some(before) = before else {
        forget(tx, id)?;
        return Ok(true);
    };
    let mut back: Lead = serde_json::from_value(before.clone())?;
    if back.is_live() && fields::actions::refuse_return(tx, id.subject(), &back.facts.values).is_err() {
        return Ok(false);
    }
    let left_at = std::mem::replace(&mut back.version, now.version + 1);
    meet_the_present(tx, &mut back)?;
    store::save(tx, &back)?;
    index(tx, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    activities::store::log(tx, id.subject(), Deed::Undone, "")?;
    record(tx, "lead.undo", &back, Some(&now))?;
    Ok(true)
}

/// Takes away the links to what was deleted for good meanwhile, and links to what a record became a part of.
fn meet_the_present(tx: &Tx, lead: &mut Lead) -> Result<()> {
    if let Some(into) = &mut lead.converted {
        into.contact = present(tx, into.contact.map(ContactId::subject))?.map(ContactId::of);
        into.company = present(tx, into.company.map(CompanyId::subject))?.map(CompanyId::of);
        into.deal = present(tx, into.deal.map(DealId::subject))?.map(DealId::of);
    }
    Ok(())
}

fn present(tx: &Tx, link: Option<SubjectId>) -> Result<Option<SubjectId>> {
    match link.filter(|subject| subjects::store::kind(tx, *subject).is_ok()) {
        Some(subject) => subjects::store::present(tx, subject).map(Some),
        None => Ok(None),
    }
}
