//! The list of products.

use rusqlite::{ToSql, named_params};

use super::super::model::{Filter, Line, SortBy, Which};
use crate::base::listing::{Mark, Page, Paging};
use crate::base::{ProductId, Result};
use crate::crm::views;
use crate::platform::View;
use crate::platform::db::{Row, coded};

/// One page of the list.
pub fn list(view: &View, filter: &Filter, paging: &Paging<SortBy>) -> Result<Page<Line>> {
    let sql = format!(
        "SELECT product.id, product.name, product.sku, product.kind, product.class_id, product.live, product.version,
                product.name_sort AS key
         FROM product
         WHERE product.workspace_id = :workspace
           AND {}
           AND {}
         ORDER BY product.name_sort {direction}, product.id {direction}
         LIMIT :limit",
        condition(filter),
        paging.condition("product.name_sort", "product.id"),
        direction = paging.direction(),
    );
    let workspace = view.workspace();
    let (value, id) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let (live, limit) = (filter.which == Which::InUse, paging.limit());
    let (kind, found) = (filter.kind.map(|kind| kind.code()), views::store::found(view, &filter.text)?);
    let mut params: Vec<(&str, &dyn ToSql)> = vec![
        (":workspace", &workspace),
        (":live", &live),
        (":value", &value),
        (":id", &id),
        (":limit", &limit),
    ];
    if kind.is_some() {
        params.push((":kind", &kind));
    }
    if filter.class.is_some() {
        params.push((":class", &filter.class));
    }
    if !filter.text.is_empty() {
        params.push((":found", &found));
    }
    let rows = view.all(&sql, params.as_slice(), line)?;
    let mut page = paging.page(rows, |line: &Line| Mark { value: line.key.clone(), id: line.id.number() });
    let ids: Vec<ProductId> = page.rows.iter().map(|line| line.id).collect();
    for (id, price) in super::prices(view, &ids)? {
        if let Some(line) = page.rows.iter_mut().find(|line| line.id == id) {
            line.prices.push(price);
        }
    }
    Ok(page)
}

/// The numbers of all products, in use and retired, after that one, rising; at most `limit`.
pub fn ids_after(view: &View, after: ProductId, limit: i64) -> Result<Vec<ProductId>> {
    view.all(
        "SELECT id
         FROM product
         WHERE workspace_id = :workspace
           AND id > :after
         ORDER BY id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":after": after, ":limit": limit },
        |row| row.get("id"),
    )
}

fn condition(filter: &Filter) -> String {
    let mut parts = vec!["product.live = :live"];
    if filter.kind.is_some() {
        parts.push("product.kind = :kind");
    }
    if filter.class.is_some() {
        parts.push("product.class_id = :class");
    }
    if !filter.text.is_empty() {
        parts.push("product.id IN (SELECT value FROM json_each(:found))");
    }
    parts.join("\n           AND ")
}

fn line(row: &Row) -> rusqlite::Result<Line> {
    Ok(Line {
        id: row.get("id")?,
        name: row.get("name")?,
        sku: row.get("sku")?,
        kind: coded(row, "kind")?,
        class: row.get("class_id")?,
        prices: Vec::new(),
        is_live: row.get("live")?,
        version: row.get("version")?,
        key: row.get("key")?,
    })
}
