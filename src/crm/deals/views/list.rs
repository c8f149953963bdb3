//! The list of deals.

use std::sync::Arc;

use maud::{Markup, html};

use super::super::model::{Deal, Filter, Pipelines, SortBy, StateFilter};
use super::{amount, standing};
use crate::base::listing::{Count, Page, Sort};
use crate::base::{Right, format};
use crate::crm::owners::{OwnerFilter, Owners, owner_short};
use crate::crm::views::{self as lists, Lens, Seen};
use crate::web::components::{
    Button, Drawing, Icon, Order, chip, chip_on, day, empty, icon, menu, menu_link, pager, pick, pick_all,
    sort_head, title,
};
use crate::web::{Cx, flash, frame};

/// All that the list shows.
pub struct Shown {
    /// What was asked.
    pub filter: Filter,
    /// In which order.
    pub sort: SortBy,
    /// Its views, conditions and columns.
    pub seen: Seen,
    /// The rows.
    pub page: Page<Deal>,
    /// How many there are in all.
    pub count: Count,
    /// Everybody who may own a deal.
    pub owners: Arc<Owners>,
    /// Every pipeline.
    pub pipelines: Pipelines,
    /// The name of the company or contact that was asked for.
    pub of: Option<String>,
}

/// The whole page.
pub fn list(cx: &Cx, shown: &Shown) -> Markup {
    let count = match shown.count {
        Count::Exactly(number) => format::number(cx.language(), number),
        Count::MoreThan(number) => format!("{}+", format::number(cx.language(), number)),
    };
    let is_bare = shown.page.rows.is_empty() && shown.filter == Filter::default();
    let body = html! {
        (title(cx.t("deals-title"), &count, actions(cx, shown, is_bare)))
        (lists::tabs(cx, &shown.seen.lens))
        (bar(cx, shown))
        @if is_bare { (nothing(cx)) }
        @else if shown.page.rows.is_empty() { (no_match(cx)) }
        @else { (rows(cx, shown, &count)) }
    };
    frame(cx, cx.t("deals-title"), body)
}

fn actions(cx: &Cx, shown: &Shown, is_bare: bool) -> Markup {
    html! {
        (Button::link(cx.path("/deals/board"), cx.t("board-title")).icon(Icon::Board))
        @if cx.may(Right::SalesWrite) && !is_bare {
            (Button::link(cx.path("/deals/new"), cx.t("deals-new")).primary().icon(Icon::Plus).key("n"))
        }
        (menu("more-list", cx.t("deals-more"), html! {
            (menu_link(Icon::Up, &cx.path("/deals/forecast"), cx.t("board-forecast")))
            (lists::menu_links(cx, &shown.seen.lens))
            @if cx.may(Right::SettingsRead) {
                (menu_link(Icon::Sliders, &cx.path("/settings/pipelines"), cx.t("deals-pipelines")))
            }
            (menu_link(Icon::Bin, &cx.path("/deals/trash"), cx.t("trash-title")))
        }))
    }
}

fn nothing(cx: &Cx) -> Markup {
    let add = html! {
        @if cx.may(Right::SalesWrite) {
            (Button::link(cx.path("/deals/new"), cx.t("deals-add")).primary().icon(Icon::Plus).key("n"))
        }
        @if cx.may(Right::Import) {
            p { (cx.t("contacts-empty-list")) " " a href=(cx.path("/import")) { (cx.t("contacts-import")) } }
        }
    };
    empty(Drawing::Tray, cx.t("deals-empty-title"), cx.t("deals-empty-text"), add)
}

fn no_match(cx: &Cx) -> Markup {
    let all = Button::link(cx.path("/deals?state=all"), cx.t("deals-all"));
    empty(Drawing::Glass, cx.t("deals-none-title"), cx.t("deals-none-text"), html! { (all) })
}

