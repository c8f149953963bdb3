//! Deals that a file brings: each passes the stages that it passed elsewhere, at the times that the file tells.

use super::super::model::{Brought, Deal, End, Hand, Pipelines, Place, Stage, StageInput, StageKind, State};
use super::super::store;
use super::{Deed, activities, changes, find_mine, index, record, save, settle};
use crate::base::{
    At, ChangeSetId, DealId, Error, LostReasonId, PipelineId, Problems, Result, Right, StageId, text,
};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Adds a deal that a file brings, as a part of that set of changes. Nobody is told: a list is no news. `Invalid` if it
/// lacks what one of its stages needs.
pub fn import(tx: &Tx, set: ChangeSetId, pipelines: &Pipelines, brought: Brought) -> Result<DealId> {
    tx.actor().require_on(Right::SalesWrite, brought.facts.owner)?;
    let way = Way::of(pipelines, &brought)?;
    let facts = settle(tx, brought.facts, None)?;
    way.missing(&facts, brought.end.as_ref()).finish(())?;
    let since = brought.since.unwrap_or(tx.now()).min(tx.now());
    let hand = Hand { at: since, by: tx.member() };
    let rank = store::rank(tx, (way.start.pipeline, way.start.id), Place::Bottom)?;
    let begun = store::insert_at(tx, facts, &way.start, rank, hand)?;
    let mut steps = vec![begun];
    if way.goal.id != way.start.id {
        steps.push(steps[0].clone().moved(&way.goal, hand)?);
    }
    end(&way, &mut steps, (brought.end, hand), tx.now())?;
    let ended = pass(tx, steps)?;
    let deal = Deal { updated_at: tx.now(), ..ended };
    store::save(tx, &deal)?;
    index(tx, &deal)?;
    activities::store::log(tx, deal.id.subject(), Deed::Imported, "")?;
    record(tx, "deal.import", &deal, None)?;
    changes::keep(tx, set, deal.id.subject(), None, deal.version)?;
    Ok(deal.id)
}

/// Makes a deal what a file says, whatever it is now, as a part of that set of changes. It keeps its pipeline.
pub fn import_over(
    tx: &Tx,
    set: ChangeSetId,
    pipelines: &Pipelines,
    (id, brought): (DealId, Brought),
) -> Result<()> {
    let old = store::find(tx, id)?;
    let old = find_mine(tx, id, old.version)?;
    let hand = store::hand(tx);
    let stage = pipelines.stage(old.stage).ok_or(Error::NotFound)?.clone();
    let facts = settle(tx, brought.facts, Some(&old))?;
    let way = Way::onward(pipelines, &old, brought.stage)?;
    let mut steps = vec![old.clone(), old.clone().edited(facts, &stage, hand)?];
    let state = old.state;
    if state != State::Open && brought.end.as_ref().is_some_and(|end| end.state() != state) {
        steps.push(last(&steps)?.reopened(&way.goal, hand)?);
    }
    let now = last(&steps)?;
    if now.state == State::Open && now.stage != way.goal.id {
        steps.push(now.moved(&way.goal, hand)?);
    }
    let ends = brought.end.filter(|end| end.state() != state);
    end(&way, &mut steps, (ends, hand), tx.now())?;
    let new = pass(tx, steps)?;
    index(tx, &new)?;
    activities::store::log(tx, id.subject(), Deed::Imported, "")?;
    record(tx, "deal.import", &new, Some(&old))?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)
}

/// A new pipeline whose first stage deals begin in, with ends named as those of the first pipeline.
pub fn import_pipeline(tx: &Tx, name: &str, stages: &[String]) -> Result<(PipelineId, Vec<StageId>)> {
    tx.actor().require(Right::SettingsWrite)?;
    let pipelines = store::pipelines(tx)?;
    let pattern =
        pipelines.in_use().next().ok_or_else(|| Error::internal("a workspace without a pipeline"))?;
    let id = store::insert_pipeline(tx, name)?;
    let mut added = Vec::new();
    for (position, stage) in stages.iter().enumerate() {
        let kind = if position == 0 { StageKind::Open } else { StageKind::Ongoing };
        added.push(store::insert_stage(tx, id, &plain(stage, kind, (position, stages.len())), position)?);
    }
    for kind in [StageKind::Won, StageKind::Lost] {
        if let Some(end) = pattern.end(kind) {
            added.push(store::insert_stage(tx, id, &end.facts, stages.len() + added.len())?);
        }
    }
    let told = [Change::new("pipeline", None::<i64>, id), Change::new("name", None::<&str>, name)];
    audit::record(tx, "pipeline.add", None, &told)?;
    Ok((id, added))
}

/// A stage with a likelihood by its place among those that come with it.
pub fn plain(name: &str, kind: StageKind, (position, all): (usize, usize)) -> StageInput {
    let step = 80 / i64::try_from(all.max(1)).unwrap_or(1);
    let probability = 10 + step * i64::try_from(position).unwrap_or_default();
    StageInput { name: name.to_owned(), kind, probability, rot_days: None, needs: Vec::new() }
}

/// The reason of that name, added if it is new: (reason, whether it was).
pub fn import_reason(tx: &Tx, name: &str) -> Result<(LostReasonId, bool)> {
    let key = text::fold(name);
    let known = store::lost_reasons(tx)?.into_iter().find(|reason| text::fold(&reason.name) == key);
    match known {
        Some(reason) => Ok((reason.id, false)),
        None => super::add_reason(tx, name).map(|id| (id, true)),
    }
}

