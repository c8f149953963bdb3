//! Taking an act back, one contact at a time.

use super::super::model::Contact;
use super::super::store;
use super::{forget, index, record, settle_taken};
use crate::base::{CompanyId, ContactId, Error, Result, SubjectId};
use crate::crm::activities::{self, Deed};
use crate::crm::points::{self, Kind, Taken};
use crate::crm::{companies, fields, subjects};
use crate::platform::{Tx, View};
use crate::workspace::changes;

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutBack {
    /// It is as it was before the act.
    Done,
    /// Somebody changed it since; it stays as it is.
    Changed,
    /// Somebody else has one of its e-mail addresses now; it stays as it is.
    Taken,
}

/// Makes the contact what it was before an act (`None`: it was not there), if it is still at the version that the act
/// left. The caller has checked that the act is the actor's to take back.
pub fn put_back(
    tx: &Tx,
    id: ContactId,
    before: Option<&serde_json::Value>,
    version_after: i64,
    taken: Taken,
) -> Result<PutBack> {
    let Some(now) = store::maybe_find(tx, id)? else { return Ok(PutBack::Changed) };
    if now.version != version_after {
        return Ok(PutBack::Changed);
    }
    let Some(before) = before else {
        forget(tx, id)?;
        return Ok(PutBack::Done);
    };
    let mut back: Contact = serde_json::from_value(before.clone())?;
    let left_at = std::mem::replace(&mut back.version, now.version + 1);
    if back.is_live() {
        match settle_taken(tx, &mut back, taken) {
            Err(Error::Conflict(_)) => return Ok(PutBack::Taken),
            other => other?,
        }
        if taken == Taken::Share {
            fields::actions::leave_taken(tx, id.subject(), &mut back.facts.values)?;
        }
        if fields::actions::refuse_return(tx, id.subject(), &back.facts.values).is_err() {
            return Ok(PutBack::Changed);
        }
    }
    if let Some(company) = back.facts.company_id {
        let now = CompanyId::of(subjects::store::present(tx, company.subject())?);
        back.facts.company_id = companies::store::maybe_find(tx, now)?.map(|company| company.id);
    }
    store::save(tx, &back)?;
    index(tx, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    activities::store::log(tx, id.subject(), Deed::Undone, "")?;
    record(tx, "contact.undo", &back, &now.facts)?;
    Ok(PutBack::Done)
}

/// Who has, for themselves, an e-mail address that the contact had before an act: (the address, who has it).
pub fn takers(view: &View, id: ContactId, before: &serde_json::Value) -> Result<Vec<(String, SubjectId)>> {
    let Ok(back) = serde_json::from_value::<Contact>(before.clone()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for point in back.facts.points.of(Kind::Email).filter(|point| !point.shared) {
        let owner = points::store::owner_of_email(view, &point.norm)?;
        found.extend(owner.filter(|owner| *owner != id.subject()).map(|owner| (point.value.clone(), owner)));
    }
    Ok(found)
}
