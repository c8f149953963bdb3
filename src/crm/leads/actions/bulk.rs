//! Acts on many leads at once; each is one set of changes that can be taken back.

use super::super::model::{Lead, LeadInput, To};
use super::super::store;
use super::{Act, UNDO, find_mine, labels, tell_owner};
use crate::base::{ChangeSetId, Error, LeadId, MemberId, Result, SubjectKind};
use crate::crm::activities::Deed;
use crate::crm::views::{Known, Many};
use crate::crm::{fields, owners};
use crate::platform::Tx;
use crate::workspace::changes;

/// Puts leads into the trash.
pub fn trash(tx: &Tx, ids: &[LeadId]) -> Result<ChangeSetId> {
    let known: Vec<(LeadId, Known)> = ids.iter().map(|id| (*id, Known::AsItIs)).collect();
    change_all(tx, &known, &Many::Trash).map(|(set, _)| set)
}

/// Does one thing to leads; tells how many were left because somebody has changed them since.
pub fn change_all(tx: &Tx, known: &[(LeadId, Known)], many: &Many) -> Result<(ChangeSetId, usize)> {
    let (set, mut left) = (begin(tx, many)?, 0);
    for lead in known {
        match change_one(tx, set, *lead, many) {
            Err(Error::Stale(_)) => left += 1,
            done => {
                done?;
            }
        }
    }
    Ok((set, left))
}

/// Gives leads to somebody, to nobody, or to those who take leads in turn; `Conflict` if nobody does.
pub fn assign(tx: &Tx, ids: &[LeadId], to: To) -> Result<ChangeSetId> {
    let set = changes::begin(tx, "lead.assign", UNDO)?;
    for id in ids {
        let old = find_mine(tx, *id)?;
        give(tx, set, &old, next_owner(tx, to)?)?;
    }
    Ok(set)
}

/// Begins a set of one thing that is done to many leads. `Invalid` if it cannot be done to any.
pub fn begin(tx: &Tx, many: &Many) -> Result<ChangeSetId> {
    let verb = match many {
        Many::Assign(owner) => {
            owners::store::require(tx, *owner)?;
            "lead.assign"
        }
        Many::Fields(wanted) => {
            fields::actions::require_for_all(tx, SubjectKind::Lead, wanted)?;
            "lead.edit"
        }
        Many::Source(_) => "lead.edit",
        Many::Trash => "lead.trash",
        Many::Tag(_) | Many::Untag(_) | Many::Move(_) | Many::Due(_) | Many::Finish | Many::Remove => {
            return Err(Error::Malformed("verb"));
        }
    };
    changes::begin(tx, verb, UNDO)
}

/// Does it to one of them, as a part of that set, if it is the lead that was known; tells whether that changed anything.
/// `Stale`, `Forbidden`, `Conflict`, `Invalid`, `NotFound` leave it as it is.
pub fn change_one(tx: &Tx, set: ChangeSetId, (id, known): (LeadId, Known), many: &Many) -> Result<bool> {
    let old = find_mine(tx, id)?;
    known.require(old.version, old.updated_at)?;
    match many {
        Many::Assign(owner) => give(tx, set, &old, *owner),
        Many::Source(source) => {
            let mut facts = LeadInput { source: source.clone(), ..old.facts.clone() };
            labels::settle_source(tx, &mut facts)?;
            if facts == old.facts {
                return Ok(false);
            }
            let new = old.clone().edited(facts)?;
            let act = Act { verb: "lead.edit", deed: Deed::Edited, detail: "source" };
            act.keep(tx, set, &old, new).map(|()| true)
        }
        Many::Fields(wanted) => {
            let mut facts = old.facts.clone();
            facts.values.set_all(wanted);
            if facts == old.facts {
                return Ok(false);
            }
            let own = fields::actions::words(tx, &facts.values, &old.facts.values)?.join(" ");
            let new = old.clone().edited(facts)?;
            let act = Act { verb: "lead.edit", deed: Deed::Edited, detail: &own };
            act.keep(tx, set, &old, new).map(|()| true)
        }
        Many::Trash => {
            let new = Lead { trashed_at: Some(tx.now()), ..old.clone() };
            let act = Act { verb: "lead.trash", deed: Deed::Trashed, detail: "" };
            act.keep(tx, set, &old, new).map(|()| true)
        }
        Many::Tag(_) | Many::Untag(_) | Many::Move(_) | Many::Due(_) | Many::Finish | Many::Remove => {
            Err(Error::Malformed("verb"))
        }
    }
}

fn give(tx: &Tx, set: ChangeSetId, old: &Lead, owner: Option<MemberId>) -> Result<bool> {
    if owner == old.facts.owner {
        return Ok(false);
    }
    let detail = owner.map(|owner| owner.to_string()).unwrap_or_default();
    let new = old.clone().assigned(owner)?;
    tell_owner(tx, &new, old.facts.owner)?;
    let act = Act { verb: "lead.assign", deed: Deed::Assigned, detail: &detail };
    act.keep(tx, set, old, new).map(|()| true)
}

fn next_owner(tx: &Tx, to: To) -> Result<Option<MemberId>> {
    match to {
        To::Nobody => Ok(None),
        To::Member(member) => owners::store::require(tx, Some(member)).map(|()| Some(member)),
        To::Turn => store::takers::take_turn(tx)?.ok_or(Error::Conflict("leads-nobody-takes")).map(Some),
    }
}
