//! The list of companies.

use poem::handler;

use super::super::model::{Filter, SortBy};
use super::super::{store, views};
use crate::base::listing::Paging;
use crate::base::{Result, Right, SubjectKind};
use crate::crm::{duplicates, owners, tags};
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<maud::Markup> {
    let filter = Filter::parse(&query);
    let paging: Paging<SortBy> = Paging::parse(&query, &canonical(&filter));
    let shown = cx.read(|view| {
        Ok(views::Shown {
            page: store::list(view, &filter, &paging)?,
            count: store::count(view, &filter)?,
            owners: owners::store::list(view)?,
            tags: tags::store::list(view)?,
            sources: store::sources(view)?,
            duplicates: match cx.may(Right::CustomersWrite) {
                true => duplicates::store::count_open(view, SubjectKind::Company)?,
                false => 0,
            },
            sort: paging.sort,
            filter,
        })
    })?;
    Ok(views::list(&cx, &shown))
}

/// The filters in one text, to which the marks of its pages belong.
fn canonical(filter: &Filter) -> String {
    filter.pairs().iter().map(|(name, value)| format!("{name}={value}\n")).collect()
}
