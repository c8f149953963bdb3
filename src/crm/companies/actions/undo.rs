//! Taking an act back, one company at a time.

use super::super::model::Company;
use super::super::store;
use super::{forget, index, record};
use crate::base::{CompanyId, Result};
use crate::crm::activities::{self, Deed};
use crate::crm::fields;
use crate::platform::Tx;
use crate::workspace::changes;

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutBack {
    /// It is as it was before the act.
    Done,
    /// Somebody changed it since; it stays as it is.
    Changed,
}

/// Makes the company what it was before an act (`None`: it was not there), if it is still at the version that the act
/// left. The caller has checked that the act is the actor's to take back.
pub fn put_back(
    tx: &Tx,
    id: CompanyId,
    before: Option<&serde_json::Value>,
    version_after: i64,
) -> Result<PutBack> {
    let Some(now) = store::maybe_find(tx, id)? else { return Ok(PutBack::Changed) };
    if now.version != version_after {
        return Ok(PutBack::Changed);
    }
    let Some(before) = before else {
        forget(tx, id)?;
        return Ok(PutBack::Done);
    };
    let back: Company = serde_json::from_value(before.clone())?;
    if back.is_live() && fields::actions::refuse_return(tx, id.subject(), &back.facts.values).is_err() {
        return Ok(PutBack::Changed);
    }
    let left_at = back.version;
    let back = Company { version: now.version + 1, ..back };
    store::save(tx, &back)?;
    index(tx, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    activities::store::log(tx, id.subject(), Deed::Undone, "")?;
    record(tx, "company.undo", &back, &now.facts)?;
    Ok(PutBack::Done)
}
