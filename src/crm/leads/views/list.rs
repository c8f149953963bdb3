//! The list of leads.

use std::sync::Arc;

use maud::{Markup, html};

use super::super::model::{Filter, Label, Line, SortBy, State, Which};
use super::state_shown;
use crate::base::listing::{Count, Page, Sort};
use crate::base::{Right, format};
use crate::crm::owners::{OwnerFilter, Owners, owner_short};
use crate::crm::views::{self as lists, Lens, Seen};
use crate::web::components::{
    Button, Drawing, Icon, Order, broken, chip, chip_on, empty, icon, menu, menu_link, menu_rule, pager,
    pick, pick_all, sort_head, time_day, title,
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
    pub page: Page<Line>,
    /// How many there are in all.
    pub count: Count,
    /// Everybody who may own a lead.
    pub owners: Arc<Owners>,
    /// Whether somebody takes leads in turn.
    pub has_takers: bool,
    /// Every source.
    pub sources: Vec<Label>,
}

/// The whole page.
pub fn list(cx: &Cx, shown: &Shown) -> Markup {
    let count = match shown.count {
        Count::Exactly(number) => format::number(cx.language(), number),
        Count::MoreThan(number) => format!("{}+", format::number(cx.language(), number)),
    };
    let body = html! {
        (title(cx.t("leads-title"), &count, actions(cx, shown)))
        (lists::tabs(cx, &shown.seen.lens))
        (bar(cx, shown))
        @if shown.page.rows.is_empty() { (nothing(cx, shown)) } @else { (rows(cx, shown, &count)) }
    };
    frame(cx, cx.t("leads-title"), body)
}

fn actions(cx: &Cx, shown: &Shown) -> Markup {
    html! {
        @if cx.may(Right::SalesWrite) {
            (Button::link(cx.path("/leads/new"), cx.t("leads-new")).primary().icon(Icon::Plus).key("n"))
        }
        (menu("more-list", cx.t("contacts-more"), html! {
            (lists::menu_links(cx, &shown.seen.lens))
            @if cx.may(Right::SettingsRead) {
                (menu_link(Icon::Sliders, &cx.path("/settings/leads"), cx.t("leads-settings")))
                (menu_rule())
            }
            (menu_link(Icon::Bin, &cx.path("/leads/trash"), cx.t("contacts-trash")))
        }))
    }
}

fn nothing(cx: &Cx, shown: &Shown) -> Markup {
    match shown.filter == Filter::default() {
        true => {
            let list = html! {
                @if cx.may(Right::Import) {
                    p { (cx.t("contacts-empty-list")) " " a href=(cx.path("/import")) { (cx.t("contacts-import")) } }
                }
            };
            empty(Drawing::Tray, cx.t("leads-empty-title"), cx.t("leads-empty-text"), list)
        }
        false => {
            let all = Button::link(cx.path("/leads"), cx.t("leads-all-open"));
            empty(Drawing::Glass, cx.t("leads-none-title"), cx.t("leads-none-text"), html! { (all) })
        }
    }
}

/// The search, and the filters that are on or one step away.
fn bar(cx: &Cx, shown: &Shown) -> Markup {
    let filter = &shown.filter;
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut other = filter.clone();
        change(&mut other);
        address(cx, &shown.seen.lens, &other, shown.sort)
    };
    let mine = cx.actor().member.map(OwnerFilter::Member).filter(|_| filter.owner == OwnerFilter::Any);
    let source = filter.source.and_then(|id| shown.sources.iter().find(|known| known.id == id));
    html! {
        form.bar role="search" action=(cx.path("/leads")) aria-label=(cx.t("leads-filter-label")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(filter.text) aria-label=(cx.t("contacts-search-label"))
                    placeholder=(cx.t("contacts-search")) autocomplete="off";
            }
            @match filter.which {
                Which::In(state) => (chip_on(cx, &with(&|other| other.which = Which::Open), cx.t(state.key()))),
                Which::All => (chip_on(cx, &with(&|other| other.which = Which::Open), cx.t("leads-in-any-state"))),
                Which::Open => (chip(&with(&|other| other.which = Which::In(State::New)), cx.t(State::New.key()))),
            }
            @if filter.owner != OwnerFilter::Any {
                (chip_on(cx, &with(&|other| other.owner = OwnerFilter::Any), &owner_word(cx, shown)))
            }
            @if let Some(source) = source { (chip_on(cx, &with(&|other| other.source = None), &source.name)) }
            @if let Some(mine) = mine { (chip(&with(&|other| other.owner = mine), cx.t("owners-mine"))) }
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
    let some = [("open", "leads-open")]
        .into_iter()
        .chain(State::ALL.iter().map(|state| (state.code(), state.key())));
    let states: Vec<(String, String)> = some
        .chain([("all", "leads-in-any-state")])
        .map(|(code, key)| (code.to_owned(), cx.t(key).to_owned()))
        .collect();
    let nobody = [("nobody".to_owned(), cx.t("owners-without").to_owned())];
    let owners: Vec<(String, String)> = nobody.into_iter().chain(shown.owners.filters()).collect();
    let sources: Vec<(String, String)> =
        shown.sources.iter().map(|source| (source.id.to_string(), source.name.clone())).collect();
    let source = filter.source.map(|source| source.to_string()).unwrap_or_default();
    let sorts: Vec<(String, String)> =
        SortBy::ALL.iter().map(|sort| (sort.code().to_owned(), cx.t(sort.key()).to_owned())).collect();
    html! {
        div.menu.filters #filters popover {
            (choice("state", cx.t("leads-state"), None, &states, filter.which.code()))
            (choice("owner", cx.t("owners-owner"), Some(cx.t("list-any")), &owners, &filter.owner.code()))
            @if !sources.is_empty() {
                (choice("source", cx.t("leads-source"), Some(cx.t("list-any")), &sources, &source))
            }
            (choice("sort", cx.t("list-sort"), None, &sorts, shown.sort.code()))
            (Button::submit(cx.t("list-show")))
        }
    }
}

