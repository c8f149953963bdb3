//! The deals of a stage in the order of the board.

use rusqlite::named_params;

use super::super::model::{BoardFilter, BoardMark, Deal, Place, Stage, StageSum};
use super::{deal, select, with_people};
use crate::base::{Currency, DealId, MemberId, Money, PipelineId, Result, StageId};
use crate::crm::owners::OwnerFilter;
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// So far apart stand two deals at first: twenty more fit between them before the stage is numbered anew.
const STEP: i64 = 1 << 20;

/// The deals of a stage in the order of the board, behind that place; at most `limit`. Of a stage that ends deals: what
/// ended there of late, the last first.
pub fn list_stage(
    view: &View,
    filter: &BoardFilter,
    stage: &Stage,
    after: Option<BoardMark>,
    limit: i64,
) -> Result<Vec<Deal>> {
    let sql = stage_statement(filter, stage);
    let edge = if stage.is_end() { (i64::MAX, DealId::new(i64::MAX)) } else { (i64::MIN, DealId::NONE) };
    let (value, id) = after.map_or(edge, |mark| (mark.value, mark.id));
    let deals = view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":pipeline": stage.pipeline,
            ":stage": stage.id,
            ":since": filter.closed_since,
            ":owner": owner_of(filter.owner),
            ":value": value,
            ":id": id,
            ":limit": limit,
        },
        deal,
    )?;
    with_people(view, deals)
}

/// The statement of a column of the board: it walks an index in the order of the column. Open deals, or those that
/// ended.
fn stage_statement(filter: &BoardFilter, stage: &Stage) -> String {
    let (index, condition, order) = match stage.is_end() {
        false => (
            "deal_board",
            ":since IS NOT NULL AND (deal.board_rank, deal.id) > (:value, :id)",
            "deal.board_rank, deal.id",
        ),
        true => (
            "deal_closed",
            "deal.closed_at IS NOT NULL AND deal.closed_at >= :since AND (deal.closed_at, deal.id) < (:value, :id)",
            "deal.closed_at DESC, deal.id DESC",
        ),
    };
    format!(
        select!(
            "FROM deal INDEXED BY {index}
             LEFT JOIN company ON company.workspace_id = deal.workspace_id AND company.id = deal.company_id
             WHERE deal.workspace_id = :workspace
               AND deal.pipeline_id = :pipeline
               AND deal.stage_id = :stage
               AND deal.live = 1
               AND {owner}
               AND {condition}
             ORDER BY {order}
             LIMIT :limit"
        ),
        index = index,
        owner = owner_condition(filter.owner),
        condition = condition,
        order = order,
    )
}

/// What the board shows in each stage, each currency for itself: open deals, and what was won of late.
pub fn sums(view: &View, filter: &BoardFilter) -> Result<Vec<StageSum>> {
    let owner = owner_condition(filter.owner);
    let sql = format!(
        "SELECT stage_id, currency, count(*) AS found, sum(amount) AS sum
         FROM deal INDEXED BY deal_worth
         WHERE workspace_id = :workspace
           AND pipeline_id = :pipeline
           AND stage_id IN (SELECT id
                            FROM stage
                            WHERE workspace_id = :workspace
                              AND pipeline_id = :pipeline
                              AND kind IN ('open', 'ongoing'))
           AND live = 1
           AND {owner}
         GROUP BY stage_id, currency
         UNION ALL
         SELECT stage_id, currency, count(*) AS found, sum(amount) AS sum
         FROM deal INDEXED BY deal_closed
         WHERE workspace_id = :workspace
           AND stage_id IN (SELECT id
                            FROM stage
                            WHERE workspace_id = :workspace
                              AND pipeline_id = :pipeline
                              AND kind = 'won')
           AND live = 1
           AND closed_at IS NOT NULL
           AND closed_at >= :since
           AND {owner}
         GROUP BY stage_id, currency"
    );
    view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":pipeline": filter.pipeline,
            ":since": filter.closed_since,
            ":owner": owner_of(filter.owner),
        },
        |row| Ok(StageSum { stage: row.get("stage_id")?, count: row.get("found")?, sum: money(row)? }),
    )
}

/// The sum of a row in its currency; none if nothing in it has a worth.
pub(super) fn money(row: &Row) -> rusqlite::Result<Option<Money>> {
    let (minor, currency) = (row.get::<_, Option<i64>>("sum")?, row.get::<_, Option<Currency>>("currency")?);
    Ok(minor.zip(currency).map(|(minor, currency)| Money { minor, currency }))
}

/// Whose deals are wanted; names `:owner` in any case.
pub(super) fn owner_condition(owner: OwnerFilter) -> &'static str {
    match owner {
        OwnerFilter::Any => ":owner IS NULL",
        OwnerFilter::Nobody => ":owner IS NULL AND deal.owner_id IS NULL",
        OwnerFilter::Member(_) => "deal.owner_id = :owner",
    }
}

/// The member whose deals are wanted, if it is one's.
pub(super) fn owner_of(owner: OwnerFilter) -> Option<MemberId> {
    match owner {
        OwnerFilter::Member(member) => Some(member),
        OwnerFilter::Any | OwnerFilter::Nobody => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Actor, At, Door, WorkspaceId};
    use crate::crm::deals::model::{StageInput, StageKind};
    use crate::platform::{Clock, Db, migrate};

    #[test]
    fn every_column_walks_its_index_and_sorts_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, clock) = (folder.path().join("kantora.db"), Clock::hand(At(0)));
        migrate::run(&path, &clock).expect("every step");
        let db = Db::open(&path, clock).expect("a database");
        let owners = [OwnerFilter::Any, OwnerFilter::Nobody, OwnerFilter::Member(MemberId::new(1))];
        let kinds = [(StageKind::Ongoing, "deal_board"), (StageKind::Won, "deal_closed")];

        for (owner, (kind, index)) in owners.into_iter().flat_map(|owner| kinds.map(|kind| (owner, kind))) {
            let filter = BoardFilter { pipeline: PipelineId::new(1), owner, closed_since: At(0) };
            let facts =
                StageInput { name: String::new(), kind, probability: 0, rot_days: None, needs: Vec::new() };
            let stage = Stage { id: StageId::new(1), pipeline: filter.pipeline, facts, is_live: true };
            let sql = stage_statement(&filter, &stage);
            let names = [":workspace", ":pipeline", ":stage", ":since", ":owner", ":value", ":id", ":limit"];
            let bound = names
                .into_iter()
                .fold(sql.replace(":owner IS NULL", "TRUE"), |sql, name| sql.replace(name, "1"));
            let plan = db
                .read(&Actor::system(Door::Cli, WorkspaceId::new(1)), |view| {
                    view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
                })
                .expect("a plan")
                .join("\n");

            assert!(plan.contains(index) && !plan.contains("ORDER BY"), "{sql}\n{plan}");
        }
    }
}
