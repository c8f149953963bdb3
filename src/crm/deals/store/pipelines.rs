//! The tables of pipelines, stages and reasons.

use rusqlite::named_params;

use super::super::model::{LostReason, Pipeline, Pipelines, Stage, StageInput, StageNeed};
use crate::base::{Error, LostReasonId, PipelineId, Result, StageId, text};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// Every pipeline with its stages, in their order, those that were put away too.
pub fn pipelines(view: &View) -> Result<Pipelines> {
    let mut pipelines: Vec<Pipeline> = view.all(
        "SELECT id, name, live
         FROM pipeline
         WHERE workspace_id = :workspace
         ORDER BY position, id",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let stages = Vec::new();
            Ok(Pipeline { id: row.get("id")?, name: row.get("name")?, is_live: row.get("live")?, stages })
        },
    )?;
    let stages = view.all(
        "SELECT id, pipeline_id, name, kind, probability, rot_days, needs, live
         FROM stage
         WHERE workspace_id = :workspace
         ORDER BY position, id",
        named_params! { ":workspace": view.workspace() },
        stage,
    )?;
    for stage in stages {
        if let Some(pipeline) = pipelines.iter_mut().find(|pipeline| pipeline.id == stage.pipeline) {
            pipeline.stages.push(stage);
        }
    }
    Ok(Pipelines(pipelines))
}

/// The pipeline of that number, or `NotFound`.
pub fn find_pipeline(view: &View, id: PipelineId) -> Result<Pipeline> {
    pipelines(view)?.0.into_iter().find(|pipeline| pipeline.id == id).ok_or(Error::NotFound)
}

/// The stage of that number, in use or put away, or `NotFound`.
pub fn find_stage(view: &View, id: StageId) -> Result<Stage> {
    view.one(
        "SELECT id, pipeline_id, name, kind, probability, rot_days, needs, live
         FROM stage
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        stage,
    )
}

/// Adds a pipeline behind the others; its stages are to follow.
pub fn insert_pipeline(tx: &Tx, name: &str) -> Result<PipelineId> {
    let id = tx.insert(
        "INSERT INTO pipeline (workspace_id, name, name_key, position)
         SELECT :workspace, :name, :key, 1 + COALESCE(MAX(position), 0)
         FROM pipeline
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": tx.workspace(), ":name": name, ":key": text::fold(name) },
    )?;
    Ok(PipelineId::new(id))
}

/// Stores name and use of a pipeline.
pub fn save_pipeline(tx: &Tx, pipeline: &Pipeline) -> Result<()> {
    tx.execute(
        "UPDATE pipeline
         SET name = :name, name_key = :key, live = :live
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": pipeline.id,
            ":name": pipeline.name,
            ":key": text::fold(&pipeline.name),
            ":live": pipeline.is_live,
        },
    )?;
    Ok(())
}

/// Adds a stage at that place of its pipeline.
pub fn insert_stage(tx: &Tx, pipeline: PipelineId, facts: &StageInput, position: usize) -> Result<StageId> {
    let id = tx.insert(
        "INSERT INTO stage (workspace_id, pipeline_id, name, kind, probability, rot_days, needs, position)
         VALUES (:workspace, :pipeline, :name, :kind, :probability, :rot_days, :needs, :position)",
        named_params! {
            ":workspace": tx.workspace(),
            ":pipeline": pipeline,
            ":name": facts.name,
            ":kind": facts.kind.code(),
            ":probability": facts.probability,
            ":rot_days": facts.rot_days,
            ":needs": codes(&facts.needs),
            ":position": position as i64,
        },
    )?;
    Ok(StageId::new(id))
}

/// Stores a stage as it now is, at that place of its pipeline.
pub fn save_stage(tx: &Tx, stage: &Stage, position: usize) -> Result<()> {
    let facts = &stage.facts;
    tx.execute(
        "UPDATE stage
         SET name = :name, kind = :kind, probability = :probability, rot_days = :rot_days, needs = :needs,
             position = :position, live = :live
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": stage.id,
            ":name": facts.name,
            ":kind": facts.kind.code(),
            ":probability": facts.probability,
            ":rot_days": facts.rot_days,
            ":needs": codes(&facts.needs),
            ":position": position as i64,
            ":live": stage.is_live,
        },
    )?;
    Ok(())
}

