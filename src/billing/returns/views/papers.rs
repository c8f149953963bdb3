//! The papers behind a figure.

use maud::{Markup, html};

use super::{label, named};
use crate::billing::returns::model::{Entry, Figure, Line, Return};
use crate::web::components::{day, title, trail};
use crate::web::{Cx, frame};

/// The whole page: each paper's part, and what they come to.
pub fn papers(cx: &Cx, made: &Return, (figure, entries): &(Figure, Vec<&Entry>)) -> Markup {
    let period = named(cx, made.period);
    let heading = label(cx, made, &figure.line);
    let page = cx.path(format_args!("/vat/period?from={}", made.period.from));
    let sum = |(net, vat): (i64, i64)| {
        let minor = if figure.line == Line::Due { vat } else { net };
        made.money(minor).full(cx.language())
    };
    let has_both = matches!(figure.line, Line::Rate(..));
    let tax = |(_, vat): (i64, i64)| made.money(vat).full(cx.language());
    let body = html! {
        (trail(cx, &[(&cx.path("/vat"), cx.t("returns-title")), (&page, &period)]))
        (title(&heading, "", html! {}))
        div.sheet {
            table.ledger {
                caption.unseen { (heading) }
                thead { tr {
                    th.name scope="col" { (cx.t("returns-paper")) }
                    th scope="col" { (cx.t("returns-day")) }
                    th.aside scope="col" { (cx.t("returns-customer")) }
                    th.num scope="col" { (cx.t(if has_both { "returns-net" } else { "returns-amount" })) }
                    @if has_both { th.num scope="col" { (cx.t("returns-vat")) } }
                } }
                tbody {
                    @for entry in entries {
                        @let adds = entry.adds(&figure.line);
                        tr {
                            th.name scope="row" { a href=(cx.path(format_args!("/invoices/{}", entry.invoice))) { (entry.number) } }
                            td { (day(cx, entry.taxed_on)) }
                            td.aside { (entry.customer) }
                            td.num { (sum(adds)) }
                            @if has_both { td.num { (tax(adds)) } }
                        }
                    }
                }
                tfoot {
                    tr {
                        th.name scope="row" { (cx.t("returns-sum")) }
                        td {}
                        td.aside {}
                        td.num { b { (sum((figure.net, figure.vat))) } }
                        @if has_both { td.num { b { (tax((figure.net, figure.vat))) } } }
                    }
                }
            }
        }
    };
    frame(cx, &format!("{heading} · {period}"), body)
}
