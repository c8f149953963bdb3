//! The list of products.

use maud::Markup;
use poem::{Response, handler};

use super::super::model::{Filter, SortBy};
use super::super::{actions, store, views};
use crate::base::listing::Paging;
use crate::base::{ProductId, Result};
use crate::billing::taxes;
use crate::crm::views::{Known, ticked};
use crate::web::language::own_path;
use crate::web::{Asked, Cx, Form, flash};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let filter = Filter::parse(&query);
    let canonical: String = filter.pairs().iter().map(|(name, value)| format!("{name}={value}\n")).collect();
    let paging: Paging<SortBy> = Paging::parse(&query, &canonical);
    let shown = cx.read(|view| {
        Ok(views::Shown {
            page: store::list(view, &filter, &paging)?,
            classes: taxes::store::list(view)?,
            sort: paging.sort,
            filter: filter.clone(),
        })
    })?;
    Ok(views::list(&cx, &shown))
}

/// Offers the chosen products no more.
#[handler]
pub async fn retire_chosen(cx: Cx, Form(typed): Form) -> Result<Response> {
    let chosen: Vec<(ProductId, Known)> = ticked(typed.all("product"))?;
    let back = back(&cx, typed.first("back"));
    if chosen.is_empty() {
        return Ok(flash::done(back, "products-none-chosen"));
    }
    let chosen: Vec<(ProductId, Option<i64>)> = chosen
        .into_iter()
        .map(|(id, known)| match known {
            Known::Version(version) => (id, Some(version)),
            _ => (id, None),
        })
        .collect();
    let count = chosen.len();
    let (set, left) = cx.write(move |tx| actions::retire(tx, &chosen)).await?;
    match count - left {
        0 => Ok(flash::done(back, "products-all-changed")),
        done => Ok(flash::undoable_counted(back, "products-retired-done", done, set)),
    }
}

/// The list as it was asked, if the address is one of ours.
fn back(cx: &Cx, wanted: &str) -> String {
    let all = cx.path("/products");
    match own_path(wanted) {
        path if path.split('?').next() == Some(all.as_str()) => path.to_owned(),
        _ => all,
    }
}
