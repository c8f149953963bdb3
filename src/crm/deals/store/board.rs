//! The deals of a stage in the order of the board.

use rusqlite::named_params;

use super::super::model::{Deal, Place, StageSum};
use super::{deal, select, with_people};
use crate::base::{Currency, DealId, Money, PipelineId, Result, StageId};
use crate::platform::{Tx, View};

/// So far apart stand two deals at first: twenty more fit between them before the stage is numbered anew.
const STEP: i64 = 1 << 20;

/// The open deals of a stage in the order of the board, after that place (rank and number); at most `limit`. Of a stage
/// that ends deals: those that ended there.
pub fn list_stage(
    view: &View,
    (pipeline, stage): (PipelineId, StageId),
    after: Option<(i64, DealId)>,
    limit: i64,
) -> Result<Vec<Deal>> {
    let (rank, id) = after.unwrap_or((i64::MIN, DealId::NONE));
    let deals = view.all(
        select!(
            "FROM deal INDEXED BY deal_board
             LEFT JOIN company ON company.workspace_id = deal.workspace_id AND company.id = deal.company_id
             WHERE deal.workspace_id = :workspace
               AND deal.pipeline_id = :pipeline
               AND deal.stage_id = :stage
               AND deal.live = 1
               AND (deal.board_rank, deal.id) > (:rank, :id)
             ORDER BY deal.board_rank, deal.id
             LIMIT :limit"
        ),
        named_params! {
            ":workspace": view.workspace(),
            ":pipeline": pipeline,
            ":stage": stage,
            ":rank": rank,
            ":id": id,
            ":limit": limit,
        },
        deal,
    )?;
    with_people(view, deals)
}

/// What stands in each stage of a pipeline, each currency for itself.
pub fn sums(view: &View, pipeline: PipelineId) -> Result<Vec<StageSum>> {
    view.all(
        "SELECT stage_id, currency, count(*) AS found, sum(amount) AS sum
         FROM deal
         WHERE workspace_id = :workspace
           AND pipeline_id = :pipeline
           AND live = 1
         GROUP BY stage_id, currency
         ORDER BY stage_id, currency",
        named_params! { ":workspace": view.workspace(), ":pipeline": pipeline },
        |row| {
            let sum = match (row.get("sum")?, row.get::<_, Option<Currency>>("currency")?) {
                (Some(minor), Some(currency)) => Some(Money { minor, currency }),
                _ => None,
            };
            Ok(StageSum { stage: row.get("stage_id")?, count: row.get("found")?, sum })
        },
    )
}

/// Whether a deal stands in that stage, in use or in the trash.
pub fn has_in_stage(view: &View, (pipeline, stage): (PipelineId, StageId)) -> Result<bool> {
    let found = view.maybe(
        "SELECT 1 AS found
         FROM deal INDEXED BY deal_board
         WHERE workspace_id = :workspace
           AND pipeline_id = :pipeline
           AND stage_id = :stage
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":pipeline": pipeline, ":stage": stage },
        |row| row.get::<_, i64>("found"),
    )?;
    Ok(found.is_some())
}

/// Whether a deal of that pipeline is open, in use or in the trash.
pub fn has_open_in(view: &View, pipeline: PipelineId) -> Result<bool> {
    let found = view.maybe(
        "SELECT 1 AS found
         FROM deal INDEXED BY deal_board
         WHERE workspace_id = :workspace
           AND pipeline_id = :pipeline
           AND state = 'open'
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":pipeline": pipeline },
        |row| row.get::<_, i64>("found"),
    )?;
    Ok(found.is_some())
}

/// The rank of that place in the stage; numbers the stage anew if two deals stand too close.
pub fn rank(tx: &Tx, at: (PipelineId, StageId), place: Place) -> Result<i64> {
    let next = match place {
        Place::Bottom => return Ok(edge(tx, at, Edge::Last)?.map_or(0, |last| last + STEP)),
        Place::Top => None,
        Place::Before(next) => rank_of(tx, at, next)?,
    };
    let Some(next) = next else { return Ok(edge(tx, at, Edge::First)?.map_or(0, |first| first - STEP)) };
    match before(tx, at, next)? {
        None => Ok(next - STEP),
        Some(last) if next - last > 1 => Ok(last + (next - last) / 2),
        Some(_) => {
            spread(tx, at)?;
            rank(tx, at, place)
        }
    }
}

/// Puts the deal at that rank among those of its stage; it is the same deal, at the same version.
pub fn save_rank(tx: &Tx, id: DealId, rank: i64) -> Result<()> {
    tx.execute(
        "UPDATE deal
         SET board_rank = :rank
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":rank": rank },
    )?;
    Ok(())
}

/// Which end of a stage.
#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

fn edge(tx: &Tx, (pipeline, stage): (PipelineId, StageId), edge: Edge) -> Result<Option<i64>> {
    let direction = match edge {
        Edge::First => "ASC",
        Edge::Last => "DESC",
    };
    tx.maybe(
        &format!(
            "SELECT board_rank
             FROM deal INDEXED BY deal_board
             WHERE workspace_id = :workspace
               AND pipeline_id = :pipeline
               AND stage_id = :stage
               AND live = 1
             ORDER BY board_rank {direction}
             LIMIT 1"
        ),
        named_params! { ":workspace": tx.workspace(), ":pipeline": pipeline, ":stage": stage },
        |row| row.get("board_rank"),
    )
}

fn rank_of(tx: &Tx, (pipeline, stage): (PipelineId, StageId), id: DealId) -> Result<Option<i64>> {
    tx.maybe(
        "SELECT board_rank
         FROM deal
         WHERE workspace_id = :workspace
           AND pipeline_id = :pipeline
           AND stage_id = :stage
           AND live = 1
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":pipeline": pipeline, ":stage": stage, ":id": id },
        |row| row.get("board_rank"),
    )
}

/// The rank next below that one; two deals of the same rank stand too close.
fn before(tx: &Tx, (pipeline, stage): (PipelineId, StageId), next: i64) -> Result<Option<i64>> {
    let ranks: Vec<i64> = tx.all(
        "SELECT board_rank
         FROM deal INDEXED BY deal_board
         WHERE workspace_id = :workspace
           AND pipeline_id = :pipeline
           AND stage_id = :stage
           AND live = 1
           AND board_rank <= :next
         ORDER BY board_rank DESC
         LIMIT 2",
        named_params! { ":workspace": tx.workspace(), ":pipeline": pipeline, ":stage": stage, ":next": next },
        |row| row.get("board_rank"),
    )?;
    Ok(ranks.get(1).copied())
}

/// Numbers the deals of the stage anew, a step apart.
fn spread(tx: &Tx, (pipeline, stage): (PipelineId, StageId)) -> Result<()> {
    tx.execute(
        "UPDATE deal
         SET board_rank = :step * placed.place
         FROM (
           SELECT id, row_number() OVER (ORDER BY board_rank, id) AS place
           FROM deal
           WHERE workspace_id = :workspace
             AND pipeline_id = :pipeline
             AND stage_id = :stage
             AND live = 1
         ) AS placed
         WHERE deal.workspace_id = :workspace
           AND deal.id = placed.id",
        named_params! {
            ":workspace": tx.workspace(),
            ":pipeline": pipeline,
            ":stage": stage,
            ":step": STEP,
        },
    )?;
    Ok(())
}
