//! The list of invoices.

use maud::{Markup, html};

use super::super::model::{Filter, Line, SortBy, Which};
use super::super::store::Customer;
use super::mark;
use crate::base::listing::{Page, Sort};
use crate::base::{Day, Right, SubjectId};
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
    /// Who buys, by name.
    pub names: Vec<Customer>,
    /// Today where the company is.
    pub today: Day,
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
        @if cx.may(Right::MoneyWrite) {
            (Button::link(cx.path("/invoices/new"), cx.t("invoices-new")).primary().icon(Icon::Plus).key("n"))
        }
    };
    let around = html! {
        (Button::link(cx.path("/vat"), cx.t("invoices-returns")).quiet())
        @if cx.may(Right::MoneyRead) && cx.may(Right::Export) {
            (Button::link(cx.path("/packs"), cx.t("invoices-packs")).quiet())
        }
        @if cx.may(Right::MoneyWrite) {
            (Button::link(cx.path("/statements"), cx.t("invoices-statements")).quiet())
        }
        @if !is_bare { (new) }
    };
    let body = html! {
        (title(cx.t("invoices-title"), "", around))
        @if is_bare {
            (empty(Drawing::Cards, cx.t("invoices-empty-title"), cx.t("invoices-empty-text"), new))
        } @else {
            (bar(cx, shown))
            @if shown.page.rows.is_empty() {
                (empty(Drawing::Glass, cx.t("invoices-none-title"), cx.t("invoices-none-text"),
                    html! { (Button::link(cx.path("/invoices"), cx.t("invoices-all"))) }))
            } @else { (rows(cx, shown)) }
        }
    };
    frame(cx, cx.t("invoices-title"), body)
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
        form.bar role="search" action=(cx.path("/invoices")) aria-label=(cx.t("invoices-filter-label")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(filter.text) aria-label=(cx.t("invoices-search-label"))
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
        }
    }
}

fn rows(cx: &Cx, shown: &Shown) -> Markup {
    let here = address(cx, &shown.filter, shown.sort);
    let turn = |name: &str, cursor: &Option<String>| {
        cursor.as_deref().map(|cursor| flash::with(&here, &[(name, cursor)]))
    };
    let (newer, older) = (turn("before", &shown.page.newer), turn("after", &shown.page.older));
    let by_day = match shown.sort {
        SortBy::Newest => (SortBy::Oldest, Order::Down),
        SortBy::Oldest => (SortBy::Newest, Order::Up),
        SortBy::Number | SortBy::NumberDown => (SortBy::Newest, Order::Not),
    };
    let by_number = match shown.sort {
        SortBy::NumberDown => (SortBy::Number, Order::Down),
        SortBy::Number => (SortBy::NumberDown, Order::Up),
        SortBy::Newest | SortBy::Oldest => (SortBy::NumberDown, Order::Not),
    };
    let to = |sort| address(cx, &shown.filter, sort);
    // What is overdue is put in the order in which it was to be paid.
    let is_overdue = shown.filter.which == Which::Overdue;
    html! {
        div.sheet {
            table.ledger {
                caption.unseen { (cx.t("invoices-title")) }
                thead { tr {
                    (sort_head("name", &to(by_number.0), cx.t("invoices-number"), by_number.1))
                    th scope="col" { (cx.t("invoices-customer")) }
                    @if is_overdue { th.aside scope="col" { (cx.t("invoices-day")) } }
                    @else { (sort_head("aside", &to(by_day.0), cx.t("invoices-day"), by_day.1)) }
                    @if is_overdue { (sort_head("aside", &to(by_day.0), cx.t("invoices-due-on"), by_day.1)) }
                    @else { th.aside scope="col" { (cx.t("invoices-due-on")) } }
                    th scope="col" { (cx.t("invoices-state")) }
                    th.num scope="col" { (cx.t("invoices-gross")) }
                    th.num.aside scope="col" { (cx.t("invoices-balance")) }
                } }
                tbody { @for line in &shown.page.rows { (row(cx, line, shown)) } }
            }
        }
        (pager(cx, "", newer.as_deref(), older.as_deref()))
    }
}

fn row(cx: &Cx, line: &Line, shown: &Shown) -> Markup {
    let number = if line.number.is_empty() { cx.t("invoices-unnumbered") } else { &line.number };
    let of = flash::with(&cx.path("/invoices"), &[("customer", &line.customer.to_string())]);
    html! {
        tr {
            th.name scope="row" { a href=(cx.path(format_args!("/invoices/{}", line.id))) { (number) }
                @if line.kind.is_note() { " " span.how { (cx.t(line.kind.key())) } }
            }
            td { a href=(of) { (shown.customer(line.customer)) } }
            td.aside { (day(cx, line.day)) }
            td.aside { @if let Some(due_on) = line.due_on { (day(cx, due_on)) } }
            td { (mark(cx, line.standing(shown.today))) }
            td.num { @if let Some(gross) = line.gross { (gross.full(cx.language())) } }
            td.num.aside { @if let Some(balance) = line.balance { (balance.rest().full(cx.language())) } }
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
    flash::with(&cx.path("/invoices"), &pairs)
}
