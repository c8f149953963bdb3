//! The lists of leads.

use maud::Markup;
use poem::handler;

use super::super::model::{Filter, LabelKind, SortBy};
use super::super::{store, views};
use crate::base::Result;
use crate::base::listing::Paging;
use crate::crm::owners;
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let filter = Filter::parse(&query);
    let paging: Paging<SortBy> = Paging::parse(&query, &filter.code());
    let shown = cx.read(|view| {
        Ok(views::Shown {
            page: store::list(view, &filter, &paging)?,
            count: store::count(view, &filter)?,
            owners: owners::store::list(view)?,
            has_takers: !store::takers::list(view)?.is_empty(),
            sources: store::labels::list(view, LabelKind::Source)?,
            sort: paging.sort,
            filter,
        })
    })?;
    Ok(views::list(&cx, &shown))
}

/// One page of the trash.
#[handler]
pub async fn trash(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let paging = Paging::parse(&query, "trash");
    let page = cx.read(|view| store::list_trash(view, &paging))?;
    Ok(views::trash(&cx, &page))
}
