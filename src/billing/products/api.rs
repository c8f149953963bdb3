//! Products for programs.

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{Product, ProductInput, Unit};
use super::{actions, store, views};
use crate::base::{Error, Fields, Language, ProductId, SubjectId};
use crate::billing::pricing::Entry;
use crate::billing::taxes::SupplyKind;
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{
    self, Added, Limit, List, Moment, Number, Page, Sent, Shown, Tag, Text, Word, put,
};

/// The operations on products.
pub struct Products;

/// Something that is sold.
#[derive(Debug, Object)]
#[oai(rename = "Product")]
pub struct ProductRecord {
    /// The product's number.
    id: i64,
    /// What it is called.
    name: String,
    /// Its number in the catalogue (SKU); empty: none.
    sku: String,
    /// What papers say of it below its name.
    description: String,
    /// Goods, a service, or a service over the net.
    kind: Word<SupplyKind>,
    /// What it is counted in, a code of UN/ECE Recommendation 20.
    unit: Word<Unit>,
    /// Its tax class.
    tax_class_id: i64,
    /// Whether its prices are without the tax or with it.
    entry: Word<Entry>,
    /// Its prices, a currency each.
    prices: Vec<PriceBody>,
    /// Whether it is offered.
    active: bool,
    /// Grows with each change; `ETag` holds it too.
    version: i64,
    /// When it was added.
    created_at: Moment,
    /// When it was last changed.
    updated_at: Moment,
}

/// What one of a product costs in a currency.
#[derive(Debug, Object)]
#[oai(rename = "ProductPrice", deny_unknown_fields)]
pub struct PriceBody {
    /// The currency, ISO 4217.
    currency: Text<3>,
    /// The price as a decimal with up to six digits behind the point.
    price: Text<20>,
}

/// What a program says of a product; what is left out stays as it is.
#[derive(Debug, Object)]
#[oai(rename = "ProductChange", deny_unknown_fields)]
pub struct ProductBody {
    /// What it is called.
    name: Sent<Text<200>>,
    /// Its number in the catalogue (SKU).
    sku: Sent<Text<60>>,
    /// What papers say of it below its name.
    description: Sent<Text<2000>>,
    /// Goods, a service, or a service over the net; of a new product `goods` if left out.
    kind: Sent<Word<SupplyKind>>,
    /// What it is counted in; of a new product `H87`, a piece, if left out.
    unit: Sent<Word<Unit>>,
    /// Its tax class; a new product needs one.
    tax_class_id: Sent<Number>,
    /// Whether its prices are without the tax or with it; of a new product `net` if left out.
    entry: Sent<Word<Entry>>,
    /// All its prices; replaces those that are stored.
    prices: Sent<List<PriceBody, 10>>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Products {
    /// List products
    ///
    /// Those that are offered and those that are retired, by rising number.
    #[oai(path = "/products", method = "get", operation_id = "product.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<ProductRecord>>> {
        let walk = payload::Walk::new("products", None, cursor.0.as_deref(), limit.0)?;
        let products = cx.read(|view| {
            let ids = store::ids_after(view, ProductId::new(walk.after), walk.rows())?;
            let subjects: Vec<SubjectId> = ids.iter().map(|id| id.subject()).collect();
            store::find_many(view, &subjects)
        })?;
        let records = products.into_iter().map(record).collect();
        Ok(Json(walk.page(records, |record: &ProductRecord| record.id)))
    }

