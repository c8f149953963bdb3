//! Reports for programs: the same figures, with their units and currency named.

mod record;

use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;

use self::record::{
    ActivityReport, ConversionReport, SalesReport, SourcesReport, StagesReport, activity_report,
    conversion_report, sales_report, sources_report, stages_report,
};
use super::pages::{gather_activity, gather_conversion, gather_dwelling, gather_sales, gather_sources};
use crate::base::{Day, Error, Fields, MemberId, Result};
use crate::web::Cx;
use crate::web::payload::{Number, Tag, Text};

/// The operations on reports.
pub struct Reports;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Reports")]
impl Reports {
    /// Report won and lost deals
    ///
    /// By the month in which they ended; sums at the rates that hold today.
    #[oai(path = "/reports/sales", method = "get", operation_id = "report.sales")]
    async fn sales(
        &self,
        cx: Cx,
        /// The first and the last day, `2026-01-01/2026-12-31`, at most five years; the last twelve months if left out.
        days: Query<Option<Text<21>>>,
        /// Whose deals: the number of a member, or `nobody`.
        owner_id: Query<Option<Text<20>>>,
        /// Deals of that pipeline only.
        pipeline_id: Query<Option<Number>>,
    ) -> poem::Result<Json<SalesReport>> {
        let query = asked(days.0, owner_id.0, pipeline_id.0)?;
        let (around, (found, rates)) = gather_sales(&cx, &query).await?;
        Ok(Json(sales_report(&cx, &around.question, &found, &rates)))
    }

    /// Report how far leads and deals came
    ///
    /// Leads that came in and deals that were added in the period, with what became of them by now.
    #[oai(path = "/reports/conversion", method = "get", operation_id = "report.conversion")]
    async fn conversion(
        &self,
        cx: Cx,
        /// The first and the last day, `2026-01-01/2026-12-31`, at most five years; the last twelve months if left out.
        days: Query<Option<Text<21>>>,
        /// Whose records: the number of a member, or `nobody`.
        owner_id: Query<Option<Text<20>>>,
        /// The pipeline of the deals; the first one if left out.
        pipeline_id: Query<Option<Number>>,
    ) -> poem::Result<Json<ConversionReport>> {
        let query = asked(days.0, owner_id.0, pipeline_id.0)?;
        let (around, found) = gather_conversion(&cx, &query).await?;
        Ok(Json(conversion_report(&cx, &around.question, &found)))
    }

    /// Report how long deals stood in each stage
    ///
    /// Stays that ended in the period.
    #[oai(path = "/reports/stages", method = "get", operation_id = "report.stages")]
    async fn stages(
        &self,
        cx: Cx,
        /// The first and the last day, `2026-01-01/2026-12-31`, at most five years; the last twelve months if left out.
        days: Query<Option<Text<21>>>,
        /// Whose deals: the number of a member, or `nobody`.
        owner_id: Query<Option<Text<20>>>,
        /// The pipeline; the first one if left out.
        pipeline_id: Query<Option<Number>>,
    ) -> poem::Result<Json<StagesReport>> {
        let query = asked(days.0, owner_id.0, pipeline_id.0)?;
        let (around, found) = gather_dwelling(&cx, &query).await?;
        Ok(Json(stages_report(&cx, &around.question, found)))
    }

    /// Report who did how much
    #[oai(path = "/reports/activity", method = "get", operation_id = "report.activity")]
    async fn activity(
        &self,
        cx: Cx,
        /// The first and the last day, `2026-01-01/2026-12-31`, at most five years; the last twelve months if left out.
        days: Query<Option<Text<21>>>,
        /// Of one member only, by number.
        owner_id: Query<Option<Text<20>>>,
    ) -> poem::Result<Json<ActivityReport>> {
        let query = asked(days.0, owner_id.0, None)?;
        let (around, found) = gather_activity(&cx, &query).await?;
        Ok(Json(activity_report(&cx, &around.question, &found)))
    }

    /// Report what came from where
    #[oai(path = "/reports/sources", method = "get", operation_id = "report.sources")]
    async fn sources(
        &self,
        cx: Cx,
        /// The first and the last day, `2026-01-01/2026-12-31`, at most five years; the last twelve months if left out.
        days: Query<Option<Text<21>>>,
        /// Whose records: the number of a member, or `nobody`.
        owner_id: Query<Option<Text<20>>>,
    ) -> poem::Result<Json<SourcesReport>> {
        let query = asked(days.0, owner_id.0, None)?;
        let (around, (found, rates)) = gather_sources(&cx, &query).await?;
        Ok(Json(sources_report(&cx, &around.question, found, &rates)))
    }
}

/// The query of a page, from what a program asks. `Malformed` if that is no period, no owner.
fn asked(days: Option<Text<21>>, owner: Option<Text<20>>, pipeline: Option<Number>) -> Result<Fields> {
    let mut query = Fields::new();
    if let Some(Text(days)) = days {
        let (from, to) = days.split_once('/').ok_or(Error::Malformed("days"))?;
        let (from, to) = (from.parse::<Day>()?, to.parse::<Day>()?);
        query = query.with("from", from.to_string()).with("to", to.to_string());
    }
    if let Some(Text(owner)) = owner {
        if owner != "nobody" {
            owner.parse::<MemberId>().map_err(|_| Error::Malformed("owner_id"))?;
        }
        query = query.with("owner", owner);
    }
    Ok(match pipeline {
        Some(pipeline) => query.with("pipeline", pipeline.0.to_string()),
        None => query,
    })
}
