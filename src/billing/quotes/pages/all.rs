//! The list of quotes.

use maud::Markup;
use poem::handler;

use super::super::model::{Filter, SortBy};
use super::super::{store, views};
use crate::base::listing::Paging;
use crate::base::{Result, SubjectId};
use crate::billing::invoices::store::customers;
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let filter = Filter::parse(&query);
    let canonical: String = filter.pairs().iter().map(|(name, value)| format!("{name}={value}\n")).collect();
    let paging: Paging<SortBy> = Paging::parse(&query, &canonical);
    let shown = cx.read(|view| {
        let page = store::list(view, &filter, &paging)?;
        let mut named: Vec<SubjectId> = page.rows.iter().map(|line| line.customer).collect();
        named.extend(filter.customer);
        let names = customers(view, &named)?;
        Ok(views::Shown { page, names, sort: paging.sort, filter: filter.clone() })
    })?;
    Ok(views::list(&cx, &shown))
}