    /// Read a product
    #[oai(path = "/products/:id", method = "get", operation_id = "product.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<ProductRecord>> {
        shown(&cx, ProductId::new(id.0.0))
    }

    /// Add a product
    ///
    /// With an `Idempotency-Key` the same request is done once in 24 hours, however often it is sent.
    #[oai(path = "/products", method = "post", operation_id = "product.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<ProductBody>,
    ) -> poem::Result<Added<ProductRecord>> {
        let new = Fields::new().with("kind", "goods").with("unit", "H87").with("entry", "net");
        let fields = onto(&body.0, new);
        let input = ProductInput::parse(&fields, Language::En).map_err(renamed)?;
        let run = move |tx: &Tx| Ok(actions::create(tx, &input).map_err(renamed)?.to_string());
        let id: ProductId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let product = cx.read(|view| store::find(view, id))?;
        let etag = payload::etag(product.version);
        Ok(Added::New(Json(record(product)), etag, format!("/api/v1/products/{id}")))
    }

    /// Change a product
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/products/:id", method = "patch", operation_id = "product.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ProductBody>,
    ) -> poem::Result<Shown<ProductRecord>> {
        let id = ProductId::new(id.0.0);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let fields = onto(&body.0, views::typed(&stored.facts, Language::En));
        let input = ProductInput::parse(&fields, Language::En).map_err(renamed)?;
        cx.write(move |tx| actions::edit(tx, id, version, input).map_err(renamed)).await?;
        shown(&cx, id)
    }

    /// Retire a product
    ///
    /// Papers that name it keep it. One that is retired already stays so.
    #[oai(path = "/products/:id/retire", method = "post", operation_id = "product.retire")]
    async fn retire(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<ProductRecord>> {
        let id = ProductId::new(id.0.0);
        cx.write(move |tx| actions::retire(tx, &[(id, None)])).await?;
        shown(&cx, id)
    }

    /// Offer a product again
    #[oai(path = "/products/:id/use", method = "post", operation_id = "product.use")]
    async fn take_back(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<ProductRecord>> {
        let id = ProductId::new(id.0.0);
        cx.write(move |tx| actions::take_back(tx, id)).await?;
        shown(&cx, id)
    }
}

/// What a form would have sent, had it begun with those fields.
fn onto(body: &ProductBody, fields: Fields) -> Fields {
    let fields = put(fields, "name", body.name.text());
    let fields = put(fields, "sku", body.sku.text());
    let fields = put(fields, "about", body.description.text());
    let fields = put(fields, "kind", body.kind.0.as_ref().map(|kind| kind.0.code().to_owned()));
    let fields = put(fields, "unit", body.unit.0.as_ref().map(|unit| unit.0.code().to_owned()));
    let fields = put(fields, "class", body.tax_class_id.0.as_ref().map(|class| class.0.to_string()));
    let fields = put(fields, "entry", body.entry.0.as_ref().map(|entry| entry.0.code().to_owned()));
    let Some(prices) = &body.prices.0 else { return fields };
    let rest = fields.without("price").without("currency");
    prices.0.iter().fold(rest, |fields, one| {
        fields.with("price", one.price.0.clone()).with("currency", one.currency.0.clone())
    })
}

/// Problems stand on the fields as programs name them.
fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = crate::base::Problems::default();
    for problem in problems.iter() {
        let field = match problem.field.split('.').next() {
            Some("about") => "description".to_owned(),
            Some("class") => "tax_class_id".to_owned(),
            Some("price" | "currency") => "prices".to_owned(),
            _ => problem.field.clone(),
        };
        told.push(field, problem.key.clone());
    }
    Error::Invalid(told)
}

fn shown(cx: &Cx, id: ProductId) -> poem::Result<Shown<ProductRecord>> {
    let product = cx.read(|view| store::find(view, id))?;
    let etag = payload::etag(product.version);
    Ok(Shown::Now(Json(record(product)), etag))
}

fn record(product: Product) -> ProductRecord {
    let facts = product.facts;
    let prices = facts.prices.iter().map(|one| PriceBody {
        currency: Text(one.currency.code().to_owned()),
        price: Text(one.price.typed(one.currency, Language::En)),
    });
    ProductRecord {
        id: product.id.number(),
        prices: prices.collect(),
        name: facts.name,
        sku: facts.sku,
        description: facts.about,
        kind: Word(facts.kind),
        unit: Word(facts.unit),
        tax_class_id: facts.class.number(),
        entry: Word(facts.entry),
        active: product.is_live,
        version: product.version,
        created_at: Moment(product.created_at),
        updated_at: Moment(product.updated_at),
    }
}
