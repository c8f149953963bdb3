//! The list of contacts.

use poem::handler;

use super::super::model::{Filter, SortBy};
use super::super::{store, views};
use crate::base::listing::Paging;
use crate::base::{Result, Right, SubjectId, SubjectKind};
use crate::crm::views::{self as lists, Choices, List};
use crate::crm::{companies, duplicates, owners, tags};
use crate::platform::View;
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<maud::Markup> {
    let kept = cx.kept();
    let shown = cx.read(|view| {
        let lens = lists::store::open(view, List::Contacts, &query)?;
        let asked = lens.asked(&query);
        let filter = Filter::parse(&asked);
        let paging: Paging<SortBy> = Paging::parse(&asked, &canonical(&filter));
        let page = store::list(view, &filter, &paging)?;
        let subjects: Vec<SubjectId> = page.rows.iter().map(|line| line.id.subject()).collect();
        let choices = if lens.names_choices() { choices(&cx, view)? } else { Choices::default() };
        let read = || store::count(view, &filter);
        let count = lists::pages::count((&kept, view), (List::Contacts, &filter), page.whole(), read)?;
        Ok(views::Shown {
            page,
            seen: lists::pages::seen(view, lens, choices, &subjects)?,
            count,
            owners: owners::store::known(&kept, view)?,
            tags: kept.get(view, "tags", || tags::store::list(view))?,
            sources: kept.get(view, "sources of contacts", || store::sources(view))?,
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

/// What can be chosen in conditions and shown in columns.
pub fn choices(cx: &Cx, view: &View) -> Result<Choices> {
    lists::pages::choices(cx, view, List::Contacts)
}

/// The filters in one text, to which the marks of its pages belong.
fn canonical(filter: &Filter) -> String {
    filter.pairs().iter().map(|(name, value)| format!("{name}={value}\n")).collect()
}
