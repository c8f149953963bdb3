//! The list of contacts.

use poem::handler;

use super::super::model::{Filter, SortBy};
use super::super::{store, views};
use crate::base::listing::Paging;
use crate::base::{Result, Right, SubjectKind};
use crate::crm::{companies, duplicates, owners, tags};
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
            company: match filter.company {
                Some(id) => companies::store::maybe_find(view, id)?.map(|company| company.facts.name),
                None => None,
            },
            duplicates: match cx.may(Right::CustomersWrite) {
                true => duplicates::store::count_open(view, SubjectKind::Contact)?,
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
