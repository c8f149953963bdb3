//! The list of companies.

use std::sync::Arc;

use maud::{Markup, html};

use super::super::model::{Filter, Line, SortBy};
use crate::base::listing::{Count, Page, Sort};
use crate::base::{MemberId, Right, format};
use crate::crm::duplicates;
use crate::crm::owners::{OwnerFilter, Owners, owner_short};
use crate::crm::tags::Tag;
use crate::crm::views::{self as lists, Lens, Seen};
use crate::web::components::{
    Button, Drawing, Icon, Order, broken, chip, chip_on, empty, icon, menu, menu_link, menu_rule, pager,
    pick, pick_all, sort_head, tag, time_day, title,
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
    /// Everybody who may own a company.
    pub owners: Arc<Owners>,
    /// Every tag.
    pub tags: Arc<Vec<Tag>>,
    /// Every source.
    pub sources: Arc<Vec<String>>,
    /// How many pairs may be one; none for who may not merge them.
    pub duplicates: i64,
}

/// The whole page.
pub fn list(cx: &Cx, shown: &Shown) -> Markup {
    let count = count_text(cx, shown.count);
    let is_bare = shown.page.rows.is_empty() && shown.filter == Filter::default();
    let body = html! {
        (title(cx.t("companies-title"), &count, actions(cx, &shown.filter, shown, is_bare)))
        @if is_bare { (nothing(cx)) } @else {
            (lists::tabs(cx, &shown.seen.lens))
            (bar(cx, shown))
            @if shown.page.rows.is_empty() { (no_match(cx)) } @else { (rows(cx, shown, &count)) }
        }
    };
    frame(cx, cx.t("companies-title"), body)
}

fn count_text(cx: &Cx, count: Count) -> String {
    match count {
        Count::Exactly(number) => format::number(cx.language(), number),
        Count::MoreThan(number) => format!("{}+", format::number(cx.language(), number)),
    }
}

fn actions(cx: &Cx, filter: &Filter, shown: &Shown, is_bare: bool) -> Markup {
    let filters = filter.pairs();
    let filters: Vec<(&str, &str)> = filters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        @if cx.may(Right::CustomersWrite) && !is_bare {
            (Button::link(cx.path("/companies/new"), cx.t("companies-new")).primary().icon(Icon::Plus).key("n"))
        }
        (menu("more-list", cx.t("companies-more"), html! {
            @if cx.may(Right::Import) { (menu_link(Icon::Import, &cx.path("/import"), cx.t("companies-import"))) }
            @if cx.may(Right::Export) && !is_bare {
                (menu_link(Icon::Export, &flash::with(&cx.path("/companies/export"), &filters), cx.t("companies-export")))
            }
            (menu_rule())
            @if !is_bare { (lists::menu_links(cx, &shown.seen.lens)) }
            @if cx.may(Right::CustomersWrite) && !is_bare {
                (menu_link(Icon::People, &cx.path("/companies/duplicates"), &duplicates::label(cx, shown.duplicates)))
            }
            (menu_link(Icon::Bin, &cx.path("/companies/trash"), cx.t("companies-trash")))
        }))
    }
}

fn nothing(cx: &Cx) -> Markup {
    empty(
        Drawing::Cards,
        cx.t("companies-empty-title"),
        cx.t("companies-empty-text"),
        html! {
            @if cx.may(Right::CustomersWrite) {
                (Button::link(cx.path("/companies/new"), cx.t("companies-add")).primary().icon(Icon::Plus).key("n"))
            }
            @if cx.may(Right::Import) {
                p { (cx.t("companies-empty-list")) " " a href=(cx.path("/import")) { (cx.t("companies-import")) } }
            }
        },
    )
}

