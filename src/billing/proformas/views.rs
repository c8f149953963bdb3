//! What pro-formas look like on the page of their invoice.

use maud::{Markup, html};

use super::model::{ProForma, State};
use crate::base::Right;
use crate::billing::invoices::{Invoice, Kind, State as InvoiceState};
use crate::web::Cx;
use crate::web::components::{Button, Tone, day, section, state};

/// The pro-formas of an invoice, and the way to make one of a draft; nothing where neither is.
pub fn part(cx: &Cx, invoice: &Invoice, proformas: &[ProForma]) -> Markup {
    let has_open = proformas.iter().any(|one| one.state == State::Open);
    let is_draft = invoice.state == InvoiceState::Draft && invoice.facts.kind == Kind::Invoice;
    let may_make = is_draft && !has_open && cx.may(Right::MoneyWrite);
    if proformas.is_empty() && !may_make {
        return html! {};
    }
    let body = html! {
        @if !proformas.is_empty() {
            ul.lines { @for proforma in proformas { (line(cx, proforma)) } }
        }
        @if has_open { p.help { (cx.t("proformas-open-text")) } }
        @if may_make {
            form.form method="post" action=(cx.path(format_args!("/invoices/{}/proforma", invoice.id))) {
                input type="hidden" name="version" value=(invoice.version);
                p { (cx.t("proformas-make-text")) }
                p.actions { (Button::submit(cx.t("proformas-make"))) }
            }
        }
    };
    section("proformas", cx.t("proformas-title"), html! {}, body)
}

fn line(cx: &Cx, proforma: &ProForma) -> Markup {
    let path = cx.path(format_args!("/proformas/{}", proforma.id));
    let due = proforma.document.money(proforma.document.sums().due).full(cx.language());
    let tone = match proforma.state {
        State::Open => Tone::Due,
        State::Invoiced => Tone::Good,
        State::Withdrawn => Tone::Plain,
    };
    html! {
        li {
            span {
                a href={ (path) "/pdf" } { (proforma.number) } " " (day(cx, proforma.issued_on)) ", " b { (due) } " "
                (state(tone, cx.t(proforma.state.key())))
            }
            @if proforma.state == State::Open && cx.may(Right::MoneyWrite) {
                form.actions method="post" action={ (path) "/withdraw" } {
                    (Button::submit(cx.t("proformas-withdraw")).quiet())
                }
            }
        }
    }
}
