//! Taxes for programs.

use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{DatedRate, NewRate, TaxClass};
use super::{actions, store};
use crate::base::{Fields, Language, TaxClassId};
use crate::billing::pricing::Category;
use crate::web::Cx;
use crate::web::payload::{Date, Number, Tag, Text, Word};

/// The operations on taxes.
pub struct Taxes;

/// What a product is to the law, with its rates.
#[derive(Debug, Object)]
#[oai(rename = "TaxClass")]
pub struct TaxClassRecord {
    /// The class's number.
    id: i64,
    /// What people call it.
    name: String,
    /// The category of EN 16931 at home: `S`, `Z`, `E` or `O`.
    category: Word<Category>,
    /// The legal ground on English papers, where it is not taxed.
    ground_en: String,
    /// The same on Bulgarian ones.
    ground_bg: String,
    /// Its rates, by country, the last day first.
    rates: Vec<TaxRateRecord>,
    /// Whether it is offered; products that have one that is not keep it.
    active: bool,
}

/// A rate from a day on.
#[derive(Debug, Object)]
#[oai(rename = "TaxRate")]
pub struct TaxRateRecord {
    /// The rate's number.
    id: i64,
    /// In that country, ISO 3166-1 alpha-2.
    country: String,
    /// In percent, as a decimal.
    percent: String,
    /// From that day, until the next rate of that country.
    valid_on: Date,
}

/// Every class.
#[derive(Debug, Object)]
pub struct TaxClassList {
    /// In their order.
    data: Vec<TaxClassRecord>,
}

/// A rate from a day on.
#[derive(Debug, Object)]
#[oai(rename = "NewTaxRate", deny_unknown_fields)]
pub struct TaxRateBody {
    /// The country, ISO 3166-1 alpha-2.
    country: Text<2>,
    /// In percent, as a decimal with up to four digits behind the point.
    percent: Text<10>,
    /// From that day on.
    valid_on: Date,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Taxes {
    /// List the tax classes
    #[oai(path = "/tax-classes", method = "get", operation_id = "tax_class.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<TaxClassList>> {
        let classes = cx.read(store::list)?;
        Ok(Json(TaxClassList { data: classes.into_iter().map(record).collect() }))
    }

    /// Set a rate of a tax class
    ///
    /// Takes the place of another one of the same country and day.
    #[oai(path = "/tax-classes/:id/rates", method = "put", operation_id = "tax_rate.set")]
    async fn set_rate(
        &self,
        cx: Cx,
        id: Path<Number>,
        body: Json<TaxRateBody>,
    ) -> poem::Result<Json<TaxClassRecord>> {
        let id = TaxClassId::new(id.0.0);
        cx.read(|view| store::find(view, id))?;
        let fields = Fields::new()
            .with("country", body.0.country.0)
            .with("percent", body.0.percent.0)
            .with("valid_on", body.0.valid_on.0.to_string());
        let rate = NewRate::parse(&fields, Language::En)?;
        cx.write(move |tx| actions::set_rate(tx, id, &rate)).await?;
        Ok(Json(record(cx.read(|view| store::find(view, id))?)))
    }
}

fn record(class: TaxClass) -> TaxClassRecord {
    TaxClassRecord {
        id: class.id.number(),
        name: class.facts.name,
        category: Word(class.facts.category),
        ground_en: class.facts.ground_en,
        ground_bg: class.facts.ground_bg,
        rates: class.rates.into_iter().map(rate).collect(),
        active: class.is_live,
    }
}

fn rate(rate: DatedRate) -> TaxRateRecord {
    TaxRateRecord {
        id: rate.id.number(),
        country: rate.country.code().to_owned(),
        percent: rate.percent.typed(Language::En),
        valid_on: Date(rate.valid_on),
    }
}
