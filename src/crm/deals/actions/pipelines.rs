//! The verbs on pipelines, stages and reasons. Nothing here is deleted: the history names it; it is put away.

use super::super::model::{LostReason, Pipeline, Stage, StageInput, StageKind};
use super::super::store;
use crate::base::{Error, LostReasonId, PipelineId, Result, Right, StageId, text};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Which way a stage goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the one before it.
    Earlier,
    /// After the one after it.
    Later,
}

/// A new pipeline with the stages of the first one, to be changed.
pub fn add_pipeline(tx: &Tx, name: &str) -> Result<PipelineId> {
    require_name(tx, name, None)?;
    let pipelines = store::pipelines(tx)?;
    let pattern =
        pipelines.in_use().next().ok_or_else(|| Error::internal("a workspace without a pipeline"))?;
    let id = store::insert_pipeline(tx, name)?;
    for (position, stage) in pattern.path().enumerate() {
        store::insert_stage(tx, id, &stage.facts, position)?;
    }
    note(
        tx,
        "pipeline.add",
        &[Change::new("pipeline", None::<i64>, id), Change::new("name", None::<&str>, name)],
    )?;
    Ok(id)
}

/// Gives a pipeline another name; one that another has is a problem of the field `name`.
pub fn rename_pipeline(tx: &Tx, id: PipelineId, name: &str) -> Result<()> {
    require_name(tx, name, Some(id))?;
    let old = store::find_pipeline(tx, id)?;
    store::save_pipeline(tx, &Pipeline { name: name.to_owned(), ..old.clone() })?;
    note(
        tx,
        "pipeline.edit",
        &[Change::new("pipeline", None::<i64>, id), Change::new("name", &old.name, name)],
    )
}

/// Takes a pipeline out of use. `Conflict` while a deal in it is open, or if it is the last one.
pub fn put_away_pipeline(tx: &Tx, id: PipelineId) -> Result<()> {
    require(tx)?;
    let old = store::find_pipeline(tx, id)?;
    if store::pipelines(tx)?.in_use().all(|other| other.id == id) {
        return Err(Error::Conflict("deals-pipeline-last"));
    }
    if store::has_open_in(tx, id)? {
        return Err(Error::Conflict("deals-pipeline-busy"));
    }
    save_use(tx, "pipeline.put_away", Pipeline { is_live: false, ..old })
}

/// Takes a pipeline into use again.
pub fn use_pipeline(tx: &Tx, id: PipelineId) -> Result<()> {
    require(tx)?;
    let old = store::find_pipeline(tx, id)?;
    save_use(tx, "pipeline.use", Pipeline { is_live: true, ..old })
}

fn save_use(tx: &Tx, verb: &'static str, pipeline: Pipeline) -> Result<()> {
    store::save_pipeline(tx, &pipeline)?;
    note(tx, verb, &[Change::new("pipeline", None::<i64>, pipeline.id)])
}

/// A new stage, the last before the ends.
pub fn add_stage(tx: &Tx, pipeline: PipelineId, facts: &StageInput) -> Result<StageId> {
    require(tx)?;
    let pipeline = store::find_pipeline(tx, pipeline)?;
    let id = store::insert_stage(tx, pipeline.id, facts, pipeline.stages.len())?;
    let new = store::find_stage(tx, id)?;
    let (mut way, ends): (Vec<Stage>, Vec<Stage>) =
        pipeline.stages.into_iter().partition(|stage| !stage.is_end());
    way.push(new.clone());
    arrange(tx, way.into_iter().chain(ends))?;
    record_stage(tx, "stage.add", &new, None)?;
    Ok(id)
}

/// Makes a stage what it shall be. A pipeline keeps one stage in which deals begin: else a problem of the field `kind`.
pub fn edit_stage(tx: &Tx, id: StageId, facts: StageInput) -> Result<()> {
    require(tx)?;
    let old = store::find_stage(tx, id)?;
    let pipeline = store::find_pipeline(tx, old.pipeline)?;
    if facts.kind != StageKind::Open && is_only_beginning(&pipeline, &old) {
        return Err(Error::field("kind", "deals-stage-only-beginning"));
    }
    let position = pipeline.stages.iter().position(|stage| stage.id == id).unwrap_or_default();
    let new = Stage { facts, ..old.clone() };
    store::save_stage(tx, &new, position)?;
    record_stage(tx, "stage.edit", &new, Some(&old))
}

/// Moves a stage a step along its pipeline; the ends stay at the end.
pub fn shift_stage(tx: &Tx, id: StageId, step: Step) -> Result<()> {
    require(tx)?;
    let stage = store::find_stage(tx, id)?;
    let pipeline = store::find_pipeline(tx, stage.pipeline)?;
    let (away, mut way): (Vec<Stage>, Vec<Stage>) =
        pipeline.stages.into_iter().partition(|stage| !stage.is_live);
    let at = way.iter().position(|other| other.id == id).ok_or(Error::NotFound)?;
    let other = match step {
        Step::Earlier => at.checked_sub(1),
        Step::Later => Some(at + 1),
    };
    let can_swap = |other: &usize| way.get(*other).is_some_and(|other| !other.is_end()) && !stage.is_end();
    let Some(other) = other.filter(can_swap) else { return Ok(()) };
    way.swap(at, other);
    arrange(tx, way.into_iter().chain(away))?;
    record_stage(tx, "stage.shift", &stage, Some(&stage))
}

