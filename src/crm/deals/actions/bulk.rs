//! Acts on many deals at once; each is one set of changes that can be taken back.

use super::super::model::{Deal, Place};
use super::super::store;
use super::{Act, UNDO, find_mine, tell_owner};
use crate::base::{ChangeSetId, DealId, Error, Result, StageId, SubjectKind};
use crate::crm::activities::Deed;
use crate::crm::views::{Known, Many};
use crate::crm::{fields, owners};
use crate::platform::Tx;
use crate::workspace::changes;

/// Does one thing to deals; tells how many were left because somebody has changed them since.
pub fn change_all(tx: &Tx, known: &[(DealId, Known)], many: &Many) -> Result<(ChangeSetId, usize)> {
    let (set, mut left) = (begin(tx, many)?, 0);
    for deal in known {
        match change_one(tx, set, *deal, many) {
            Err(Error::Stale(_)) => left += 1,
            done => {
                done?;
            }
        }
    }
    Ok((set, left))
}

/// Begins a set of one thing that is done to many deals. `Invalid` if it cannot be done to any.
pub fn begin(tx: &Tx, many: &Many) -> Result<ChangeSetId> {
    let verb = match many {
        Many::Assign(owner) => {
            owners::store::require(tx, *owner)?;
            "deal.assign"
        }
        Many::Move(stage) => {
            store::find_stage(tx, *stage)?;
            "deal.move"
        }
        Many::Fields(wanted) => {
            fields::actions::require_for_all(tx, SubjectKind::Deal, wanted)?;
            "deal.edit"
        }
        Many::Source(_) => "deal.edit",
        Many::Trash => "deal.trash",
        Many::Tag(_) | Many::Untag(_) | Many::Due(_) | Many::Finish | Many::Remove => {
            return Err(Error::Malformed("verb"));
        }
    };
    changes::begin(tx, verb, UNDO)
}

/// Does it to one of them, as a part of that set, if it is the deal that was known; tells whether that changed anything.
/// `Stale`, `Forbidden`, `Conflict`, `Invalid`, `NotFound` leave it as it is.
pub fn change_one(tx: &Tx, set: ChangeSetId, (id, known): (DealId, Known), many: &Many) -> Result<bool> {
    let now = store::find(tx, id)?;
    known.require(now.version, now.updated_at)?;
    let old = find_mine(tx, id, now.version)?;
    if !old.is_live() {
        return Err(Error::Conflict("deals-in-trash"));
    }
    match many {
        Many::Assign(owner) if *owner == old.facts.owner => Ok(false),
        Many::Assign(owner) => {
            let new = edited(tx, &old, |deal| deal.facts.owner = *owner)?;
            tell_owner(tx, &new, old.facts.owner)?;
            let detail = owner.map(|owner| owner.to_string()).unwrap_or_default();
            Act { verb: "deal.assign", deed: Deed::Assigned, detail: &detail }.keep(tx, set, (&old, &new))
        }
        Many::Source(source) if *source == old.facts.source => Ok(false),
        Many::Source(source) => {
            let new = edited(tx, &old, |deal| deal.facts.source.clone_from(source))?;
            Act { verb: "deal.edit", deed: Deed::Edited, detail: "source" }.keep(tx, set, (&old, &new))
        }
        Many::Fields(wanted) => {
            let new = edited(tx, &old, |deal| deal.facts.values.set_all(wanted))?;
            let own = fields::actions::words(tx, &new.facts.values, &old.facts.values)?.join(" ");
            let act = Act { verb: "deal.edit", deed: Deed::Edited, detail: &own };
            if own.is_empty() { Ok(false) } else { act.keep(tx, set, (&old, &new)) }
        }
        Many::Move(stage) => go(tx, set, &old, *stage),
        Many::Trash => {
            let new = old.clone().trashed(store::hand(tx))?;
            Act { verb: "deal.trash", deed: Deed::Trashed, detail: "" }.keep(tx, set, (&old, &new))
        }
        Many::Tag(_) | Many::Untag(_) | Many::Due(_) | Many::Finish | Many::Remove => {
            Err(Error::Malformed("verb"))
        }
    }
}

/// The deal with another fact, by the same way as the form.
fn edited(tx: &Tx, old: &Deal, change: impl Fn(&mut Deal)) -> Result<Deal> {
    let mut wanted = old.clone();
    change(&mut wanted);
    let stage = store::find_stage(tx, old.stage)?;
    old.clone().edited(wanted.facts, &stage, store::hand(tx))
}

/// Moves an open deal to the end of a stage of its own pipeline that ends nothing.
fn go(tx: &Tx, set: ChangeSetId, old: &Deal, stage: StageId) -> Result<bool> {
    if stage == old.stage {
        return Ok(false);
    }
    let to = store::find_stage(tx, stage)?;
    let new = old.clone().moved(&to, store::hand(tx))?;
    if new.pipeline != old.pipeline {
        return Err(Error::Conflict("deals-stage-away"));
    }
    let rank = store::rank(tx, (new.pipeline, new.stage), Place::Bottom)?;
    let act = Act { verb: "deal.move", deed: Deed::Moved, detail: &to.facts.name };
    act.keep(tx, set, (old, &Deal { rank, ..new }))
}