/// The search, and the filters that are on or one step away.
fn bar(cx: &Cx, shown: &Shown) -> Markup {
    let filter = &shown.filter;
    let without = |change: &dyn Fn(&mut Filter)| {
        let mut other = filter.clone();
        change(&mut other);
        address(cx, &shown.seen.lens, &other, shown.sort)
    };
    let mine = cx.actor().member.map(OwnerFilter::Member);
    let pipeline = filter.pipeline.and_then(|id| shown.pipelines.find(id));
    let stage = filter.stage.and_then(|id| shown.pipelines.stage(id));
    html! {
        form.bar role="search" action=(cx.path("/deals")) aria-label=(cx.t("deals-filter-label")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(filter.text) aria-label=(cx.t("deals-search-label"))
                    placeholder=(cx.t("deals-search")) autocomplete="off";
            }
            @if filter.state != StateFilter::Open {
                (chip_on(cx, &without(&|other| other.state = StateFilter::Open), cx.t(filter.state.key())))
            }
            @if let Some(pipeline) = pipeline {
                (chip_on(cx, &without(&|other| other.pipeline = None), &pipeline.name))
            }
            @if let Some(stage) = stage {
                (chip_on(cx, &without(&|other| other.stage = None), &stage.facts.name))
            }
            @if filter.owner != OwnerFilter::Any {
                (chip_on(cx, &without(&|other| other.owner = OwnerFilter::Any), &owner_word(cx, shown)))
            }
            @if let Some(of) = &shown.of {
                (chip_on(cx, &without(&|other| (other.company, other.contact) = (None, None)), of))
                @if let Some(company) = filter.company { input type="hidden" name="company" value=(company); }
                @if let Some(contact) = filter.contact { input type="hidden" name="contact" value=(contact); }
            }
            @if let Some(mine) = mine.filter(|_| filter.owner == OwnerFilter::Any) {
                (chip(&without(&|other| other.owner = mine), cx.t("owners-mine")))
            }
            @if filter.state == StateFilter::Open {
                (chip(&without(&|other| other.state = StateFilter::Held), cx.t(StateFilter::Held.key())))
                (chip(&without(&|other| other.state = StateFilter::Won), cx.t(StateFilter::Won.key())))
            }
            (lists::chips(cx, &shown.seen))
            (lists::hidden(&shown.seen.lens))
            button.chip type="button" popovertarget="filters" { (icon(Icon::Plus)) " " (cx.t("list-filter")) }
            (choices(cx, shown))
        }
    }
}

fn owner_word(cx: &Cx, shown: &Shown) -> String {
    match shown.filter.owner {
        OwnerFilter::Member(member) if Some(member) == cx.actor().member => cx.t("owners-mine").to_owned(),
        OwnerFilter::Member(member) => shown.owners.name(member).unwrap_or_default().to_owned(),
        OwnerFilter::Any | OwnerFilter::Nobody => cx.t("owners-without").to_owned(),
    }
}

/// Every filter and order, in a menu of the bar.
fn choices(cx: &Cx, shown: &Shown) -> Markup {
    let filter = &shown.filter;
    let number = |number: Option<String>| number.unwrap_or_default();
    let states: Vec<(String, String)> = StateFilter::ALL
        .iter()
        .map(|state| (state.code().to_owned(), cx.t(state.key()).to_owned()))
        .collect();
    let ways: Vec<(String, String)> =
        shown.pipelines.0.iter().map(|pipeline| (pipeline.id.to_string(), pipeline.name.clone())).collect();
    let owners = [("nobody".to_owned(), cx.t("owners-without").to_owned())];
    let owners: Vec<(String, String)> = owners.into_iter().chain(shown.owners.filters()).collect();
    let sorts: Vec<(String, String)> =
        SortBy::ALL.iter().map(|sort| (sort.code().to_owned(), cx.t(sort.key()).to_owned())).collect();
    let (pipeline, stage) =
        (number(filter.pipeline.map(|id| id.to_string())), number(filter.stage.map(|id| id.to_string())));
    html! {
        div.menu.filters #filters popover {
            (choice("state", cx.t("deals-state"), None, (&states, filter.state.code())))
            @if ways.len() > 1 { (choice("pipeline", cx.t("deals-pipeline"), Some(cx.t("list-any")), (&ways, &pipeline))) }
            (choice("stage", cx.t("deals-stage"), Some(cx.t("list-any")), (&stages(&shown.pipelines), &stage)))
            (choice("owner", cx.t("owners-owner"), Some(cx.t("list-any")), (&owners, &filter.owner.code())))
            (choice("sort", cx.t("list-sort"), None, (&sorts, shown.sort.code())))
            (Button::submit(cx.t("list-show")))
        }
    }
}

/// Every stage in use, with its pipeline where there are several.
pub fn stages(pipelines: &Pipelines) -> Vec<(String, String)> {
    let ways: Vec<_> = pipelines.in_use().collect();
    let name = |pipeline: &str, stage: &str| match ways.len() {
        1 => stage.to_owned(),
        _ => format!("{pipeline}: {stage}"),
    };
    let all = ways.iter().flat_map(|pipeline| {
        pipeline.path().map(|stage| (stage.id.to_string(), name(&pipeline.name, &stage.facts.name)))
    });
    all.collect()
}

fn choice(
    name: &str,
    label: &str,
    any: Option<&str>,
    (choices, chosen): (&[(String, String)], &str),
) -> Markup {
    html! {
        p.field {
            label for={ "filter-" (name) } { (label) }
            select.input id={ "filter-" (name) } name=(name) {
                @if let Some(any) = any { option value="" { (any) } }
                @for (value, text) in choices {
                    option value=(value) selected[value == chosen] { (text) }
                }
            }
        }
    }
}