fn choice(name: &str, label: &str, any: Option<&str>, choices: &[(String, String)], chosen: &str) -> Markup {
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
        let cursor = cursor.as_deref()?;
        Some(flash::with(&address(cx, &shown.seen.lens, &shown.filter, shown.sort), &[(name, cursor)]))
    };
    let (newer, older) = (turn("before", &shown.page.newer), turn("after", &shown.page.older));
    let places = cx.path("/leads/");
    let told =
        cx.tell("list-shown", &[("shown", shown.page.rows.len().into()), ("count", count.to_owned().into())]);
    html! {
        form.chosen method="post" action=(cx.path("/leads/bulk")) {
            input type="hidden" name="back" value=(address(cx, &shown.seen.lens, &shown.filter, shown.sort));
            div.sheet {
                table.ledger {
                    caption.unseen { (cx.t("leads-title")) ": " (cx.t(shown.sort.key())) }
                    thead { (head(cx, shown)) }
                    tbody { @for line in &shown.page.rows { (row(cx, line, (&shown.seen, &shown.owners), &places)) } }
                }
            }
            (pager(cx, &told, newer.as_deref(), older.as_deref()))
            @if cx.may(Right::SalesWrite) { (bulk(cx, shown)) }
        }
    }
}

fn head(cx: &Cx, shown: &Shown) -> Markup {
    let sorted = |up: SortBy, down: SortBy, first: SortBy| {
        let (order, next) = match shown.sort {
            now if now == up => (Order::Up, down),
            now if now == down => (Order::Down, up),
            _ => (Order::Not, first),
        };
        (address(cx, &shown.seen.lens, &shown.filter, next), order)
    };
    let (name, by_name) = sorted(SortBy::Name, SortBy::NameDown, SortBy::Name);
    let (added, by_age) = sorted(SortBy::AddedUp, SortBy::Added, SortBy::Added);
    html! {
        tr {
            @if cx.may(Right::SalesWrite) { (pick_all(cx)) }
            (sort_head("name", &name, cx.t("contacts-name"), by_name))
            @if shown.seen.lens.state.columns.is_empty() {
                th.aside scope="col" { (cx.t("contacts-company")) }
                th scope="col" { (cx.t("leads-state")) }
                th.aside scope="col" { (cx.t("points-email")) }
                th.aside scope="col" { (cx.t("leads-source")) }
                (sort_head("when", &added, cx.t("contacts-added-on"), by_age))
                th.aside.who scope="col" { (cx.t("owners-owner")) }
            } @else { (lists::heads(cx, &shown.seen)) }
        }
    }
}

fn row(cx: &Cx, line: &Line, (seen, owners): (&Seen, &Owners), places: &str) -> Markup {
    html! {
        tr {
            @if cx.actor().may_on(Right::SalesWrite, line.owner) { (pick(cx, "lead", format_args!("{}.{}", line.id, line.version), &line.name)) }
            @else if cx.may(Right::SalesWrite) { td.pick {} }
            th.name scope="row" { a href={ (places) (line.id) } { (line.name) } }
            @if seen.lens.state.columns.is_empty() {
                td.aside { @if line.company != line.name { (line.company) } }
                td { (state_shown(cx, line.state)) }
                td.aside { @if line.email != line.name { (broken(&line.email)) } }
                td.aside { (line.source) }
                td.when { (time_day(cx, line.created_at)) }
                td.aside.who { (owner_short(cx, owners, line.owner)) }
            } @else { (lists::cells(cx, seen, line.id.subject())) }
        }
    }
}

/// The bar that comes with the first chosen row.
fn bulk(cx: &Cx, shown: &Shown) -> Markup {
    html! {
        div.bulk role="group" aria-label=(cx.t("leads-bulk")) {
            p { (cx.t("list-chosen-label")) }
            select.input name="owner" aria-label=(cx.t("owners-owner")) {
                @if shown.has_takers { option value="turn" { (cx.t("leads-in-turn")) } }
                @for owner in shown.owners.here() {
                    option value=(owner.id) selected[cx.actor().member == Some(owner.id)] { (owner.name) }
                }
                option value="" { (cx.t("owners-nobody")) }
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
