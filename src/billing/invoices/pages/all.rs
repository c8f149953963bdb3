//! The list of invoices.

use maud::Markup;
use poem::handler;

use super::super::model::{Filter, SortBy};
use super::super::{actions, store, views};
use crate::base::listing::Paging;
use crate::base::{Result, SubjectId};
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let filter = Filter::parse(&query);
    let canonical: String = filter.pairs().iter().map(|(name, value)| format!("{name}={value}\n")).collect();
    let paging: Paging<SortBy> = Paging::parse(&query, &canonical);
    let shown = cx.read(|view| {
        let today = actions::today(view)?;
        let page = store::list(view, &filter, &paging, today)?;
        let mut customers: Vec<SubjectId> = page.rows.iter().map(|line| line.customer).collect();
        customers.extend(filter.customer);
        let names = store::customers(view, &customers)?;
        Ok(views::Shown { page, names, today, sort: paging.sort, filter: filter.clone() })
    })?;
    Ok(views::list(&cx, &shown))
}
