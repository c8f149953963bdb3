//! All SQL on `product` and `product_price`.

mod listing;

use rusqlite::named_params;

use super::model::{Price, Product, ProductInput};
use crate::base::{Error, ProductId, Result, SubjectId, SubjectKind, text};
use crate::billing::pricing::UnitPrice;
use crate::crm::subjects;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use listing::{ids_after, list};

/// What a product is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT product.id, product.name, product.sku, product.about, product.kind, product.unit, product.class_id,
                    product.entry, product.live, product.version, product.created_at, product.created_by,
                    product.updated_at, product.updated_by ",
            $rest
        )
    };
}

/// The product, in use or retired, or `NotFound`.
pub fn find(view: &View, id: ProductId) -> Result<Product> {
    maybe_find(view, id)?.ok_or(Error::NotFound)
}

/// The product, in use or retired, if there is one.
pub fn maybe_find(view: &View, id: ProductId) -> Result<Option<Product>> {
    Ok(find_many(view, &[id.subject()])?.pop())
}

/// Those of the subjects that are products, in use or retired, by number.
pub fn find_many(view: &View, subjects: &[SubjectId]) -> Result<Vec<Product>> {
    let mut products = view.all(
        select!(
            "FROM json_each(:ids) AS wanted
             CROSS JOIN product ON product.workspace_id = :workspace AND product.id = wanted.value
             ORDER BY product.id"
        ),
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(subjects)? },
        product,
    )?;
    let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
    for (id, price) in prices(view, &ids)? {
        if let Some(product) = products.iter_mut().find(|product| product.id == id) {
            product.facts.prices.push(price);
        }
    }
    Ok(products)
}

/// The product of that number in the catalogue, in any spelling.
pub fn maybe_find_by_sku(view: &View, sku: &str) -> Result<Option<ProductId>> {
    view.maybe(
        "SELECT id
         FROM product
         WHERE workspace_id = :workspace
           AND sku_key = :key
           AND sku_key <> ''",
        named_params! { ":workspace": view.workspace(), ":key": text::fold(sku) },
        |row| row.get("id"),
    )
}

/// The prices of those products, in the order in which they were typed.
fn prices(view: &View, products: &[ProductId]) -> Result<Vec<(ProductId, Price)>> {
    view.all(
        "SELECT product_price.product_id, product_price.currency, product_price.price
         FROM json_each(:products) AS wanted
         CROSS JOIN product_price
           ON product_price.workspace_id = :workspace AND product_price.product_id = wanted.value
         ORDER BY product_price.product_id, product_price.id",
        named_params! { ":workspace": view.workspace(), ":products": serde_json::to_string(products)? },
        |row| {
            let price = Price { currency: row.get("currency")?, price: UnitPrice(row.get("price")?) };
            Ok((row.get("product_id")?, price))
        },
    )
}

/// Adds a product.
pub fn insert(tx: &Tx, facts: &ProductInput) -> Result<Product> {
    let id = ProductId::of(subjects::store::insert(tx, SubjectKind::Product)?);
    let product = Product::new(id, facts.clone(), tx.now(), tx.member());
    tx.insert(
        "INSERT INTO product
           (id, workspace_id, name, name_sort, kind, unit, class_id, entry, created_at, created_by, updated_at)
         VALUES (:id, :workspace, :name, :name_sort, :kind, :unit, :class, :entry, :at, :by, :at)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":name": facts.name,
            ":name_sort": text::sort_key(&facts.name),
            ":kind": facts.kind.code(),
            ":unit": facts.unit.code(),
            ":class": facts.class,
            ":entry": facts.entry.code(),
            ":at": product.created_at,
            ":by": product.created_by,
        },
    )?;
    save(tx, &product)?;
    Ok(product)
}

/// Stores the product as it now is; the caller has checked the version.
pub fn save(tx: &Tx, product: &Product) -> Result<()> {
    let facts = &product.facts;
    tx.execute(
        "UPDATE product
         SET name = :name, name_sort = :name_sort, sku = :sku, sku_key = :sku_key, about = :about, kind = :kind,
             unit = :unit, class_id = :class, entry = :entry, live = :live, version = :version,
             updated_at = :updated_at, updated_by = :updated_by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": product.id,
            ":name": facts.name,
            ":name_sort": text::sort_key(&facts.name),
            ":sku": facts.sku,
            ":sku_key": text::fold(&facts.sku),
            ":about": facts.about,
            ":kind": facts.kind.code(),
            ":unit": facts.unit.code(),
            ":class": facts.class,
            ":entry": facts.entry.code(),
            ":live": product.is_live,
            ":version": product.version,
            ":updated_at": product.updated_at,
            ":updated_by": product.updated_by,
        },
    )?;
    save_prices(tx, product)
}

fn save_prices(tx: &Tx, product: &Product) -> Result<()> {
    tx.execute(
        "DELETE FROM product_price
         WHERE workspace_id = :workspace
           AND product_id = :product",
        named_params! { ":workspace": tx.workspace(), ":product": product.id },
    )?;
    for price in &product.facts.prices {
        tx.insert(
            "INSERT INTO product_price (workspace_id, product_id, currency, price)
             VALUES (:workspace, :product, :currency, :price)",
            named_params! {
                ":workspace": tx.workspace(),
                ":product": product.id,
                ":currency": price.currency,
                ":price": price.price.0,
            },
        )?;
    }
    Ok(())
}

fn product(row: &Row) -> rusqlite::Result<Product> {
    let facts = ProductInput {
        name: row.get("name")?,
        sku: row.get("sku")?,
        about: row.get("about")?,
        kind: coded(row, "kind")?,
        unit: coded(row, "unit")?,
        class: row.get("class_id")?,
        entry: coded(row, "entry")?,
        prices: Vec::new(),
    };
    Ok(Product {
        id: row.get("id")?,
        facts,
        is_live: row.get("live")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get("updated_by")?,
    })
}
