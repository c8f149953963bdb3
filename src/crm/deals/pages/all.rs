//! The list of deals.

use maud::Markup;
use poem::handler;

use super::super::model::{Filter, SortBy, State};
use super::super::{store, views};
use crate::base::listing::Paging;
use crate::base::{Currency, Result, SubjectId};
use crate::crm::views::{self as lists, Choices, List, Set};
use crate::crm::{companies, contacts, owners};
use crate::platform::View;
use crate::web::{Asked, Cx};

/// One page of the list.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let kept = cx.kept();
    let shown = cx.read(|view| {
        let lens = lists::store::open(view, List::Deals, &query)?;
        let asked = lens.asked(&query);
        let filter = Filter::parse(&asked);
        let paging: Paging<SortBy> = Paging::parse(&asked, &canonical(&filter));
        let page = store::list(view, &filter, &paging)?;
        let subjects: Vec<SubjectId> = page.rows.iter().map(|deal| deal.id.subject()).collect();
        let choices = if lens.names_choices() { choices(&cx, view)? } else { Choices::default() };
        let read = || store::count(view, &filter);
        let count = lists::pages::count((&kept, view), (List::Deals, &filter), page.whole(), read)?;
        Ok(views::Shown {
            page,
            seen: lists::pages::seen(view, lens, choices, &subjects)?,
            count,
            owners: owners::store::known(&kept, view)?,
            pipelines: store::pipelines(view)?,
            of: of(view, &filter)?,
            sort: paging.sort,
            filter,
        })
    })?;
    Ok(views::list(&cx, &shown))
}

/// What can be chosen in conditions and shown in columns.
pub fn choices(cx: &Cx, view: &View) -> Result<Choices> {
    let pipelines = store::pipelines(view)?;
    let ways = pipelines.0.iter().map(|pipeline| (pipeline.id.to_string(), pipeline.name.clone())).collect();
    let states =
        State::ALL.iter().map(|state| (state.code().to_owned(), cx.t(state.key()).to_owned())).collect();
    let reasons = store::lost_reasons(view)?;
    let reasons = reasons.into_iter().map(|reason| (reason.id.to_string(), reason.name)).collect();
    let currencies = Currency::by_name(cx.language());
    let currencies = currencies.into_iter().map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
    Ok(lists::pages::choices(cx, view, List::Deals)?
        .with(Set::Pipelines, ways)
        .with(Set::Stages, views::stages(&pipelines))
        .with(Set::LostReasons, reasons)
        .with(Set::States, states)
        .with(Set::Currencies, currencies))
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
