//! A return.

use maud::{Markup, html};

use super::{label, named, supplied};
use crate::base::{At, Fields, InvoiceId, Problems, Right, Role};
use crate::billing::returns::actions::is_for_agency;
use crate::billing::returns::model::{Figure, Line, Return};
use crate::web::components::{Button, Icon, Inputs, icon, section, time, title, trail};
use crate::web::{Cx, flash, frame_with_charts};

/// Whether a return is closed.
pub enum Made {
    /// Not yet.
    Open {
        /// Whether those before it are closed.
        is_next: bool,
        /// Whether its last day has passed.
        is_over: bool,
        /// The papers that cannot be told in its currency.
        untold: Vec<(InvoiceId, String)>,
    },
    /// It is.
    Closed {
        /// Since when.
        at: At,
        /// By whom.
        by: String,
        /// Whether no later one is.
        is_last: bool,
    },
}

/// All that the page shows.
pub struct Shown {
    /// The return.
    pub made: Return,
    /// Whether it is closed.
    pub state: Made,
}

/// The whole page.
pub fn show(cx: &Cx, shown: &Shown, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let heading = named(cx, shown.made.period);
    let figures = shown.made.figures();
    let body = html! {
        (trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title")), (&cx.path("/vat"), cx.t("returns-title"))]))
        (title(&heading, "", acts(cx, shown)))
        (inputs.errors())
        (standing(cx, shown))
        (boxes(cx, &shown.made, &figures))
        (rates(cx, &shown.made, &figures))
        (listed(cx, &shown.made, &figures))
        (agency(cx, &shown.made))
        (again(cx, shown, &inputs))
    };
    frame_with_charts(cx, &inputs.title(&heading), body)
}

fn acts(cx: &Cx, shown: &Shown) -> Markup {
    let may = cx.may(Right::MoneyWrite);
    let is_ready =
        matches!(&shown.state, Made::Open { is_next: true, is_over: true, untold } if untold.is_empty());
    let from = shown.made.period.from.to_string();
    html! {
        @if cx.may(Right::Export) && !shown.made.entries.is_empty() {
            (Button::link(flash::with(&cx.path("/vat/export"), &[("from", &from)]), cx.t("reports-export")).icon(Icon::Export))
        }
        @if may && is_ready {
            form method="post" action=(cx.path("/vat/close")) {
                input type="hidden" name="from" value=(shown.made.period.from);
                (Button::submit(cx.t("returns-close")).primary().icon(Icon::Tick))
            }
        }
    }
}

fn standing(cx: &Cx, shown: &Shown) -> Markup {
    html! {
        @match &shown.state {
            Made::Closed { at, by, .. } => p {
                (cx.t("returns-closed-on")) " " (time(cx, *at))
                @if !by.is_empty() { ", " (by) }
            },
            Made::Open { is_next, is_over, untold } => {
                @if !untold.is_empty() {
                    div.warning role="status" {
                        (icon(Icon::Alert))
                        p {
                            (cx.t("returns-untold")) " "
                            @for (place, (id, number)) in untold.iter().enumerate() {
                                @if place > 0 { ", " }
                                a href=(cx.path(format_args!("/invoices/{id}"))) { (number) }
                            }
                        }
                    }
                }
                p.help {
                    @if !is_over { (cx.t("returns-running-text")) }
                    @else if *is_next { (cx.t("returns-close-text")) }
                    @else { (cx.t("returns-later-text")) }
                }
            },
        }
    }
}

fn papers(cx: &Cx, made: &Return, line: &Line) -> String {
    let from = made.period.from.to_string();
    flash::with(&cx.path("/vat/papers"), &[("from", &from), ("figure", &line.to_string())])
}

/// What is asked for first.
fn boxes(cx: &Cx, made: &Return, figures: &[Figure]) -> Markup {
    let first = figures.iter().filter(|one| matches!(one.line, Line::Due | Line::Sales | Line::Goods));
    html! {
        dl.figures {
            @for figure in first {
                div {
                    dt { (label(cx, made, &figure.line)) }
                    dd {
                        @let sum = made.money(if figure.line == Line::Due { figure.vat } else { figure.net });
                        @if figure.papers == 0 { (sum.full(cx.language())) }
                        @else { a href=(papers(cx, made, &figure.line)) { (sum.full(cx.language())) } }
                    }
                }
            }
        }
        @if made.country.code() == "GB" { p.help { (cx.t("returns-boxes-help")) } }
    }
}

/// By country, category and rate; what bears the tax of another country is for the One Stop Shop.
fn rates(cx: &Cx, made: &Return, figures: &[Figure]) -> Markup {
    let of_rate = |one: &&Figure| matches!(one.line, Line::Rate(..));
    let is_home =
        |one: &&Figure| matches!(one.line, Line::Rate(country, _) if country == made.country.code());
    let home: Vec<&Figure> = figures.iter().filter(of_rate).filter(is_home).collect();
    let abroad: Vec<&Figure> = figures.iter().filter(of_rate).filter(|one| !is_home(one)).collect();
    html! {
        (section("rates", cx.t("returns-rates"), html! {}, html! {
            @if home.is_empty() { p { (cx.t("returns-nothing")) } } @else { (table(cx, made, &home, "returns-rates")) }
        }))
        @if !abroad.is_empty() {
            (section("oss", cx.t("returns-oss"), html! {}, html! {
                p.help { (cx.t("returns-oss-text")) }
                (table(cx, made, &abroad, "returns-oss"))
            }))
        }
    }
}

fn table(cx: &Cx, made: &Return, figures: &[&Figure], caption: &'static str) -> Markup {
    html! {
        table.ledger.counted {
            caption.unseen { (cx.t(caption)) }
            thead { tr {
                th.name scope="col" { (cx.t("returns-taxed")) }
                th.num scope="col" { (cx.t("returns-net")) }
                th.num scope="col" { (cx.t("returns-vat")) }
                th.num scope="col" { (cx.t("returns-papers")) }
            } }
            tbody {
                @for figure in figures {
                    tr {
                        th.name scope="row" { a href=(papers(cx, made, &figure.line)) { (label(cx, made, &figure.line)) } }
                        td.num data-head=(cx.t("returns-net")) { (made.money(figure.net).full(cx.language())) }
                        td.num data-head=(cx.t("returns-vat")) { (made.money(figure.vat).full(cx.language())) }
                        td.num data-head=(cx.t("returns-papers")) { (figure.papers) }
                    }
                }
            }
        }
    }
}

/// The EC sales list.
fn listed(cx: &Cx, made: &Return, figures: &[Figure]) -> Markup {
    let listed: Vec<&Figure> = figures.iter().filter(|one| matches!(one.line, Line::Listed(..))).collect();
    let body = html! {
        table.ledger.counted {
            caption.unseen { (cx.t("returns-listed")) }
            thead { tr {
                th.name scope="col" { (cx.t("returns-number")) }
                th scope="col" { (cx.t("returns-supplied")) }
                th.num scope="col" { (cx.t("returns-net")) }
                th.num scope="col" { (cx.t("returns-papers")) }
            } }
            tbody {
                @for figure in &listed {
                    @if let Line::Listed(number, is_goods) = &figure.line {
                        tr {
                            th.name scope="row" { a href=(papers(cx, made, &figure.line)) { (number) } }
                            td data-head=(cx.t("returns-supplied")) { (cx.t(supplied(*is_goods))) }
                            td.num data-head=(cx.t("returns-net")) { (made.money(figure.net).full(cx.language())) }
                            td.num data-head=(cx.t("returns-papers")) { (figure.papers) }
                        }
                    }
                }
            }
        }
    };
    html! { @if !listed.is_empty() { (section("listed", cx.t("returns-listed"), html! {}, body)) } }
}

/// The files that the revenue agency of Bulgaria takes.
fn agency(cx: &Cx, made: &Return) -> Markup {
    let from = made.period.from.to_string();
    let way = |path: &str| flash::with(&cx.path(path), &[("from", &from)]);
    let has_union = made.figures().iter().any(|figure| matches!(figure.line, Line::Listed(..)));
    let body = html! {
        p { (cx.t("returns-agency-text")) }
        @if has_union { p.help { (cx.t("returns-agency-union-text")) } }
        p.actions {
            (Button::link(way("/vat/ledger"), cx.t("returns-agency-ledger")).icon(Icon::Export))
            @if has_union { (Button::link(way("/vat/union"), cx.t("returns-agency-union")).icon(Icon::Export)) }
        }
    };
    html! {
        @if cx.may(Right::Export) && is_for_agency(made) {
            (section("agency", cx.t("returns-agency"), html! {}, body))
        }
    }
}

/// The way to open the last closed period again.
fn again(cx: &Cx, shown: &Shown, inputs: &Inputs) -> Markup {
    let is_last = matches!(shown.state, Made::Closed { is_last: true, .. });
    let body = html! {
        form.form method="post" action=(cx.path("/vat/reopen")) {
            input type="hidden" name="from" value=(shown.made.period.from);
            (inputs.text("reason", cx.t("returns-reason")).help(cx.t("returns-reason-help")))
            p.actions { (Button::submit(cx.t("returns-reopen")).grave()) }
        }
    };
    html! {
        @if is_last && cx.actor().role() == Some(Role::Owner) {
            (section("reopen", cx.t("returns-reopen-title"), html! {}, body))
        }
    }
}
