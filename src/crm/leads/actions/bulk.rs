//! Acts on many leads at once; each is one set of changes that can be taken back.

use super::super::model::To;
use super::super::store;
use super::{Act, UNDO, find_mine, tell_owner};
use crate::base::{ChangeSetId, Error, LeadId, MemberId, Result};
use crate::crm::activities::Deed;
use crate::crm::owners;
use crate::platform::Tx;
use crate::workspace::changes;

/// Puts leads into the trash.
pub fn trash(tx: &Tx, ids: &[LeadId]) -> Result<ChangeSetId> {
    let act = Act { verb: "lead.trash", deed: Deed::Trashed, detail: "" };
    let set = changes::begin(tx, act.verb, UNDO)?;
    for id in ids {
        let old = find_mine(tx, *id)?;
        let mut new = old.clone();
        new.trashed_at = Some(tx.now());
        act.keep(tx, set, &old, new)?;
    }
    Ok(set)
}

/// Gives leads to somebody, to nobody, or to those who take leads in turn; `Conflict` if nobody does.
pub fn assign(tx: &Tx, ids: &[LeadId], to: To) -> Result<ChangeSetId> {
    let set = changes::begin(tx, "lead.assign", UNDO)?;
    for id in ids {
        let old = find_mine(tx, *id)?;
        let owner = next_owner(tx, to)?;
        if owner == old.facts.owner {
            continue;
        }
        let detail = owner.map(|owner| owner.to_string()).unwrap_or_default();
        let new = old.clone().assigned(owner)?;
        tell_owner(tx, &new, old.facts.owner)?;
        let act = Act { verb: "lead.assign", deed: Deed::Assigned, detail: &detail };
        act.keep(tx, set, &old, new)?;
    }
    Ok(set)
}

fn next_owner(tx: &Tx, to: To) -> Result<Option<MemberId>> {
    match to {
        To::Nobody => Ok(None),
        To::Member(member) => owners::store::require(tx, Some(member)).map(|()| Some(member)),
        To::Turn => store::takers::take_turn(tx)?.ok_or(Error::Conflict("leads-nobody-takes")).map(Some),
    }
}
