//! How far leads and deals came, and how long it took.

use rusqlite::named_params;

use super::super::model::{LeadCounts, StageCount, Stood};
use super::whose;
use crate::base::{At, PipelineId, Result};
use crate::crm::owners::OwnerFilter;
use crate::platform::View;

/// The statement of [`leads`].
pub const LEADS: &str = "SELECT count(*) AS found, count(lead.answered_at) AS answered,
                count(lead.converted_at) AS converted, count(deal.id) AS won,
                count(CASE lead.state WHEN 'dead' THEN 1 END) AS dead
         FROM lead INDEXED BY lead_by_age
         LEFT JOIN deal
           ON deal.workspace_id = lead.workspace_id
          AND deal.id = lead.converted_deal_id
          AND deal.state = 'won'
          AND deal.live = 1
         WHERE lead.workspace_id = :workspace
           AND lead.live = 1
           AND lead.open IN (0, 1)
           AND lead.created_at >= :from
           AND lead.created_at < :until
           AND (:is_any OR lead.owner_id IS :owner)";

/// What became by now of the leads that came in that time.
pub fn leads(view: &View, (from, until): (At, At), owner: OwnerFilter) -> Result<LeadCounts> {
    let (is_any, owner) = whose(owner);
    view.one(
        LEADS,
        named_params! {
            ":workspace": view.workspace(),
            ":from": from,
            ":until": until,
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| {
            Ok(LeadCounts {
                all: row.get("found")?,
                answered: row.get("answered")?,
                converted: row.get("converted")?,
                won: row.get("won")?,
                dead: row.get("dead")?,
            })
        },
    )
}

/// The statement of [`furthest`]. Who was won and opened again has not come to that end.
pub const FURTHEST: &str = "SELECT reached.stage_id, count(*) AS found
         FROM (
           SELECT deal.id, stage.id AS stage_id, max(stage.position) AS position
           FROM deal INDEXED BY deal_by_age
           JOIN deal_stay ON deal_stay.workspace_id = deal.workspace_id AND deal_stay.deal_id = deal.id
           JOIN stage ON stage.workspace_id = deal_stay.workspace_id AND stage.id = deal_stay.stage_id
           WHERE deal.workspace_id = :workspace
             AND deal.live = 1
             AND deal.created_at >= :from
             AND deal.created_at < :until
             AND deal.pipeline_id = :pipeline
             AND stage.pipeline_id = deal.pipeline_id
             AND (:is_any OR deal.owner_id IS :owner)
             AND (stage.kind IN ('open', 'ongoing') OR stage.kind = 'won' AND deal.state = 'won')
           GROUP BY deal.id
         ) AS reached
         GROUP BY reached.stage_id";

/// How far the deals came by now that began in that time.
pub fn furthest(
    view: &View,
    (from, until): (At, At),
    pipeline: PipelineId,
    owner: OwnerFilter,
) -> Result<Vec<StageCount>> {
    let (is_any, owner) = whose(owner);
    view.all(
        FURTHEST,
        named_params! {
            ":workspace": view.workspace(),
            ":from": from,
            ":until": until,
            ":pipeline": pipeline,
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| Ok(StageCount { stage: row.get("stage_id")?, count: row.get("found")? }),
    )
}

/// The statement of [`stood`].
pub const STOOD: &str = "SELECT deal_stay.stage_id, deal_stay.left_at - deal_stay.entered_at AS stood
         FROM stage
         CROSS JOIN deal_stay INDEXED BY deal_stay_left
           ON deal_stay.workspace_id = stage.workspace_id AND deal_stay.stage_id = stage.id
         CROSS JOIN deal INDEXED BY deal_brief
           ON deal.workspace_id = deal_stay.workspace_id AND deal.id = deal_stay.deal_id
         WHERE stage.workspace_id = :workspace
           AND stage.pipeline_id = :pipeline
           AND stage.kind IN ('open', 'ongoing')
           AND deal_stay.entered_at < :until
           AND deal_stay.left_at >= :from
           AND deal_stay.left_at < :until
           AND deal.live = 1
           AND (:is_any OR deal.owner_id IS :owner)";

/// How long deals stood in the stages that they left in that time.
pub fn stood(
    view: &View,
    (from, until): (At, At),
    pipeline: PipelineId,
    owner: OwnerFilter,
) -> Result<Vec<Stood>> {
    let (is_any, owner) = whose(owner);
    view.all(
        STOOD,
        named_params! {
            ":workspace": view.workspace(),
            ":from": from,
            ":until": until,
            ":pipeline": pipeline,
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| Ok(Stood { stage: row.get("stage_id")?, milliseconds: row.get("stood")? }),
    )
}