fn rows(cx: &Cx, shown: &Shown, count: &str) -> Markup {
    let turn = |name: &str, cursor: &Option<String>| {
        Some(flash::with(
            &address(cx, &shown.seen.lens, &shown.filter, shown.sort),
            &[(name, cursor.as_deref()?)],
        ))
    };
    let (newer, older) = (turn("before", &shown.page.newer), turn("after", &shown.page.older));
    let told =
        cx.tell("list-shown", &[("shown", shown.page.rows.len().into()), ("count", count.to_owned().into())]);
    html! {
        form.chosen method="post" action=(cx.path("/deals/bulk")) {
            input type="hidden" name="back" value=(address(cx, &shown.seen.lens, &shown.filter, shown.sort));
            div.sheet {
                table.ledger {
                    caption.unseen { (cx.t("deals-title")) ": " (cx.t(shown.sort.key())) }
                    thead { (head(cx, shown)) }
                    tbody { @for deal in &shown.page.rows { (row(cx, deal, shown)) } }
                }
            }
            (pager(cx, &told, newer.as_deref(), older.as_deref()))
            @if cx.may(Right::SalesWrite) { (bulk(cx, shown)) }
        }
    }
}

fn head(cx: &Cx, shown: &Shown) -> Markup {
    let sorted = |up: SortBy, down: SortBy| {
        let (order, next) = match shown.sort {
            now if now == up => (Order::Up, down),
            now if now == down => (Order::Down, up),
            _ => (Order::Not, up),
        };
        (address(cx, &shown.seen.lens, &shown.filter, next), order)
    };
    let (name, by_name) = sorted(SortBy::Name, SortBy::NameDown);
    let (close, by_close) = sorted(SortBy::Close, SortBy::CloseDown);
    html! {
        tr {
            @if cx.may(Right::SalesWrite) { (pick_all(cx)) }
            (sort_head("name", &name, cx.t("deals-name"), by_name))
            @if shown.seen.lens.state.columns.is_empty() {
                th.num scope="col" { (cx.t("deals-amount")) }
                th scope="col" { (cx.t("deals-stage")) }
                th scope="col" { (cx.t("deals-company")) }
                (sort_head("when", &close, cx.t("deals-close-on"), by_close))
                th.aside.who scope="col" { (cx.t("owners-owner")) }
            } @else { (lists::heads(cx, &shown.seen)) }
        }
    }
}

fn row(cx: &Cx, deal: &Deal, shown: &Shown) -> Markup {
    let facts = &deal.facts;
    html! {
        tr {
            @if cx.actor().may_on(Right::SalesWrite, facts.owner) {
                (pick(cx, "deal", format_args!("{}.{}", deal.id, deal.version), &facts.name))
            } @else if cx.may(Right::SalesWrite) { td.pick {} }
            th.name scope="row" { a href=(cx.path(format_args!("/deals/{}", deal.id))) { (facts.name) } }
            @if shown.seen.lens.state.columns.is_empty() {
                td.num { (amount(cx, facts.amount)) }
                td { (standing(cx, deal, &shown.pipelines)) }
                td { (facts.company) }
                td.when { @if let Some(on) = facts.close_on { (day(cx, on)) } }
                td.aside.who { (owner_short(cx, &shown.owners, facts.owner)) }
            } @else { (lists::cells(cx, &shown.seen, deal.id.subject())) }
        }
    }
}

/// The bar that comes with the first chosen row.
fn bulk(cx: &Cx, shown: &Shown) -> Markup {
    html! {
        div.bulk role="group" aria-label=(cx.t("deals-bulk")) {
            p { (cx.t("list-chosen-label")) }
            select.input name="to_stage" aria-label=(cx.t("deals-stage")) {
                option value="" { (cx.t("deals-stage")) }
                @for (id, name) in stages(&shown.pipelines) { option value=(id) { (name) } }
            }
            (Button::submit(cx.t("deals-move-many")).quiet().sends("verb", "move"))
            select.input name="owner" aria-label=(cx.t("owners-owner")) {
                option value="" { (cx.t("owners-nobody")) }
                @for owner in shown.owners.here() {
                    option value=(owner.id) selected[cx.actor().member == Some(owner.id)] { (owner.name) }
                }
            }
            (Button::submit(cx.t("owners-assign")).quiet().icon(Icon::Person).sends("verb", "assign"))
            (Button::submit(cx.t("list-to-trash")).grave().icon(Icon::Bin).sends("verb", "trash"))
            (lists::instead_all(cx, &shown.seen.lens))
        }
    }
}

/// The address of the list with those filters and that order, through the same lens.
fn address(cx: &Cx, lens: &Lens, filter: &Filter, sort: SortBy) -> String {
    lists::list_address(cx, lens, &filter.pairs(), sort.code())
}