fn no_match(cx: &Cx) -> Markup {
    let all = Button::link(cx.path("/companies"), cx.t("companies-all"));
    empty(Drawing::Glass, cx.t("companies-none-title"), cx.t("companies-none-text"), html! { (all) })
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
    let tag_name = filter.tag.and_then(|tag| shown.tags.iter().find(|known| known.id == tag));
    html! {
        form.bar role="search" action=(cx.path("/companies")) aria-label=(cx.t("companies-filter-label")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(filter.text) aria-label=(cx.t("companies-search-label"))
                    placeholder=(cx.t("companies-search")) autocomplete="off";
            }
            @if filter.owner != OwnerFilter::Any {
                (chip_on(cx, &without(&|other| other.owner = OwnerFilter::Any), &owner_word(cx, shown)))
            }
            @if let Some(tag) = tag_name {
                (chip_on(cx, &without(&|other| other.tag = None), &tag.name))
            }
            @if !filter.source.is_empty() {
                (chip_on(cx, &without(&|other| other.source.clear()), &filter.source))
            }
            @if let Some(mine) = mine.filter(|_| filter.owner == OwnerFilter::Any) {
                (chip(&without(&|other| other.owner = mine), cx.t("owners-mine")))
            }
            @if filter.owner == OwnerFilter::Any {
                (chip(&without(&|other| other.owner = OwnerFilter::Nobody), cx.t("owners-without")))
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
    let tag = filter.tag.map(|tag| tag.to_string()).unwrap_or_default();
    let owners = [("nobody".to_owned(), cx.t("owners-without").to_owned())];
    let owners = owners.into_iter().chain(shown.owners.filters()).collect::<Vec<_>>();
    let tags: Vec<(String, String)> =
        shown.tags.iter().map(|tag| (tag.id.to_string(), tag.name.clone())).collect();
    let sources: Vec<(String, String)> =
        shown.sources.iter().map(|name| (name.clone(), name.clone())).collect();
    let sorts = SortBy::ALL
        .iter()
        .map(|sort| (sort.code().to_owned(), cx.t(sort.key()).to_owned()))
        .collect::<Vec<_>>();
    html! {
        div.menu.filters #filters popover {
            (choice("owner", cx.t("owners-owner"), Some(cx.t("list-any")), &owners, &filter.owner.code()))
            @if !tags.is_empty() { (choice("tag", cx.t("tags-tag"), Some(cx.t("list-any")), &tags, &tag)) }
            @if !sources.is_empty() {
                (choice("source", cx.t("companies-source"), Some(cx.t("list-any")), &sources, &filter.source))
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
    let address = |name: &str, cursor: &Option<String>| {
        let cursor = cursor.as_deref()?;
        Some(flash::with(&self::address(cx, &shown.seen.lens, &shown.filter, shown.sort), &[(name, cursor)]))
    };
    let (newer, older) = (address("before", &shown.page.newer), address("after", &shown.page.older));
    let told =
        cx.tell("list-shown", &[("shown", shown.page.rows.len().into()), ("count", count.to_owned().into())]);
    html! {
        form.chosen method="post" action=(cx.path("/companies/bulk")) {
            input type="hidden" name="back" value=(self::address(cx, &shown.seen.lens, &shown.filter, shown.sort));
            div.sheet {
                table.ledger {
                    caption.unseen { (cx.t("companies-title")) ": " (cx.t(shown.sort.key())) }
                    thead { (head(cx, shown)) }
                    tbody { @for line in &shown.page.rows { (row(cx, line, (&shown.seen, &shown.owners))) } }
                }
            }
            (pager(cx, &told, newer.as_deref(), older.as_deref()))
            @if cx.may(Right::CustomersWrite) { (bulk(cx, shown)) }
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
    let (changed, by_change) = sorted(SortBy::ChangedUp, SortBy::Changed, SortBy::Changed);
    html! {
        tr {
            @if cx.may(Right::CustomersWrite) { (pick_all(cx)) }
            (sort_head("name", &name, cx.t("companies-name"), by_name))
            @if shown.seen.lens.state.columns.is_empty() {
                th scope="col" { (cx.t("points-domain")) }
                th.aside.phone scope="col" { (cx.t("points-phone")) }
                th.aside scope="col" { (cx.t("tags-tags")) }
                (sort_head("when", &changed, cx.t("list-changed"), by_change))
                th.aside.who scope="col" { (cx.t("owners-owner")) }
            } @else { (lists::heads(cx, &shown.seen)) }
        }
    }
}

fn row(cx: &Cx, line: &Line, (seen, owners): (&Seen, &Owners)) -> Markup {
    let may_change = cx.actor().may_on(Right::CustomersWrite, line.owner);
    html! {
        tr {
            @if may_change { (pick(cx, "company", format_args!("{}.{}", line.id, line.version), &line.name)) }
            @else if cx.may(Right::CustomersWrite) { td.pick {} }
            th.name scope="row" { a href=(cx.path(format_args!("/companies/{}", line.id))) { (line.name) } }
            @if seen.lens.state.columns.is_empty() {
                td { @if line.domain.is_empty() { (broken(&line.email)) } @else { (line.domain) } }
                td.aside.phone { (line.phone) }
                td.aside { @for name in &line.tags { (tag(name)) " " } }
                td.when { (time_day(cx, line.updated_at)) }
                td.aside.who { (owner_short(cx, owners, line.owner)) }
            } @else { (lists::cells(cx, seen, line.id.subject())) }
        }
    }
}

/// The bar that comes with the first chosen row.
fn bulk(cx: &Cx, shown: &Shown) -> Markup {
    html! {
        div.bulk role="group" aria-label=(cx.t("companies-bulk")) {
            p { (cx.t("list-chosen-label")) }
            input.input name="tag" list="known-tags" aria-label=(cx.t("tags-tag")) placeholder=(cx.t("tags-tag")) autocomplete="off"
                maxlength="60";
            datalist #known-tags { @for tag in shown.tags.iter() { option value=(tag.name) {} } }
            (Button::submit(cx.t("tags-put")).quiet().icon(Icon::Tag).sends("verb", "tag"))
            (Button::submit(cx.t("tags-take")).quiet().sends("verb", "untag"))
            select.input name="owner" aria-label=(cx.t("owners-owner")) {
                option value="" { (cx.t("owners-nobody")) }
                @for owner in shown.owners.here() {
                    option value=(owner.id) selected[is_me(cx, owner.id)] { (owner.name) }
                }
            }
            (Button::submit(cx.t("owners-assign")).quiet().icon(Icon::Person).sends("verb", "assign"))
            input.input name="source" list="known-sources" aria-label=(cx.t("contacts-source")) placeholder=(cx.t("contacts-source"))
                autocomplete="off" maxlength="100";
            datalist #known-sources { @for source in shown.sources.iter() { option value=(source) {} } }
            (Button::submit(cx.t("views-set-source")).quiet().sends("verb", "source"))
            (Button::submit(cx.t("list-to-trash")).grave().icon(Icon::Bin).sends("verb", "trash"))
            (lists::instead_all(cx, &shown.seen.lens))
        }
    }
}

fn is_me(cx: &Cx, member: MemberId) -> bool {
    cx.actor().member == Some(member)
}

/// The address of the list with those filters and that order, through the same lens.
fn address(cx: &Cx, lens: &Lens, filter: &Filter, sort: SortBy) -> String {
    lists::list_address(cx, lens, &filter.pairs(), sort.code())
}
