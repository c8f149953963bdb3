//! The list of deals.

use maud::Markup;
use poem::handler;

use super::super::model::{Filter, SortBy};
use super::super::{store, views};
use crate::base::Result;
use crate::base::listing::Paging;
use crate::crm::{companies, contacts, owners};
use crate::platform::View;
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let filter = Filter::parse(&query);
    let paging: Paging<SortBy> = Paging::parse(&query, &canonical(&filter));
    let shown = cx.read(|view| {
        Ok(views::Shown {
            page: store::list(view, &filter, &paging)?,
            count: store::count(view, &filter)?,
            owners: owners::store::list(view)?,
            pipelines: store::pipelines(view)?,
            of: of(view, &filter)?,
            sort: paging.sort,
            filter,
        })
    })?;
    Ok(views::list(&cx, &shown))
}

/// The name of the company or contact whose deals are wanted.
fn of(view: &View, filter: &Filter) -> Result<Option<String>> {
    let company = match filter.company {
        Some(company) => companies::store::lines(view, &[company.subject()])?.pop().map(|line| line.name),
        None => None,
    };
    let contact = match filter.contact {
        Some(contact) => contacts::store::lines(view, &[contact.subject()])?.pop().map(|line| line.name),
        None => None,
    };
    Ok(company.or(contact))
}

/// The filters in one text, to which the marks of its pages belong.
fn canonical(filter: &Filter) -> String {
    filter.pairs().iter().map(|(name, value)| format!("{name}={value}\n")).collect()
}