/// Takes a stage out of use. `Conflict` while a deal stands in it, in the trash too, if deals begin or end nowhere else.
pub fn put_away_stage(tx: &Tx, id: StageId) -> Result<()> {
    require(tx)?;
    let old = store::find_stage(tx, id)?;
    let pipeline = store::find_pipeline(tx, old.pipeline)?;
    if old.is_end() || is_only_beginning(&pipeline, &old) {
        return Err(Error::Conflict("deals-stage-kept"));
    }
    if store::has_in_stage(tx, (old.pipeline, id))? {
        return Err(Error::Conflict("deals-stage-busy"));
    }
    let position = pipeline.stages.iter().position(|stage| stage.id == id).unwrap_or_default();
    store::save_stage(tx, &Stage { is_live: false, ..old.clone() }, position)?;
    record_stage(tx, "stage.put_away", &old, Some(&old))
}

/// A new reason; a name that another one has is a problem of the field `name`.
pub fn add_reason(tx: &Tx, name: &str) -> Result<LostReasonId> {
    require_reason(tx, name, None)?;
    let id = store::insert_reason(tx, name)?;
    note(
        tx,
        "lost_reason.add",
        &[Change::new("reason", None::<i64>, id), Change::new("name", None::<&str>, name)],
    )?;
    Ok(id)
}

/// Gives a reason another name.
pub fn edit_reason(tx: &Tx, id: LostReasonId, name: &str) -> Result<()> {
    require_reason(tx, name, Some(id))?;
    let old = find_reason(tx, id)?;
    store::save_reason(tx, &LostReason { name: name.to_owned(), ..old.clone() })?;
    note(
        tx,
        "lost_reason.edit",
        &[Change::new("reason", None::<i64>, id), Change::new("name", &old.name, name)],
    )
}

/// Offers a reason no more. `Conflict` if it is the last one.
pub fn put_away_reason(tx: &Tx, id: LostReasonId) -> Result<()> {
    require(tx)?;
    let old = find_reason(tx, id)?;
    if store::lost_reasons(tx)?.iter().all(|other| other.id == id || !other.is_live) {
        return Err(Error::Conflict("deals-reason-last"));
    }
    store::save_reason(tx, &LostReason { is_live: false, ..old })?;
    note(tx, "lost_reason.put_away", &[Change::new("reason", None::<i64>, id)])
}

/// Offers a reason again.
pub fn use_reason(tx: &Tx, id: LostReasonId) -> Result<()> {
    require(tx)?;
    let old = find_reason(tx, id)?;
    store::save_reason(tx, &LostReason { is_live: true, ..old })?;
    note(tx, "lost_reason.use", &[Change::new("reason", None::<i64>, id)])
}

fn require(tx: &Tx) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)
}

fn require_name(tx: &Tx, name: &str, own: Option<PipelineId>) -> Result<()> {
    require(tx)?;
    let key = text::fold(name);
    let taken =
        store::pipelines(tx)?.0.iter().any(|other| Some(other.id) != own && text::fold(&other.name) == key);
    if taken { Err(Error::field("name", "deals-name-taken")) } else { Ok(()) }
}

fn require_reason(tx: &Tx, name: &str, own: Option<LostReasonId>) -> Result<()> {
    require(tx)?;
    let key = text::fold(name);
    let taken =
        store::lost_reasons(tx)?.iter().any(|other| Some(other.id) != own && text::fold(&other.name) == key);
    if taken { Err(Error::field("name", "deals-name-taken")) } else { Ok(()) }
}

fn find_reason(tx: &Tx, id: LostReasonId) -> Result<LostReason> {
    store::lost_reasons(tx)?.into_iter().find(|reason| reason.id == id).ok_or(Error::NotFound)
}

fn is_only_beginning(pipeline: &Pipeline, stage: &Stage) -> bool {
    stage.facts.kind == StageKind::Open && pipeline.beginnings().all(|other| other.id == stage.id)
}

/// Stores the stages in that order.
fn arrange(tx: &Tx, stages: impl Iterator<Item = Stage>) -> Result<()> {
    stages.enumerate().try_for_each(|(position, stage)| store::save_stage(tx, &stage, position))
}

fn record_stage(tx: &Tx, verb: &'static str, stage: &Stage, before: Option<&Stage>) -> Result<()> {
    let old = before.map(|stage| stage.facts.told()).unwrap_or_default();
    let of_old = |at: usize| old.get(at).map(|(_, text)| text.as_str()).unwrap_or_default();
    let told = stage.facts.told();
    let changed = told.iter().enumerate().filter(|(at, (_, new))| of_old(*at) != new);
    let mut changes = vec![Change::new("stage", None::<i64>, stage.id)];
    changes.extend(changed.map(|(at, (field, new))| Change::new(*field, of_old(at), new.as_str())));
    note(tx, verb, &changes)
}

fn note(tx: &Tx, verb: &'static str, changes: &[Change]) -> Result<()> {
    audit::record(tx, verb, None, changes)
}
