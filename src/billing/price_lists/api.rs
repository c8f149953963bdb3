//! Price lists for programs.

use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{PriceList, PriceListId, PriceListInput};
use super::{actions, store, views};
use crate::base::{Error, Fields, Language, Problems, SubjectId};
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{self, Added, Date, List, Nullable, Number, Sent, Shown, Tag, Text, put};

/// The operations on price lists.
pub struct PriceLists;

/// What some customers pay instead of the catalogue's prices.
#[derive(Debug, Object)]
#[oai(rename = "PriceList")]
pub struct PriceListRecord {
    /// The list's number.
    id: i64,
    /// What it is called.
    name: String,
    /// On papers in which currency it counts, ISO 4217.
    currency: String,
    /// What comes on the catalogue's prices in per cent; below zero it comes off.
    percent: String,
    /// The first day on which it holds.
    valid_on: Date,
    /// The last; absent: it goes on.
    #[oai(skip_serializing_if_is_none)]
    valid_until: Option<Date>,
    /// The prices of single products, which go before the percentage.
    prices: Vec<ItemBody>,
    /// Grows with each change; `ETag` holds it too.
    version: i64,
}

/// Every price list by name.
#[derive(Debug, Object)]
pub struct PriceListList {
    /// The lists.
    data: Vec<PriceListRecord>,
}

/// What one of a product costs by a list.
#[derive(Debug, Object)]
#[oai(rename = "PriceListPrice", deny_unknown_fields)]
pub struct ItemBody {
    /// The product.
    product_id: Number,
    /// The price as a decimal with up to six digits behind the point.
    price: Text<20>,
}

/// What a program says of a price list; what is left out stays as it is.
#[derive(Debug, Object)]
#[oai(rename = "PriceListChange", deny_unknown_fields)]
pub struct PriceListBody {
    /// What it is called.
    name: Sent<Text<100>>,
    /// On papers in which currency it counts, ISO 4217.
    currency: Sent<Text<3>>,
    /// What comes on the catalogue's prices in per cent, like `-10`; of a new list `0` if left out.
    percent: Sent<Text<20>>,
    /// The first day on which it holds.
    valid_on: Sent<Text<10>>,
    /// The last; empty: it goes on.
    valid_until: Sent<Text<10>>,
    /// All prices of single products; replaces those that are stored.
    prices: Sent<List<ItemBody, 300>>,
}

/// Which list a customer has.
#[derive(Debug, Object)]
#[oai(rename = "CustomerPriceList", deny_unknown_fields)]
pub struct ChoiceBody {
    /// The list's number; `null`: the catalogue's prices.
    price_list_id: Nullable<Number>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl PriceLists {
    /// List the price lists
    #[oai(path = "/price-lists", method = "get", operation_id = "price-list.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<PriceListList>> {
        let lists = cx.read(store::list_whole)?;
        Ok(Json(PriceListList { data: lists.into_iter().map(record).collect() }))
    }

    /// Read a price list
    #[oai(path = "/price-lists/:id", method = "get", operation_id = "price-list.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<PriceListRecord>> {
        shown(&cx, PriceListId::new(id.0.0))
    }

    /// Add a price list
    ///
    /// With an `Idempotency-Key` the same request is done once in 24 hours, however often it is sent.
    #[oai(path = "/price-lists", method = "post", operation_id = "price-list.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<PriceListBody>,
    ) -> poem::Result<Added<PriceListRecord>> {
        let fields = onto(&body.0, Fields::new().with("way", "off"));
        let input = PriceListInput::parse(&fields, Language::En).map_err(renamed)?;
        let run = move |tx: &Tx| Ok(actions::create(tx, &input).map_err(renamed)?.to_string());
        let id: PriceListId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let list = cx.read(|view| store::find(view, id))?;
        let etag = payload::etag(list.version);
        Ok(Added::New(Json(record(list)), etag, format!("/api/v1/price-lists/{id}")))
    }

    /// Change a price list
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/price-lists/:id", method = "patch", operation_id = "price-list.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<PriceListBody>,
    ) -> poem::Result<Shown<PriceListRecord>> {
        let id = PriceListId::new(id.0.0);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let fields = onto(&body.0, views::typed(&stored, Language::En));
        let input = PriceListInput::parse(&fields, Language::En).map_err(renamed)?;
        cx.write(move |tx| actions::edit(tx, id, version, &input).map_err(renamed)).await?;
        shown(&cx, id)
    }

    /// Give a customer a price list
    ///
    /// The number is that of a company or a contact. Without a list it pays the catalogue's prices.
    #[oai(path = "/customers/:id/price-list", method = "put", operation_id = "customer.choose-price-list")]
    async fn choose(
        &self,
        cx: Cx,
        id: Path<Number>,
        body: Json<ChoiceBody>,
    ) -> poem::Result<Json<ChoiceBody>> {
        let id = SubjectId::new(id.0.0);
        let list = body.0.price_list_id.0.as_ref().map(|number| PriceListId::new(number.0));
        cx.write(move |tx| actions::choose(tx, id, list)).await?;
        let chosen = cx.read(|view| store::maybe_of(view, id))?;
        Ok(Json(ChoiceBody { price_list_id: Nullable(chosen.map(|list| Number(list.id.number()))) }))
    }
}

/// What a form would have sent, had it begun with those fields.
fn onto(body: &PriceListBody, fields: Fields) -> Fields {
    let fields = put(fields, "name", body.name.text());
    let fields = put(fields, "currency", body.currency.text());
    let fields = put(fields, "valid_on", body.valid_on.text());
    let fields = put(fields, "valid_until", body.valid_until.text());
    let fields = match body.percent.text() {
        Some(percent) => {
            let (way, number) = percent.strip_prefix('-').map_or(("on", &*percent), |number| ("off", number));
            put(put(fields, "way", Some(way.to_owned())), "percent", Some(number.to_owned()))
        }
        None => fields,
    };
    let Some(prices) = &body.prices.0 else { return fields };
    let rest = fields.without("product").without("price");
    prices.0.iter().fold(rest, |fields, one| {
        fields.with("product", one.product_id.0.to_string()).with("price", one.price.0.clone())
    })
}

/// Problems stand on the fields as programs name them.
fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let field = match problem.field.split('.').next() {
            Some("way") => "percent".to_owned(),
            Some("price" | "product") => "prices".to_owned(),
            _ => problem.field.clone(),
        };
        told.push(field, problem.key.clone());
    }
    Error::Invalid(told)
}

fn shown(cx: &Cx, id: PriceListId) -> poem::Result<Shown<PriceListRecord>> {
    let list = cx.read(|view| store::find(view, id))?;
    let etag = payload::etag(list.version);
    Ok(Shown::Now(Json(record(list)), etag))
}

fn record(list: PriceList) -> PriceListRecord {
    let facts = list.facts;
    let prices = facts.items.iter().map(|(id, price)| ItemBody {
        product_id: Number(id.number()),
        price: Text(price.typed(facts.currency, Language::En)),
    });
    PriceListRecord {
        id: list.id.number(),
        prices: prices.collect(),
        percent: facts.signed(Language::En).replace('−', "-").replace('+', ""),
        name: facts.name,
        currency: facts.currency.code().to_owned(),
        valid_on: Date(facts.valid_on),
        valid_until: facts.valid_until.map(Date),
        version: list.version,
    }
}
