//! Taking an act back, one deal at a time.

use super::super::model::Deal;
use super::super::store;
use super::{forget, record, save};
use crate::base::{DealId, Result};
use crate::crm::activities::{self, Deed};
use crate::crm::{companies, contacts};
use crate::platform::Tx;
use crate::workspace::changes;

/// Makes the deal what it was before an act (`None`: it was not there), if it is still at the version that the act left
/// and the stage where it stood still takes deals; false if not. The caller has checked that the act is the actor's to
/// take back.
pub fn put_back(tx: &Tx, id: DealId, before: Option<&serde_json::Value>, version_after: i64) -> Result<bool> {
    let Some(now) = store::maybe_find(tx, id)? else { return Ok(false) };
    if now.version != version_after {
        return Ok(false);
    }
    let Some(before) = before else {
        forget(tx, id)?;
        return Ok(true);
    };
    let mut back: Deal = serde_json::from_value(before.clone())?;
    if back.stage != now.stage && !store::find_stage(tx, back.stage)?.is_live {
        return Ok(false);
    }
    leave_the_gone(tx, &mut back)?;
    let left_at = back.version;
    let back = Deal { version: now.version + 1, ..back };
    save(tx, &now, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    activities::store::log(tx, id.subject(), Deed::Undone, "")?;
    record(tx, "deal.undo", &back, Some(&now))?;
    Ok(true)
}

/// Takes off whoever was deleted for good meanwhile.
fn leave_the_gone(tx: &Tx, deal: &mut Deal) -> Result<()> {
    let mut people = Vec::new();
    for person in &deal.facts.people {
        if contacts::store::maybe_find(tx, person.contact)?.is_some() {
            people.push(*person);
        }
    }
    deal.facts.people = people;
    if let Some(company) = deal.facts.company_id
        && companies::store::maybe_find(tx, company)?.is_none()
    {
        deal.facts.company_id = None;
        deal.facts.company.clear();
    }
    Ok(())
}