/// Takes away what an import added for its deals, unless something else came to need it.
pub fn unmake(tx: &Tx, pipelines: &[PipelineId], stages: &[StageId], reasons: &[LostReasonId]) -> Result<()> {
    for pipeline in pipelines {
        if store::delete_unused_pipeline(tx, *pipeline)? {
            audit::record(tx, "pipeline.undo", None, &[Change::new("pipeline", None::<i64>, *pipeline)])?;
        }
    }
    for stage in stages {
        if store::delete_unused_stage(tx, *stage)? {
            audit::record(tx, "stage.undo", None, &[Change::new("stage", None::<i64>, *stage)])?;
        }
    }
    for reason in reasons {
        if store::delete_unused_reason(tx, *reason)? {
            audit::record(tx, "lost_reason.undo", None, &[Change::new("reason", None::<i64>, *reason)])?;
        }
    }
    Ok(())
}

/// The stages that a deal passes.
struct Way {
    start: Stage,
    goal: Stage,
    won: Stage,
    lost: Stage,
}

impl Way {
    /// Of a new deal: by its stage, or in the first pipeline.
    fn of(pipelines: &Pipelines, brought: &Brought) -> Result<Way> {
        let wanted =
            brought.stage.and_then(|id| pipelines.stage(id)).filter(|stage| stage.is_live && !stage.is_end());
        let home = brought.pipeline.or(wanted.map(|stage| stage.pipeline));
        let pipeline = match home {
            Some(id) => pipelines.in_use().find(|pipeline| pipeline.id == id),
            None => pipelines.in_use().next(),
        };
        let pipeline = pipeline.ok_or(Error::Conflict("deals-pipeline-away"))?;
        let first = pipeline.beginnings().next().ok_or(Error::Conflict("deals-stage-away"))?;
        let goal = wanted.filter(|stage| stage.pipeline == pipeline.id).unwrap_or(first);
        let start = if goal.facts.kind == StageKind::Open { goal } else { first };
        Way::between(pipelines, start, goal)
    }

    /// Of a deal that stands somewhere: to that stage, if it is one of its pipeline.
    fn onward(pipelines: &Pipelines, deal: &Deal, to: Option<StageId>) -> Result<Way> {
        let now = pipelines.stage(deal.stage).ok_or(Error::NotFound)?;
        let wanted = to.and_then(|id| pipelines.stage(id));
        let wanted =
            wanted.filter(|stage| stage.pipeline == deal.pipeline && stage.is_live && !stage.is_end());
        let first = pipelines.0.iter().find(|pipeline| pipeline.id == deal.pipeline);
        let first = first.and_then(|pipeline| pipeline.beginnings().next());
        let goal = match wanted {
            Some(stage) => stage,
            None if now.is_end() => first.ok_or(Error::Conflict("deals-stage-away"))?,
            None => now,
        };
        Way::between(pipelines, now, goal)
    }

    fn between(pipelines: &Pipelines, start: &Stage, goal: &Stage) -> Result<Way> {
        let home = pipelines.0.iter().find(|pipeline| pipeline.id == goal.pipeline).ok_or(Error::NotFound)?;
        let end =
            |kind| home.end(kind).cloned().ok_or_else(|| Error::internal("a pipeline has lost its end"));
        Ok(Way {
            start: start.clone(),
            goal: goal.clone(),
            won: end(StageKind::Won)?,
            lost: end(StageKind::Lost)?,
        })
    }

    /// What a new deal lacks for one of its stages, before anything is written.
    fn missing(&self, facts: &super::DealInput, end: Option<&End>) -> Problems {
        let mut needs = [self.start.facts.needs.clone(), self.goal.facts.needs.clone()].concat();
        if matches!(end, Some(End::Won(_))) {
            needs.extend(&self.won.facts.needs);
        }
        facts.missing(&needs)
    }
}

/// Stores what became of a deal, step by step, each the last one in its stage; the first is stored already.
fn pass(tx: &Tx, steps: Vec<Deal>) -> Result<Deal> {
    let mut steps = steps.into_iter();
    let mut now = steps.next().ok_or_else(|| Error::internal("a deal without a beginning"))?;
    for step in steps {
        let rank = match step.stage == now.stage {
            true => now.rank,
            false => store::rank(tx, (step.pipeline, step.stage), Place::Bottom)?,
        };
        let next = Deal { rank, ..step };
        save(tx, &now, &next)?;
        now = next;
    }
    Ok(now)
}

fn last(steps: &[Deal]) -> Result<Deal> {
    steps.last().cloned().ok_or_else(|| Error::internal("a deal without a beginning"))
}

/// Lets the deal end as the file tells, not before it came into its stage and not in days to come.
fn end(way: &Way, steps: &mut Vec<Deal>, (end, hand): (Option<End>, Hand), now: At) -> Result<()> {
    let deal = last(steps)?;
    let at = |told: Option<At>| Hand { at: told.unwrap_or(now).max(hand.at).min(now.max(hand.at)), ..hand };
    match end {
        None | Some(End::Open) => {}
        Some(End::Won(told)) => steps.push(deal.won(&way.won, at(told))?),
        Some(End::Lost(told, loss)) => steps.push(deal.lost(&way.lost, loss, at(told))?),
    }
    Ok(())
}