/// Every reason in its order, those that are not offered any more too.
pub fn lost_reasons(view: &View) -> Result<Vec<LostReason>> {
    view.all(
        "SELECT id, name, live
         FROM lost_reason
         WHERE workspace_id = :workspace
         ORDER BY position, id",
        named_params! { ":workspace": view.workspace() },
        |row| Ok(LostReason { id: row.get("id")?, name: row.get("name")?, is_live: row.get("live")? }),
    )
}

/// Adds a reason behind the others.
pub fn insert_reason(tx: &Tx, name: &str) -> Result<LostReasonId> {
    let id = tx.insert(
        "INSERT INTO lost_reason (workspace_id, name, name_key, position)
         SELECT :workspace, :name, :key, 1 + COALESCE(MAX(position), 0)
         FROM lost_reason
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": tx.workspace(), ":name": name, ":key": text::fold(name) },
    )?;
    Ok(LostReasonId::new(id))
}

/// Stores a reason as it now is.
pub fn save_reason(tx: &Tx, reason: &LostReason) -> Result<()> {
    tx.execute(
        "UPDATE lost_reason
         SET name = :name, name_key = :key, live = :live
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": reason.id,
            ":name": reason.name,
            ":key": text::fold(&reason.name),
            ":live": reason.is_live,
        },
    )?;
    Ok(())
}

fn codes(needs: &[StageNeed]) -> String {
    needs.iter().map(|need| need.code()).collect::<Vec<_>>().join(" ")
}

fn stage(row: &Row) -> rusqlite::Result<Stage> {
    let needs: String = row.get("needs")?;
    let facts = StageInput {
        name: row.get("name")?,
        kind: coded(row, "kind")?,
        probability: row.get("probability")?,
        rot_days: row.get("rot_days")?,
        needs: needs.split(' ').filter_map(|code| code.parse().ok()).collect(),
    };
    Ok(Stage { id: row.get("id")?, pipeline: row.get("pipeline_id")?, facts, is_live: row.get("live")? })
}

/// Deletes a pipeline with its stages unless a deal stands, or stood, in it; whether it did.
pub fn delete_unused_pipeline(tx: &Tx, id: PipelineId) -> Result<bool> {
    let params = named_params! { ":workspace": tx.workspace(), ":id": id };
    let deals = tx.maybe(
        "SELECT 1
         FROM deal
         WHERE workspace_id = :workspace
           AND pipeline_id = :id
         LIMIT 1",
        params,
        |row| row.get::<_, i64>(0),
    )?;
    if deals.is_some() {
        return Ok(false);
    }
    tx.execute("DELETE FROM stage WHERE workspace_id = :workspace AND pipeline_id = :id", params)?;
    let gone = tx.execute("DELETE FROM pipeline WHERE workspace_id = :workspace AND id = :id", params)?;
    Ok(gone > 0)
}

/// Deletes a stage unless a deal stands, or stood, in it; whether it did.
pub fn delete_unused_stage(tx: &Tx, id: StageId) -> Result<bool> {
    let gone = tx.execute(
        "DELETE FROM stage
         WHERE workspace_id = :workspace
           AND id = :id
           AND kind IN ('open', 'ongoing')
           AND NOT EXISTS (
             SELECT 1 FROM deal_stay WHERE deal_stay.workspace_id = :workspace AND deal_stay.stage_id = :id
           )",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(gone > 0)
}

/// Deletes a reason unless a deal was lost for it; whether it did.
pub fn delete_unused_reason(tx: &Tx, id: LostReasonId) -> Result<bool> {
    let gone = tx.execute(
        "DELETE FROM lost_reason
         WHERE workspace_id = :workspace
           AND id = :id
           AND NOT EXISTS (
             SELECT 1 FROM deal WHERE deal.workspace_id = :workspace AND deal.lost_reason_id = :id
           )",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(gone > 0)
}
