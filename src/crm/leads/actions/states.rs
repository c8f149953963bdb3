//! How a lead passes from state to state.

use super::super::model::{Converted, Lead, Rest};
use super::super::store;
use super::labels::settle_reason;
use super::{Act, find_mine, index, record};
use crate::base::{At, ChangeSetId, Day, LeadId, Result};
use crate::crm::activities::{self, Deed};
use crate::crm::tasks::{self, Due, Remind, TaskInput, TaskKind};
use crate::platform::Tx;
use crate::workspace::changes;

/// Notes that somebody has answered, by writing on the lead's timeline; only the first time changes anything.
pub fn answer(tx: &Tx, id: LeadId) -> Result<()> {
    answer_at(tx, id, tx.now())
}

/// The same where that was then; no lead was answered before it came or in time to come.
pub fn answer_at(tx: &Tx, id: LeadId, at: At) -> Result<()> {
    let old = find_mine(tx, id)?;
    let at = at.max(old.created_at).min(tx.now());
    let Some(mut new) = old.clone().answered(at, tx.member()) else { return Ok(()) };
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    record(tx, "lead.answer", &new, Some(&old))
}

/// Notes that nothing came of it, and why; a reason that is not known yet is added.
pub fn disqualify(tx: &Tx, id: LeadId, reason: &str) -> Result<ChangeSetId> {
    let old = find_mine(tx, id)?;
    let reason = settle_reason(tx, reason)?;
    let act = Act { verb: "lead.disqualify", deed: Deed::Disqualified, detail: &reason.name.clone() };
    let new = old.clone().disqualified(reason)?;
    act.run(tx, &old, new)
}

/// Lets it rest until a day, with a task for that day.
pub fn recycle(tx: &Tx, id: LeadId, rest: &Rest) -> Result<ChangeSetId> {
    let old = find_mine(tx, id)?;
    let new = old.clone().recycled(rest.until, tx.member())?;
    let act = Act { verb: "lead.recycle", deed: Deed::Recycled, detail: &rest.until.to_string() };
    let task = task(&new, rest);
    let set = act.run(tx, &old, new)?;
    let task = tasks::actions::add(tx, &task)?;
    let version = tasks::store::find(tx, task)?.version;
    changes::keep(tx, set, task.subject(), None, version)?;
    Ok(set)
}

/// Takes it up again before its day.
pub fn take_up(tx: &Tx, id: LeadId) -> Result<ChangeSetId> {
    let old = find_mine(tx, id)?;
    let new = old.clone().returned()?;
    Act { verb: "lead.return", deed: Deed::Returned, detail: "" }.run(tx, &old, new)
}

/// Notes what it became, as a part of that set of changes.
pub fn convert(tx: &Tx, set: ChangeSetId, id: LeadId, into: Converted) -> Result<()> {
    let old = find_mine(tx, id)?;
    let new = old.clone().converted(into)?;
    Act { verb: "lead.convert", deed: Deed::Converted, detail: "" }.keep(tx, set, &old, new)
}

/// Brings back leads whose day has come, at most `limit`; gives how many.
pub fn bring_back(tx: &Tx, today: Day, limit: i64) -> Result<usize> {
    let due = store::list_back(tx, today, limit)?;
    for id in &due {
        let old = store::find(tx, *id)?;
        let mut new = old.clone().returned()?;
        new.touch(tx.now(), tx.member());
        store::save(tx, &new)?;
        index(tx, &new)?;
        activities::store::log(tx, id.subject(), Deed::Returned, "")?;
        record(tx, "lead.return", &new, Some(&old))?;
    }
    Ok(due.len())
}

/// What its owner has to do when it comes back.
fn task(lead: &Lead, rest: &Rest) -> TaskInput {
    TaskInput {
        kind: TaskKind::default(),
        title: if rest.task.is_empty() { lead.facts.name() } else { rest.task.clone() },
        details: String::new(),
        about: Some(lead.id.subject()),
        assignee: lead.facts.owner,
        due: Due::On(rest.until),
        remind: Remind::default(),
        repeat: None,
    }
}
