//! The list of products.

use maud::{Markup, html};

use super::super::model::{Filter, Line, SortBy, Which};
use super::price;
use crate::base::Right;
use crate::base::listing::{Page, Sort};
use crate::billing::taxes::{SupplyKind, TaxClass};
use crate::web::components::{
    Button, Drawing, Icon, Order, chip, chip_on, empty, icon, pager, pick, pick_all, sort_head, title,
};
use crate::web::{Cx, flash, frame};

/// All that the list shows.
pub struct Shown {
    /// What was asked.
    pub filter: Filter,
    /// In which order.
    pub sort: SortBy,
    /// The rows.
    pub page: Page<Line>,
    /// Every tax class.
    pub classes: Vec<TaxClass>,
}

/// The whole page.
pub fn list(cx: &Cx, shown: &Shown) -> Markup {
    let is_bare = shown.page.rows.is_empty() && shown.filter == Filter::default();
    let new = html! {
        @if cx.may(Right::MoneyWrite) {
            (Button::link(cx.path("/products/new"), cx.t("products-new")).primary().icon(Icon::Plus).key("n"))
        }
    };
    let body = html! {
        (title(cx.t("products-title"), "", html! {
            @if !is_bare { (Button::link(cx.path("/price-lists"), cx.t("price-lists-title"))) (new) }
        }))
        @if is_bare { (nothing(cx, &new)) } @else {
            (bar(cx, shown))
            @if shown.page.rows.is_empty() {
                (empty(Drawing::Glass, cx.t("products-none-title"), cx.t("products-none-text"),
                    html! { (Button::link(cx.path("/products"), cx.t("products-all"))) }))
            } @else { (rows(cx, shown)) }
        }
    };
    frame(cx, cx.t("products-title"), body)
}

fn nothing(cx: &Cx, new: &Markup) -> Markup {
    let retired = flash::with(&cx.path("/products"), &[("state", "retired")]);
    html! {
        (empty(Drawing::Cards, cx.t("products-empty-title"), cx.t("products-empty-text"), html! {
            (new)
            p { a href=(retired) { (cx.t("products-retired")) } }
        }))
    }
}

/// The search, and the filters that are on or one step away.
fn bar(cx: &Cx, shown: &Shown) -> Markup {
    let filter = &shown.filter;
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut other = filter.clone();
        change(&mut other);
        address(cx, &other, shown.sort)
    };
    let class = filter.class.and_then(|id| shown.classes.iter().find(|class| class.id == id));
    html! {
        form.bar role="search" action=(cx.path("/products")) aria-label=(cx.t("products-filter-label")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(filter.text) aria-label=(cx.t("products-search-label"))
                    placeholder=(cx.t("products-search")) autocomplete="off";
            }
            @for (name, value) in filter.pairs().iter().filter(|(name, _)| *name != "q") {
                input type="hidden" name=(name) value=(value);
            }
            @match filter.which {
                Which::Retired => (chip_on(cx, &with(&|other| other.which = Which::InUse), cx.t("products-retired"))),
                Which::InUse => (chip(&with(&|other| other.which = Which::Retired), cx.t("products-retired"))),
            }
            @if let Some(kind) = filter.kind {
                (chip_on(cx, &with(&|other| other.kind = None), cx.t(kind.key())))
            } @else {
                @for kind in SupplyKind::ALL {
                    (chip(&with(&|other| other.kind = Some(*kind)), cx.t(kind.key())))
                }
            }
            @if let Some(class) = class { (chip_on(cx, &with(&|other| other.class = None), &class.facts.name)) }
        }
    }
}

fn rows(cx: &Cx, shown: &Shown) -> Markup {
    let here = address(cx, &shown.filter, shown.sort);
    let turn = |name: &str, cursor: &Option<String>| {
        cursor.as_deref().map(|cursor| flash::with(&here, &[(name, cursor)]))
    };
    let (newer, older) = (turn("before", &shown.page.newer), turn("after", &shown.page.older));
    let (next, order) = match shown.sort {
        SortBy::Name => (SortBy::NameDown, Order::Up),
        SortBy::NameDown => (SortBy::Name, Order::Down),
    };
    let picks = cx.may(Right::MoneyWrite) && shown.filter.which == Which::InUse;
    html! {
        form.chosen method="post" action=(cx.path("/products/bulk")) {
            input type="hidden" name="back" value=(here);
            div.sheet {
                table.ledger {
                    caption.unseen { (cx.t("products-title")) }
                    thead { tr {
                        @if picks { (pick_all(cx)) }
                        (sort_head("name", &address(cx, &shown.filter, next), cx.t("products-name"), order))
                        th.aside scope="col" { (cx.t("products-sku")) }
                        th.aside scope="col" { (cx.t("products-kind")) }
                        th.aside scope="col" { (cx.t("products-class")) }
                        th.num scope="col" { (cx.t("products-prices")) }
                    } }
                    tbody { @for line in &shown.page.rows { (row(cx, line, picks, shown)) } }
                }
            }
            (pager(cx, "", newer.as_deref(), older.as_deref()))
            @if picks {
                div.bulk role="group" aria-label=(cx.t("products-bulk")) {
                    p { (cx.t("list-chosen-label")) }
                    (Button::submit(cx.t("products-retire")).grave())
                }
            }
        }
    }
}

fn row(cx: &Cx, line: &Line, picks: bool, shown: &Shown) -> Markup {
    let class = shown.classes.iter().find(|class| class.id == line.class);
    html! {
        tr {
            @if picks { (pick(cx, "product", format_args!("{}.{}", line.id, line.version), &line.name)) }
            th.name scope="row" { a href=(cx.path(format_args!("/products/{}", line.id))) { (line.name) } }
            td.aside { (line.sku) }
            td.aside { (cx.t(line.kind.key())) }
            td.aside {
                @if let Some(class) = class {
                    a href=(flash::with(&cx.path("/products"), &[("class", &class.id.to_string())])) { (class.facts.name) }
                }
            }
            td.num {
                @for (place, one) in line.prices.iter().enumerate() {
                    @if place > 0 { br; }
                    (price(cx, *one))
                }
            }
        }
    }
}

/// The address of the list with those filters and that order.
fn address(cx: &Cx, filter: &Filter, sort: SortBy) -> String {
    let pairs = filter.pairs();
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if sort != SortBy::Name {
        pairs.push(("sort", sort.code()));
    }
    flash::with(&cx.path("/products"), &pairs)
}
