//! The lists of leads.

use maud::Markup;
use poem::handler;

use super::super::model::{Filter, LabelKind, SortBy, State};
use super::super::{store, views};
use crate::base::listing::Paging;
use crate::base::{Result, SubjectId};
use crate::crm::owners;
use crate::crm::views::{self as lists, Choices, List, Set};
use crate::platform::View;
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let kept = cx.kept();
    let shown = cx.read(|view| {
        let lens = lists::store::open(view, List::Leads, &query)?;
        let asked = lens.asked(&query);
        let filter = Filter::parse(&asked);
        let paging: Paging<SortBy> = Paging::parse(&asked, &filter.code());
        let page = store::list(view, &filter, &paging)?;
        let subjects: Vec<SubjectId> = page.rows.iter().map(|line| line.id.subject()).collect();
        let choices = if lens.names_choices() { choices(&cx, view)? } else { Choices::default() };
        let read = || store::count(view, &filter);
        let count = lists::pages::count((&kept, view), (List::Leads, &filter), page.whole(), read)?;
        Ok(views::Shown {
            page,
            seen: lists::pages::seen(view, lens, choices, &subjects)?,
            count,
            owners: owners::store::known(&kept, view)?,
            has_takers: !store::takers::list(view)?.is_empty(),
            sources: store::labels::list(view, LabelKind::Source)?,
            sort: paging.sort,
            filter,
        })
    })?;
    Ok(views::list(&cx, &shown))
}

/// What can be chosen in conditions and shown in columns.
pub fn choices(cx: &Cx, view: &View) -> Result<Choices> {
    let sources = store::labels::list(view, LabelKind::Source)?;
    let sources = sources.into_iter().map(|source| (source.id.to_string(), source.name)).collect();
    let states =
        State::ALL.iter().map(|state| (state.code().to_owned(), cx.t(state.key()).to_owned())).collect();
    // Deals stand above leads: here only the words of their states are known.
    let sales = [("open", "deals-state-open"), ("won", "deals-state-won"), ("lost", "deals-state-lost")];
    let sales = sales.into_iter().map(|(code, key)| (code.to_owned(), cx.t(key).to_owned())).collect();
    Ok(lists::pages::choices(cx, view, List::Leads)?
        .with(Set::Sources, sources)
        .with(Set::DealStates, sales)
        .with(Set::States, states))
}

/// One page of the trash.
#[handler]
pub async fn trash(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let paging = Paging::parse(&query, "trash");
    let page = cx.read(|view| store::list_trash(view, &paging))?;
    Ok(views::trash(&cx, &page))
}
