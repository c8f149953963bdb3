//! What was won and lost, and where it came from.

use std::sync::Arc;

use rusqlite::named_params;

use super::super::model::{ClosedSum, LostSum, Slots, SoldSum, SourceCount};
use super::{money, slot, whose};
use crate::base::{At, PipelineId, Result};
use crate::crm::deals::State;
use crate::crm::owners::OwnerFilter;
use crate::platform::{Kept, View};

/// Which closed deals are summed up.
#[derive(Debug, Clone, Copy)]
pub struct Closed {
    /// Whose.
    pub owner: OwnerFilter,
    /// Of which pipeline; none: of all.
    pub pipeline: Option<PipelineId>,
}

/// The statement of [`closed`].
pub const CLOSED: &str = "WITH slot AS MATERIALIZED (
           SELECT key, value ->> 0 AS first, value ->> 1 AS until FROM json_each(:slots)
         )
         SELECT slot.key AS slot, deal.state, deal.currency, count(*) AS found, sum(deal.amount) AS sum
         FROM slot
         CROSS JOIN deal INDEXED BY deal_ended
         WHERE deal.workspace_id = :workspace
           AND deal.live = 1
           AND deal.state IN ('won', 'lost')
           AND deal.closed_at IS NOT NULL
           AND deal.closed_at >= slot.first
           AND deal.closed_at < slot.until
           AND (:pipeline IS NULL OR deal.pipeline_id = :pipeline)
           AND (:is_any OR deal.owner_id IS :owner)
         GROUP BY slot.key, deal.state, deal.currency";

/// The deals that ended in each part of a period, each state and currency for itself.
pub fn closed(view: &View, kept: &Kept, slots: &Slots, filter: Closed) -> Result<Arc<Vec<ClosedSum>>> {
    kept.get(view, ("closed", slots, filter), || sum_up(view, slots, filter))
}

fn sum_up(view: &View, slots: &Slots, filter: Closed) -> Result<Vec<ClosedSum>> {
    let (is_any, owner) = whose(filter.owner);
    view.all(
        CLOSED,
        named_params! {
            ":workspace": view.workspace(),
            ":slots": slots.json(),
            ":pipeline": filter.pipeline,
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| {
            let state =
                if row.get_ref("state")?.as_str()? == State::Won.code() { State::Won } else { State::Lost };
            Ok(ClosedSum { slot: slot(row)?, state, count: row.get("found")?, sum: money(row)? })
        },
    )
}

/// The statement of [`lost`].
pub const LOST: &str = "SELECT lost_reason_id, currency, count(*) AS found, sum(amount) AS sum
         FROM deal INDEXED BY deal_ended
         WHERE workspace_id = :workspace
           AND live = 1
           AND state = 'lost'
           AND closed_at IS NOT NULL
           AND closed_at >= :from
           AND closed_at < :until
           AND (:pipeline IS NULL OR pipeline_id = :pipeline)
           AND (:is_any OR owner_id IS :owner)
         GROUP BY lost_reason_id, currency";

/// Why deals were lost in that time.
pub fn lost(view: &View, (from, until): (At, At), filter: Closed) -> Result<Vec<LostSum>> {
    let (is_any, owner) = whose(filter.owner);
    view.all(
        LOST,
        named_params! {
            ":workspace": view.workspace(),
            ":from": from,
            ":until": until,
            ":pipeline": filter.pipeline,
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| Ok(LostSum { reason: row.get("lost_reason_id")?, count: row.get("found")?, sum: money(row)? }),
    )
}

/// The statement of [`sold`].
pub const SOLD: &str = "SELECT source, currency, count(*) AS found, sum(amount) AS sum
         FROM deal INDEXED BY deal_ended
         WHERE workspace_id = :workspace
           AND live = 1
           AND state = 'won'
           AND closed_at IS NOT NULL
           AND closed_at >= :from
           AND closed_at < :until
           AND (:is_any OR owner_id IS :owner)
         GROUP BY source, currency
         ORDER BY source, currency";

/// The deals that were won in that time, by where they came from.
pub fn sold(view: &View, (from, until): (At, At), owner: OwnerFilter) -> Result<Vec<SoldSum>> {
    let (is_any, owner) = whose(owner);
    view.all(
        SOLD,
        named_params! {
            ":workspace": view.workspace(),
            ":from": from,
            ":until": until,
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| Ok(SoldSum { name: row.get("source")?, count: row.get("found")?, sum: money(row)? }),
    )
}

/// The statement of [`lead_sources`].
pub const LEAD_SOURCES: &str = "SELECT lead.source_id, COALESCE(lead_label.name, '') AS name, count(*) AS leads,
                count(lead.converted_at) AS converted
         FROM lead INDEXED BY lead_by_age
         LEFT JOIN lead_label ON lead_label.workspace_id = lead.workspace_id AND lead_label.id = lead.source_id
         WHERE lead.workspace_id = :workspace
           AND lead.live = 1
           AND lead.open IN (0, 1)
           AND lead.created_at >= :from
           AND lead.created_at < :until
           AND (:is_any OR lead.owner_id IS :owner)
         GROUP BY lead.source_id
         ORDER BY name";

/// The leads that came in that time, by where they came from.
pub fn lead_sources(view: &View, (from, until): (At, At), owner: OwnerFilter) -> Result<Vec<SourceCount>> {
    let (is_any, owner) = whose(owner);
    view.all(
        LEAD_SOURCES,
        named_params! {
            ":workspace": view.workspace(),
            ":from": from,
            ":until": until,
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| {
            Ok(SourceCount {
                source: row.get("source_id")?,
                name: row.get("name")?,
                leads: row.get("leads")?,
                converted: row.get("converted")?,
            })
        },
    )
}
