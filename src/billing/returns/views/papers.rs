//! The papers behind a figure.

use maud::{Markup, html};

use super::{label, named};
use crate::billing::returns::model::{Entry, Figure, Line, Return};
use crate::web::components::{day, title, trail};
use crate::web::{Cx, frame_with_charts};

/// The whole page: what each paper adds, and what they come to.
pub fn papers(cx: &Cx, made: &Return, (figure, entries): &(Figure, Vec<&Entry>)) -> Markup {
    let period = named(cx, made.period);
    let heading = label(cx, made, &figure.line);
    let page = cx.path(format_args!("/vat/period?from={}", made.period.from));
    let all = if figure.line == Line::Due { figure.vat } else { figure.net };
    let has_both = matches!(figure.line, Line::Rate(..));
    let amount = cx.t(if has_both { "returns-net" } else { "returns-amount" });
    let money = |minor: i64| made.money(minor).full(cx.language());
    let body = html! {
        (trail(cx, &[(&cx.path("/vat"), cx.t("returns-title")), (&page, &period)]))
        (title(&heading, &money(all), html! {}))
        div.sheet {
            table.ledger.counted {
                caption.unseen { (heading) }
                thead { tr {
                    th.name scope="col" { (cx.t("returns-paper")) }
                    th scope="col" { (cx.t("returns-customer")) }
                    th scope="col" { (cx.t("returns-day")) }
                    th.num scope="col" { (amount) }
                    @if has_both { th.num scope="col" { (cx.t("returns-vat")) } }
                } }
                tbody {
                    @for (entry, (net, vat)) in together(figure, entries) {
                        tr {
                            th.name scope="row" { a href=(cx.path(format_args!("/invoices/{}", entry.invoice))) { (entry.number) } }
                            td data-head=(cx.t("returns-customer")) { (entry.customer) }
                            td data-head=(cx.t("returns-day")) { (day(cx, entry.taxed_on)) }
                            td.num data-head=(amount) { (money(if figure.line == Line::Due { vat } else { net })) }
                            @if has_both { td.num data-head=(cx.t("returns-vat")) { (money(vat)) } }
                        }
                    }
                }
            }
        }
    };
    frame_with_charts(cx, &format!("{heading} · {period}"), body)
}

/// What each paper adds, whatever groups it has.
fn together<'e>(figure: &Figure, entries: &[&'e Entry]) -> Vec<(&'e Entry, (i64, i64))> {
    let mut papers: Vec<(&Entry, (i64, i64))> = Vec::new();
    for entry in entries {
        let (net, vat) = entry.adds(&figure.line);
        match papers.last_mut().filter(|(known, _)| known.invoice == entry.invoice) {
            Some((_, sum)) => *sum = (sum.0.saturating_add(net), sum.1.saturating_add(vat)),
            None => papers.push((entry, (net, vat))),
        }
    }
    papers
}
