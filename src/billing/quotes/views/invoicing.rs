//! What of a quote is on invoices, and what can be put on one.

use maud::{Markup, html};

use super::super::model::{Billed, Billing, Event};
use super::parts::One;
use crate::base::{Fields, Money, Right};
use crate::billing::pricing::Entry;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, section};

/// What is typed of the next invoice.
const TYPED: [&str; 4] = ["percent", "amount", "title", "sum"];

/// The fields of the page, with what was typed of the next invoice.
pub(super) fn typed(fields: Fields, one: &One, typed: &Fields) -> Fields {
    let n = one.billing.as_ref().map_or(1, Billing::next);
    let fields = TYPED.iter().fold(fields, |fields, name| fields.with(*name, typed.first(name)));
    fields.with("n", n.to_string())
}

/// The section.
pub(super) fn part(cx: &Cx, one: &One, billing: &Billing, inputs: &Inputs) -> Markup {
    let money = |minor| Money::new(minor, one.quote.facts.head.currency).full(cx.language());
    let body = html! {
        dl.facts {
            div { dt { (cx.t("quotes-invoices-total")) } dd { (money(billing.total)) } }
            div { dt { (cx.t("quotes-invoices-billed")) } dd { (money(billing.billed())) } }
            div { dt { (cx.t("quotes-invoices-rest")) } dd { (money(billing.rest())) } }
        }
        @if !billing.parts.is_empty() {
            ul.lines { @for part in &billing.parts { (line(cx, part, &money(part.counts))) } }
        }
        @if one.quote.state.can(Event::Invoice) && cx.may(Right::MoneyWrite) { (forms(cx, one, billing, inputs)) }
    };
    section("invoices", cx.t("quotes-invoices"), html! {}, body)
}

fn line(cx: &Cx, part: &Billed, amount: &str) -> Markup {
    let path = cx.path(format_args!("/invoices/{}", part.invoice));
    html! {
        li {
            span {
                a href=(path) {
                    (cx.t(part.stage.key())) " " @if part.number.is_empty() { (cx.t("quotes-invoices-draft")) } @else { (part.number) }
                }
                " · " (cx.t(part.state.key()))
            }
            @if part.is_live() { span.how { (amount) } }
        }
    }
}

fn forms(cx: &Cx, one: &One, billing: &Billing, inputs: &Inputs) -> Markup {
    let path = cx.path(format_args!("/quotes/{}/invoice", one.quote.id));
    let has_parts = billing.live().next().is_some();
    let (rest, text) = match has_parts {
        true => ("quotes-invoice-rest", "quotes-invoice-rest-text"),
        false => ("quotes-invoice-full", "quotes-invoice-full-text"),
    };
    let (amount, sum) = match one.quote.facts.head.entry {
        Entry::Net => ("quotes-deposit-amount-net", "quotes-milestone-sum-net"),
        Entry::Gross => ("quotes-deposit-amount-gross", "quotes-milestone-sum-gross"),
    };
    let is_wrong = |names: &[&str]| names.iter().any(|name| inputs.problems().on(name).is_some());
    html! {
        (form(&path, "rest", inputs, html! {
            p { (cx.t(text)) }
            p.actions { (Button::submit(cx.t(rest)).primary()) }
        }))
        details open[is_wrong(&["percent", "amount"])] {
            summary { (cx.t("quotes-invoice-deposit")) }
            (form(&path, "deposit", inputs, html! {
                p { (cx.t("quotes-invoice-deposit-text")) }
                (inputs.text("percent", cx.t("quotes-deposit-percent")).optional().short().autocomplete("off"))
                (inputs.text("amount", cx.t(amount)).optional().short().autocomplete("off"))
                p.actions { (Button::submit(cx.t("quotes-invoice-deposit"))) }
            }))
        }
        details open[is_wrong(&["title", "sum"])] {
            summary { (cx.t("quotes-invoice-milestone")) }
            (form(&path, "milestone", inputs, html! {
                (inputs.text("title", cx.t("quotes-milestone-title")).autocomplete("off"))
                (inputs.text("sum", cx.t(sum)).short().autocomplete("off"))
                p.actions { (Button::submit(cx.t("quotes-invoice-milestone"))) }
            }))
        }
    }
}

fn form(path: &str, stage: &str, inputs: &Inputs, body: Markup) -> Markup {
    html! {
        form.form method="post" action=(path) {
            (inputs.hidden("version"))
            (inputs.hidden("n"))
            input type="hidden" name="stage" value=(stage);
            (body)
        }
    }
}
