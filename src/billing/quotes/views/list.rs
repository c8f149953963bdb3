//! The list of quotes.

use maud::{Markup, html};

use super::super::model::{Filter, Line, SortBy, Which};
use super::mark;
use crate::base::listing::{Page, Sort};
use crate::base::{Right, SubjectId};
use crate::billing::invoices::store::Customer;
use crate::web::components::{
    Button, Drawing, Icon, Order, chip, chip_on, day, empty, icon, pager, sort_head, title,
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
    /// Who would buy, by name.
    pub names: Vec<Customer>,
}

impl Shown {
    fn customer(&self, subject: SubjectId) -> &str {
        self.names.iter().find(|known| known.subject == subject).map_or("", |known| &known.name)
    }
}

/// The whole page.
pub fn list(cx: &Cx, shown: &Shown) -> Markup {
    let is_bare = shown.page.rows.is_empty() && shown.filter == Filter::default();
    let new = html! {
        @if cx.may(Right::SalesWrite) {
            (Button::link(cx.path("/quotes/new"), cx.t("quotes-new")).primary().icon(Icon::Plus).key("n"))
        }
    };
    let body = html! {
        (title(cx.t("quotes-title"), "", html! { @if !is_bare { (new) } }))
        @if is_bare {
            (empty(Drawing::Cards, cx.t("quotes-empty-title"), cx.t("quotes-empty-text"), new))
        } @else {
            (bar(cx, shown))
            @if shown.page.rows.is_empty() {
                (empty(Drawing::Glass, cx.t("quotes-none-title"), cx.t("quotes-none-text"),
                    html! { (Button::link(cx.path("/quotes"), cx.t("quotes-all"))) }))
            } @else { (rows(cx, shown)) }
        }
    };
    frame(cx, cx.t("quotes-title"), body)
}

/// The search, and the filters that are on or one step away.
fn bar(cx: &Cx, shown: &Shown) -> Markup {
    let filter = &shown.filter;
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut other = filter.clone();
        change(&mut other);
        address(cx, &other, shown.sort)
    };
    let choices = Which::ALL.iter().filter(|which| **which != Which::All);
    html! {
        form.bar role="search" action=(cx.path("/quotes")) aria-label=(cx.t("quotes-filter-label")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(filter.text) aria-label=(cx.t("quotes-search-label"))
                    placeholder=(cx.t("invoices-search")) autocomplete="off";
            }
            @for (name, value) in filter.pairs().iter().filter(|(name, _)| *name != "q") {
                input type="hidden" name=(name) value=(value);
            }
            @if filter.which == Which::All {
                @for which in choices { (chip(&with(&|other| other.which = *which), cx.t(which.key()))) }
            } @else {
                (chip_on(cx, &with(&|other| other.which = Which::All), cx.t(filter.which.key())))
            }
            @if let Some(subject) = filter.customer {
                (chip_on(cx, &with(&|other| other.customer = None), shown.customer(subject)))
            }
            @if filter.deal.is_some() {
                (chip_on(cx, &with(&|other| other.deal = None), cx.t("quotes-of-deal")))
            }
        }
    }
}

fn rows(cx: &Cx, shown: &Shown) -> Markup {
    let here = address(cx, &shown.filter, shown.sort);
    let turn = |name: &str, cursor: &Option<String>| {
        cursor.as_deref().map(|cursor| flash::with(&here, &[(name, cursor)]))
    };
    let (newer, older) = (turn("before", &shown.page.newer), turn("after", &shown.page.older));
    let (other, order) = match shown.sort {
        SortBy::Newest => (SortBy::Oldest, Order::Down),
        SortBy::Oldest => (SortBy::Newest, Order::Up),
    };
    html! {
        div.sheet {
            table.ledger {
                caption.unseen { (cx.t("quotes-title")) }
                thead { tr {
                    (sort_head("name", &address(cx, &shown.filter, other), cx.t("invoices-number"), order))
                    th scope="col" { (cx.t("invoices-customer")) }
                    th.aside scope="col" { (cx.t("quotes-valid-until")) }
                    th scope="col" { (cx.t("invoices-state")) }
                    th.num scope="col" { (cx.t("invoices-gross")) }
                } }
                tbody { @for line in &shown.page.rows { (row(cx, line, shown)) } }
            }
        }
        (pager(cx, "", newer.as_deref(), older.as_deref()))
    }
}

fn row(cx: &Cx, line: &Line, shown: &Shown) -> Markup {
    let number = if line.number.is_empty() { cx.t("invoices-unnumbered") } else { &line.number };
    let of = flash::with(&cx.path("/quotes"), &[("customer", &line.customer.to_string())]);
    html! {
        tr {
            th.name scope="row" { a href=(cx.path(format_args!("/quotes/{}", line.id))) { (number) }
                @if line.n > 1 { " " span.how { (cx.tell("quotes-version", &[("n", line.n.into())])) } }
            }
            td { a href=(of) { (shown.customer(line.customer)) } }
            td.aside { (day(cx, line.valid_until)) }
            td { (mark(cx, line.state)) }
            td.num { @if let Some(gross) = line.gross { (gross.full(cx.language())) } }
        }
    }
}

/// The address of the list with those filters and that order.
fn address(cx: &Cx, filter: &Filter, sort: SortBy) -> String {
    let pairs = filter.pairs();
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if sort != SortBy::Newest {
        pairs.push(("sort", sort.code()));
    }
    flash::with(&cx.path("/quotes"), &pairs)
}
