//! Rates for programs.

use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{NewRate, Quoted};
use super::views::today;
use super::{actions, store};
use crate::base::{Day, Fields, Language, Result};
use crate::platform::View;
use crate::web::Cx;
use crate::web::payload::{Date, Tag, Text};
use crate::workspace::settings;

/// The operations on rates.
pub struct RatesApi;

/// What one of a currency costs in another.
#[derive(Debug, Object)]
#[oai(rename = "Rate")]
pub struct RateRecord {
    /// One of that, ISO 4217,
    base: String,
    /// costs so much,
    rate: String,
    /// of that, ISO 4217.
    currency: String,
    /// From that day on.
    valid_on: Date,
    /// Who says so: `hand`, `ecb` or `hmrc`.
    source: String,
}

/// The rates by which the company reckons.
#[derive(Debug, Object)]
pub struct RateList {
    /// The company's currency, ISO 4217.
    currency: String,
    /// Whom it follows: `ecb` or `hmrc`; absent: nobody.
    #[oai(skip_serializing_if_is_none)]
    follows: Option<String>,
    /// Published rates that hold today, and every rate by hand; where both are, the one by hand counts.
    data: Vec<RateRecord>,
}

/// A rate by hand.
#[derive(Debug, Object)]
#[oai(rename = "NewRate", deny_unknown_fields)]
pub struct RateBody {
    /// The currency, ISO 4217; not the company's own.
    currency: Text<3>,
    /// So much of it for one of the company's currency, as a decimal with up to nine digits behind the point.
    rate: Text<20>,
    /// From that day on.
    valid_on: Date,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Workspace")]
impl RatesApi {
    /// List the exchange rates
    #[oai(path = "/rates", method = "get", operation_id = "rate.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<RateList>> {
        let today = today(&cx);
        Ok(Json(cx.read(|view| list(view, today))?))
    }

    /// Set an exchange rate by hand
    ///
    /// Takes the place of another one of the same currency and day.
    #[oai(path = "/rates", method = "put", operation_id = "rate.set")]
    async fn set(&self, cx: Cx, body: Json<RateBody>) -> poem::Result<Json<RateList>> {
        let own = settings::at_hand(&cx)?.regional.currency;
        let fields = Fields::new()
            .with("currency", body.0.currency.0)
            .with("rate", body.0.rate.0)
            .with("valid_on", body.0.valid_on.0.to_string());
        let new = NewRate::parse(&fields, own)?;
        cx.write(move |tx| actions::set(tx, &new)).await?;
        let today = today(&cx);
        Ok(Json(cx.read(|view| list(view, today))?))
    }
}

fn list(view: &View, today: Day) -> Result<RateList> {
    let (rates, choice) = (store::on(view, today)?, store::choice(view)?);
    let mut data: Vec<RateRecord> = store::list_set(view, rates.own)?.into_iter().map(by_hand).collect();
    if let Some((source, valid_on)) = rates.published_on
        && let Some(base) = source.base()
    {
        let quoted = rates.published.iter();
        let quoted = quoted.map(|(currency, rate)| Quoted {
            id: None,
            base,
            rate: *rate,
            currency: *currency,
            valid_on,
        });
        data.extend(quoted.map(|rate| record(rate, source.code())));
    }
    Ok(RateList {
        currency: rates.own.to_string(),
        follows: choice.source.map(|source| source.code().to_owned()),
        data,
    })
}

fn by_hand(rate: Quoted) -> RateRecord {
    record(rate, "hand")
}

fn record(rate: Quoted, source: &str) -> RateRecord {
    RateRecord {
        base: rate.base.to_string(),
        rate: rate.rate.write(Language::En),
        currency: rate.currency.to_string(),
        valid_on: Date(rate.valid_on),
        source: source.to_owned(),
    }
}
