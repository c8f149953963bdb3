//! The forecast for programs.

use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{self, Line, Time, Total};
use super::views::today;
use crate::base::{PipelineId, Result};
use crate::crm::deals::store;
use crate::crm::owners::OwnerFilter;
use crate::web::Cx;
use crate::web::payload::{Date, Number, Tag, Text};
use crate::workspace::rates;

/// The operations on the forecast.
pub struct Forecasts;

/// An amount of money.
#[derive(Debug, Object)]
pub struct Amount {
    /// In the smallest unit of the currency.
    amount_minor: i64,
    /// The currency, ISO 4217.
    currency: String,
}

/// Deals, and what they are worth together.
#[derive(Debug, Object)]
pub struct Worth {
    /// How many deals.
    count: i64,
    /// What they are worth in the workspace's currency, in its smallest unit.
    amount_minor: i64,
    /// The workspace's currency, ISO 4217.
    currency: String,
    /// What is not in that sum, as no rate is known.
    without_rate: Vec<Amount>,
}

impl Worth {
    /// That total.
    pub fn of(total: &Total) -> Worth {
        let apart = total.apart.iter();
        let apart = apart.map(|sum| Amount { amount_minor: sum.minor, currency: sum.currency.to_string() });
        Worth {
            count: total.count,
            amount_minor: total.sum.minor,
            currency: total.sum.currency.to_string(),
            without_rate: apart.collect(),
        }
    }
}

/// What may come at one time.
#[derive(Debug, Object)]
pub struct ForecastLine {
    /// When: `overdue`, `month`, `later`, `unknown`, or `total` of all that is not overdue.
    time: String,
    /// The first day of the month.
    #[oai(skip_serializing_if_is_none)]
    month_on: Option<Date>,
    /// If every deal is won.
    whole: Worth,
    /// Each amount by its likelihood.
    likely: Worth,
    /// Deals whose worth nobody knows yet.
    unpriced: i64,
}

/// What open deals may bring.
#[derive(Debug, Object)]
pub struct ForecastRecord {
    /// The currency of all sums, ISO 4217.
    currency: String,
    /// The day since which the published rates hold; absent: rates by hand only.
    #[oai(skip_serializing_if_is_none)]
    rates_on: Option<Date>,
    /// What should have been won already.
    overdue: ForecastLine,
    /// Twelve months from this one, then what comes later and what has no day, if there is any.
    lines: Vec<ForecastLine>,
    /// All lines together, without what is overdue.
    total: ForecastLine,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Reports")]
impl Forecasts {
    /// Forecast what open deals may bring
    ///
    /// By the month in which they should be won, in days of the company. What is on hold does not count.
    #[oai(path = "/forecast", method = "get", operation_id = "forecast")]
    async fn forecast(
        &self,
        cx: Cx,
        /// Whose deals: the number of a member, or `nobody`.
        owner_id: Query<Option<Text<20>>>,
        /// Deals of that pipeline only.
        pipeline_id: Query<Option<Number>>,
    ) -> poem::Result<Json<ForecastRecord>> {
        let owner = owner(owner_id.0)?;
        let pipeline = pipeline_id.0.map(|id| PipelineId::new(id.0));
        let today = today(&cx);
        let found = cx.read_long(move |view| {
            if let Some(id) = pipeline {
                store::find_pipeline(view, id)?;
            }
            let rates = rates::on(view, today)?;
            let forecast = model::forecast(&store::forecast(view, pipeline, owner, today)?, today, &rates);
            Ok((forecast, rates))
        });
        let (forecast, rates) = found.await?;
        Ok(Json(ForecastRecord {
            currency: rates.own.to_string(),
            rates_on: rates.published_on.map(|(_, day)| Date(day)),
            overdue: line("overdue", &forecast.overdue),
            lines: forecast.lines.iter().map(|one| line(word(one.time), one)).collect(),
            total: line("total", &forecast.total),
        }))
    }
}

/// `Malformed` if it is neither a number nor `nobody`.
fn owner(text: Option<Text<20>>) -> Result<OwnerFilter> {
    match text {
        None => Ok(OwnerFilter::Any),
        Some(Text(text)) if text == "nobody" => Ok(OwnerFilter::Nobody),
        Some(Text(number)) => number.parse().map(OwnerFilter::Member),
    }
}

fn word(time: Time) -> &'static str {
    match time {
        Time::Overdue => "overdue",
        Time::Month(_) => "month",
        Time::Later => "later",
        Time::Unknown => "unknown",
    }
}

fn line(time: &str, line: &Line) -> ForecastLine {
    let month_on = match line.time {
        Time::Month(first) => Some(Date(first)),
        Time::Overdue | Time::Later | Time::Unknown => None,
    };
    ForecastLine {
        time: time.to_owned(),
        month_on,
        whole: Worth::of(&line.whole),
        likely: Worth::of(&line.likely),
        unpriced: line.unpriced,
    }
}
