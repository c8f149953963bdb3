//! The verbs that change where a deal stands; each can be taken back.

use super::super::model::{Deal, Loss, Place, Stage, StageKind, State};
use super::super::store;
use super::{Act, find_mine};
use crate::base::{ChangeSetId, Day, DealId, Error, Result, StageId};
use crate::crm::activities::Deed;
use crate::crm::tasks::{self, Due, Remind, TaskInput, TaskKind};
use crate::platform::{Tx, View, i18n};
use crate::workspace::{changes, settings};

/// The longest title of a task, in characters.
const TITLE_LENGTH: usize = 200;

/// Moves an open deal to that place of a stage that ends nothing. Nothing to take back if it stood in that stage already.
pub fn move_to(
    tx: &Tx,
    id: DealId,
    version: i64,
    stage: StageId,
    place: Place,
) -> Result<Option<ChangeSetId>> {
    let old = find_mine(tx, id, version)?;
    let to = store::find_stage(tx, stage)?;
    if to.id == old.stage {
        return shift(tx, &old, place).map(|()| None);
    }
    let new = old.clone().moved(&to, store::hand(tx))?;
    let act = Act { verb: "deal.move", deed: Deed::Moved, detail: &to.facts.name };
    enter(tx, act, (&old, new), place).map(Some)
}

/// Puts a deal at that place of a stage, whatever that means for it: moves it, wins it, opens it again. Who loses a deal
/// says why: `Invalid` on the field `reason`.
pub fn put(tx: &Tx, id: DealId, version: i64, stage: StageId, place: Place) -> Result<Option<ChangeSetId>> {
    let old = find_mine(tx, id, version)?;
    let to = store::find_stage(tx, stage)?;
    match (old.state, to.facts.kind) {
        _ if to.id == old.stage => shift(tx, &old, place).map(|()| None),
        (_, StageKind::Lost) => Err(Error::field("reason", "deals-reason-missing")),
        (_, StageKind::Won) => win_into(tx, &old, &to, place).map(Some),
        (State::Open, _) => move_to(tx, id, version, stage, place),
        (State::Won | State::Lost, _) => reopen_into(tx, &old, &to, place).map(Some),
    }
}

/// Lets an open deal rest before that day, on which a task reminds its owner.
pub fn hold(tx: &Tx, id: DealId, version: i64, until: Day) -> Result<ChangeSetId> {
    let old = find_mine(tx, id, version)?;
    let settings = settings::of(tx)?;
    let today = tx.now().day(&settings.zone());
    let new = old.clone().held(until, today, store::hand(tx))?;
    let detail = until.to_string();
    let set = Act { verb: "deal.hold", deed: Deed::Held, detail: &detail }.change(tx, &old, &new)?;
    let name = old.facts.name.as_str().into();
    let title = i18n::tell(settings.regional.language, "deals-hold-task", &[("name", name)]);
    let task = tasks::actions::add(
        tx,
        &TaskInput {
            kind: TaskKind::Todo,
            title: title.chars().take(TITLE_LENGTH).collect(),
            details: String::new(),
            about: Some(id.subject()),
            assignee: old.facts.owner,
            due: Due::On(until),
            remind: Remind::default(),
            repeat: None,
        },
    )?;
    let version = tasks::store::find(tx, task)?.version;
    changes::keep(tx, set, task.subject(), None, version)?;
    Ok(set)
}

/// Takes a deal off hold.
pub fn resume(tx: &Tx, id: DealId, version: i64) -> Result<ChangeSetId> {
    let old = find_mine(tx, id, version)?;
    let new = old.clone().resumed(store::hand(tx))?;
    Act { verb: "deal.resume", deed: Deed::Resumed, detail: "" }.change(tx, &old, &new)
}

/// Wins an open deal.
pub fn win(tx: &Tx, id: DealId, version: i64) -> Result<ChangeSetId> {
    let old = find_mine(tx, id, version)?;
    let to = end(tx, &old, StageKind::Won)?;
    win_into(tx, &old, &to, Place::Top)
}

/// Loses an open deal for that reason.
pub fn lose(tx: &Tx, id: DealId, version: i64, loss: Loss) -> Result<ChangeSetId> {
    let old = find_mine(tx, id, version)?;
    let reasons = store::lost_reasons(tx)?;
    let reason = reasons.iter().find(|reason| reason.id == loss.reason && reason.is_live);
    let reason = reason.ok_or_else(|| Error::field("reason", "deals-reason-missing"))?;
    let to = end(tx, &old, StageKind::Lost)?;
    let new = old.clone().lost(&to, loss, store::hand(tx))?;
    let act = Act { verb: "deal.lose", deed: Deed::Lost, detail: &reason.name };
    enter(tx, act, (&old, new), Place::Top)
}

/// Opens a won or lost deal again, in the stage in which it stood before.
pub fn reopen(tx: &Tx, id: DealId, version: i64) -> Result<ChangeSetId> {
    let old = find_mine(tx, id, version)?;
    let to = former(tx, &old)?;
    reopen_into(tx, &old, &to, Place::Top)
}

fn win_into(tx: &Tx, old: &Deal, to: &Stage, place: Place) -> Result<ChangeSetId> {
    let new = old.clone().won(to, store::hand(tx))?;
    enter(tx, Act { verb: "deal.win", deed: Deed::Won, detail: "" }, (old, new), place)
}

fn reopen_into(tx: &Tx, old: &Deal, to: &Stage, place: Place) -> Result<ChangeSetId> {
    if !store::find_pipeline(tx, old.pipeline)?.is_live {
        return Err(Error::Conflict("deals-pipeline-away"));
    }
    let new = old.clone().reopened(to, store::hand(tx))?;
    enter(tx, Act { verb: "deal.reopen", deed: Deed::Revived, detail: &to.facts.name }, (old, new), place)
}

/// Stores the deal at that place of the stage that it comes into.
fn enter(tx: &Tx, act: Act, (old, new): (&Deal, Deal), place: Place) -> Result<ChangeSetId> {
    let rank = store::rank(tx, (new.pipeline, new.stage), place)?;
    act.change(tx, old, &Deal { rank, ..new })
}

/// Puts the deal at another place of its stage: nothing that anybody is told of, or takes back.
fn shift(tx: &Tx, deal: &Deal, place: Place) -> Result<()> {
    if !deal.is_live() {
        return Err(Error::Conflict("deals-in-trash"));
    }
    if place == Place::Before(deal.id) {
        return Ok(());
    }
    let rank = store::rank(tx, (deal.pipeline, deal.stage), place)?;
    store::save_rank(tx, deal.id, rank)
}

fn end(tx: &Tx, deal: &Deal, kind: StageKind) -> Result<Stage> {
    let pipeline = store::find_pipeline(tx, deal.pipeline)?;
    pipeline.end(kind).cloned().ok_or_else(|| Error::internal("a pipeline has lost its end"))
}

/// Where a deal goes that is opened again: the last stage in use in which it stood while it was open; else the first one
/// of its pipeline.
pub fn former(view: &View, deal: &Deal) -> Result<Stage> {
    let pipeline = store::find_pipeline(view, deal.pipeline)?;
    let stays = store::stays(view, deal.id)?;
    let find = |id: StageId| pipeline.path().find(|stage| stage.id == id && !stage.is_end());
    let last = stays.iter().rev().find_map(|stay| find(stay.stage));
    last.or(pipeline.beginnings().next()).cloned().ok_or(Error::Conflict("deals-stage-away"))
}
