//! Taking an act back, one lead at a time.

use super::super::model::Lead;
use super::super::store;
use super::{forget, index, record};
use crate::base::{LeadId, Result};
use crate::crm::activities::{self, Deed};
use crate::platform::Tx;
use crate::workspace::changes;

/// Makes the lead what it was before an act (`None`: it was not there), if it is still at the version that the act
/// left; false if it is not. The caller has checked that the act is the actor's to take back.
pub fn put_back(
    tx: &Tx,
    id: LeadId,
    before: Option<&serde_json::Value>,
    version_after: i64,
) -> Result<bool> {
    let Some(now) = store::maybe_find(tx, id)? else { return Ok(false) };
    if now.version != version_after {
        return Ok(false);
    }
    let Some(before) = before else {
        forget(tx, id)?;
        return Ok(true);
    };
    let mut back: Lead = serde_json::from_value(before.clone())?;
    let left_at = std::mem::replace(&mut back.version, now.version + 1);
    store::save(tx, &back)?;
    index(tx, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    activities::store::log(tx, id.subject(), Deed::Undone, "")?;
    record(tx, "lead.undo", &back, Some(&now))?;
    Ok(true)
}
