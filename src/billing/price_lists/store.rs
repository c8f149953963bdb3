//! All SQL on `price_list`, `price_list_item` and `price_list_customer`.

use rusqlite::named_params;

use super::model::{PriceList, PriceListId, PriceListInput};
use crate::base::{Day, Error, Fields, ProductId, Result, SubjectId, text};
use crate::billing::pricing::UnitPrice;
use crate::billing::products::{self, Product};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// The products that the rows of a form name, at what its customer pays on that day.
pub fn picked(view: &View, form: &Fields, day: Day) -> Result<Vec<Product>> {
    let named: Vec<SubjectId> =
        form.all("product").filter_map(|id| id.parse::<ProductId>().ok()).map(|id| id.subject()).collect();
    let mut products = products::store::find_many(view, &named)?;
    if let Some(list) = maybe_holding(view, form, day)? {
        products.iter_mut().for_each(|product| list.facts.price(product));
    }
    Ok(products)
}

/// The list of the form's customer, if it has one that holds on that day.
pub fn maybe_holding(view: &View, form: &Fields, day: Day) -> Result<Option<PriceList>> {
    match form.first("customer").parse() {
        Ok(customer) => Ok(maybe_of(view, customer)?.filter(|list| list.facts.holds(day))),
        Err(_) => Ok(None),
    }
}

/// Every list by name, without its prices, each with the number of its customers.
pub fn list(view: &View) -> Result<Vec<(PriceList, i64)>> {
    view.all(
        "SELECT price_list.id, price_list.name, price_list.currency, price_list.percent, price_list.valid_on,
                price_list.valid_until, price_list.version,
                (SELECT count(*)
                 FROM price_list_customer
                 WHERE price_list_customer.workspace_id = price_list.workspace_id
                   AND price_list_customer.list_id = price_list.id) AS customers
         FROM price_list
         WHERE price_list.workspace_id = :workspace
         ORDER BY price_list.name_key
         LIMIT 200",
        named_params! { ":workspace": view.workspace() },
        |row| Ok((read(row)?, row.get("customers")?)),
    )
}

/// Every list by name, with its prices.
pub fn list_whole(view: &View) -> Result<Vec<PriceList>> {
    let mut lists: Vec<PriceList> = list(view)?.into_iter().map(|(list, _)| list).collect();
    let items = view.all(
        "SELECT list_id, product_id, price
         FROM price_list_item
         WHERE workspace_id = :workspace
         ORDER BY list_id, id",
        named_params! { ":workspace": view.workspace() },
        |row| {
            Ok((
                row.get::<_, PriceListId>("list_id")?,
                (row.get("product_id")?, UnitPrice(row.get("price")?)),
            ))
        },
    )?;
    for (id, item) in items {
        if let Some(list) = lists.iter_mut().find(|list| list.id == id) {
            list.facts.items.push(item);
        }
    }
    Ok(lists)
}

/// One list, or `NotFound`.
pub fn find(view: &View, id: PriceListId) -> Result<PriceList> {
    let list = view.maybe(
        "SELECT id, name, currency, percent, valid_on, valid_until, version
         FROM price_list
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        read,
    )?;
    filled(view, list.ok_or(Error::NotFound)?)
}

/// The list of that customer, if it has one.
pub fn maybe_of(view: &View, customer: SubjectId) -> Result<Option<PriceList>> {
    let id = view.maybe(
        "SELECT list_id
         FROM price_list_customer
         WHERE workspace_id = :workspace
           AND subject_id = :customer",
        named_params! { ":workspace": view.workspace(), ":customer": customer },
        |row| row.get("list_id"),
    )?;
    id.map(|id| find(view, id)).transpose()
}

/// The list of that name, in any spelling.
pub fn maybe_named(view: &View, name: &str) -> Result<Option<PriceListId>> {
    view.maybe(
        "SELECT id
         FROM price_list
         WHERE workspace_id = :workspace
           AND name_key = :key",
        named_params! { ":workspace": view.workspace(), ":key": text::fold(name) },
        |row| row.get("id"),
    )
}

/// Adds a list.
pub fn insert(tx: &Tx, facts: &PriceListInput) -> Result<PriceListId> {
    let id = PriceListId::new(tx.insert(
        "INSERT INTO price_list
           (workspace_id, name, name_key, currency, percent, valid_on, valid_until, version, created_at, updated_at)
         VALUES (:workspace, :name, :key, :currency, :percent, :valid_on, :valid_until, 1, :now, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":name": facts.name,
            ":key": text::fold(&facts.name),
            ":currency": facts.currency,
            ":percent": facts.percent,
            ":valid_on": facts.valid_on,
            ":valid_until": facts.valid_until,
            ":now": tx.now(),
        },
    )?);
    save_items(tx, id, facts)?;
    Ok(id)
}

/// Stores the list as it now is; the caller has checked the version.
pub fn save(tx: &Tx, id: PriceListId, facts: &PriceListInput) -> Result<()> {
    tx.execute(
        "UPDATE price_list
         SET name = :name, name_key = :key, currency = :currency, percent = :percent, valid_on = :valid_on,
             valid_until = :valid_until, version = version + 1, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":name": facts.name,
            ":key": text::fold(&facts.name),
            ":currency": facts.currency,
            ":percent": facts.percent,
            ":valid_on": facts.valid_on,
            ":valid_until": facts.valid_until,
            ":now": tx.now(),
        },
    )?;
    tx.execute(
        "DELETE FROM price_list_item
         WHERE workspace_id = :workspace
           AND list_id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    save_items(tx, id, facts)
}

fn save_items(tx: &Tx, id: PriceListId, facts: &PriceListInput) -> Result<()> {
    for (product, price) in &facts.items {
        tx.insert(
            "INSERT INTO price_list_item (workspace_id, list_id, product_id, price)
             VALUES (:workspace, :id, :product, :price)",
            named_params! {
                ":workspace": tx.workspace(),
                ":id": id,
                ":product": product,
                ":price": price.0,
            },
        )?;
    }
    Ok(())
}

/// Gives the customer that list, or none.
pub fn save_choice(tx: &Tx, customer: SubjectId, list: Option<PriceListId>) -> Result<()> {
    tx.execute(
        "DELETE FROM price_list_customer
         WHERE workspace_id = :workspace
           AND subject_id = :customer",
        named_params! { ":workspace": tx.workspace(), ":customer": customer },
    )?;
    if let Some(list) = list {
        tx.insert(
            "INSERT INTO price_list_customer (workspace_id, subject_id, list_id)
             VALUES (:workspace, :customer, :list)",
            named_params! { ":workspace": tx.workspace(), ":customer": customer, ":list": list },
        )?;
    }
    Ok(())
}

fn filled(view: &View, mut list: PriceList) -> Result<PriceList> {
    list.facts.items = view.all(
        "SELECT product_id, price
         FROM price_list_item
         WHERE workspace_id = :workspace
           AND list_id = :id
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":id": list.id },
        |row| Ok((row.get("product_id")?, UnitPrice(row.get("price")?))),
    )?;
    Ok(list)
}

fn read(row: &Row) -> rusqlite::Result<PriceList> {
    let facts = PriceListInput {
        name: row.get("name")?,
        currency: row.get("currency")?,
        percent: row.get("percent")?,
        valid_on: row.get("valid_on")?,
        valid_until: row.get("valid_until")?,
        items: Vec::new(),
    };
    Ok(PriceList { id: row.get("id")?, facts, version: row.get("version")? })
}
