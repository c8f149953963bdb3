//! What open deals may bring, and when.

use rusqlite::named_params;

use super::super::model::{ForecastSum, ForecastTime, NEVER};
use super::board::{money, owner_condition, owner_of};
use crate::base::{Day, PipelineId, Result};
use crate::crm::owners::OwnerFilter;
use crate::platform::View;

/// The open deals that do not rest on that day, by month, likelihood and currency; of one pipeline, or of all.
pub fn forecast(
    view: &View,
    pipeline: Option<PipelineId>,
    owner: OwnerFilter,
    today: Day,
) -> Result<Vec<ForecastSum>> {
    let sql = format!(
        "SELECT CASE WHEN deal.close_sort < :today THEN '' ELSE substr(deal.close_sort, 1, 7) END AS month,
                COALESCE(deal.probability, stage.probability) AS likely, deal.currency, count(*) AS found,
                sum(deal.amount) AS sum
         FROM deal INDEXED BY deal_open
         CROSS JOIN stage ON stage.workspace_id = deal.workspace_id AND stage.id = deal.stage_id
         WHERE deal.workspace_id = :workspace
           AND deal.live = 1
           AND deal.state = 'open'
           AND (deal.held_until IS NULL OR deal.held_until <= :today)
           AND (:pipeline IS NULL OR deal.pipeline_id = :pipeline)
           AND {}
         GROUP BY month, likely, deal.currency
         ORDER BY month, likely, deal.currency",
        owner_condition(owner),
    );
    view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":today": today,
            ":pipeline": pipeline,
            ":owner": owner_of(owner),
        },
        |row| {
            let month: String = row.get("month")?;
            let time = match month.as_str() {
                "" => ForecastTime::Overdue,
                month if NEVER.starts_with(month) => ForecastTime::Unknown,
                _ => ForecastTime::Month(month),
            };
            Ok(ForecastSum {
                time,
                probability: row.get("likely")?,
                count: row.get("found")?,
                sum: money(row)?,
            })
        },
    )
}
