//! Acts on many tasks at once; each is one set of changes that can be taken back.

use super::super::model::{Due, Task, TaskInput};
use super::{UNDO, change_in, find_mine, finish_in, moved_reminder, settled, tell_assignee};
use crate::base::{ChangeSetId, Error, Result, TaskId};
use crate::crm::owners;
use crate::crm::views::{Known, Many};
use crate::platform::Tx;
use crate::workspace::changes;

/// Begins a set of one thing that is done to many tasks. `Invalid` if it cannot be done to any.
pub fn begin(tx: &Tx, many: &Many) -> Result<ChangeSetId> {
    if let Many::Assign(assignee) = many {
        owners::store::require(tx, *assignee)?;
    }
    changes::begin(tx, verb(many)?, UNDO)
}

fn verb(many: &Many) -> Result<&'static str> {
    match many {
        Many::Assign(_) => Ok("task.assign"),
        Many::Due(_) => Ok("task.edit"),
        Many::Finish => Ok("task.finish"),
        Many::Remove => Ok("task.remove"),
        Many::Tag(_) | Many::Untag(_) | Many::Source(_) | Many::Move(_) | Many::Fields(_) | Many::Trash => {
            Err(Error::Malformed("verb"))
        }
    }
}

/// Does it to one of them, as a part of that set, if it is the task that was known; tells whether that changed anything.
/// `Stale`, `Forbidden`, `Conflict`, `Invalid`, `NotFound` leave it as it is.
pub fn change_one(tx: &Tx, set: ChangeSetId, (id, known): (TaskId, Known), many: &Many) -> Result<bool> {
    let old = find_mine(tx, id)?;
    known.require(old.version, old.updated_at)?;
    let facts = match many {
        Many::Assign(assignee) => TaskInput { assignee: *assignee, ..old.facts.clone() },
        Many::Due(day) => TaskInput { due: Due::On(*day), ..old.facts.clone() },
        Many::Finish => return finish_in(tx, set, &old).map(|()| true),
        Many::Remove => {
            let new = old.clone().removed(tx.now())?;
            return change_in(tx, set, verb(many)?, (&old, &new)).map(|()| true);
        }
        _ => return Err(Error::Malformed("verb")),
    };
    if facts == old.facts {
        return Ok(false);
    }
    let facts = facts.with_rule_of(&old.facts);
    let remind_at = moved_reminder(tx, &old, &facts)?;
    let new = Task { remind_at, ..old.clone().edited(settled(tx, facts)?, tx.now()) };
    change_in(tx, set, verb(many)?, (&old, &new))?;
    tell_assignee(tx, &new, old.facts.assignee)?;
    Ok(true)
}
