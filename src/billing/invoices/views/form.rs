//! The form of a draft.

use maud::{Markup, html};

use super::super::model::{DraftInput, Kind};
use super::parts::Sheet;
use super::rows::rows;
use crate::base::{Currency, Fields, Language};
use crate::billing::price_lists;
use crate::billing::pricing::Entry;
use crate::billing::terms::{self, Terms};
use crate::web::components::{Button, Inputs, Kind as Typed, title, trail};
use crate::web::{Cx, frame_with_paper};

/// The facts of a draft as its form shows them.
pub fn typed(facts: &DraftInput, language: Language) -> Fields {
    let fields = Fields::new()
        .with("paper", facts.kind.code())
        .with("of", facts.of.map(|of| of.to_string()).unwrap_or_default())
        .with("reason", &facts.reason)
        .with("customer", facts.customer.to_string())
        .with("deal", facts.deal.map(|deal| deal.to_string()).unwrap_or_default())
        .with("currency", facts.currency.code())
        .with("entry", facts.entry.code())
        .with("supplied_on", facts.supplied_on.map(|day| day.to_string()).unwrap_or_default())
        .with("order", &facts.order)
        .with("reference", &facts.reference)
        .with("note", &facts.note);
    let terms = facts.terms.map(Terms::typed).into_iter().flatten();
    let fields = terms.fold(fields, |fields, (name, value)| fields.with(name, value));
    facts.lines.iter().fold(fields, |fields, line| {
        fields
            .with("product", line.product.map(|product| product.to_string()).unwrap_or_default())
            .with("name", &line.name)
            .with("about", &line.about)
            .with("quantity", line.quantity.typed(language))
            .with("unit", line.unit.code())
            .with("price", line.price.typed(facts.currency, language))
            .with("discount", line.discount.map(|percent| percent.typed(language)).unwrap_or_default())
            .with("class", line.class.to_string())
            .with("kind", line.kind.code())
    })
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let heading = match sheet.invoice {
        Some(_) => cx.t("invoices-edit-title"),
        None => cx.t(match sheet.fields.first("paper").parse().unwrap_or_default() {
            Kind::Invoice => "invoices-new",
            Kind::CreditNote => "invoices-credit-new",
            Kind::DebitNote => "invoices-debit-new",
        }),
    };
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let body = html! {
        (way_back(cx))
        (title(heading, "", html! {}))
        (inputs.errors())
        (whole(cx, sheet))
    };
    frame_with_paper(cx, &inputs.title(heading), body)
}

/// To the list.
pub(super) fn way_back(cx: &Cx) -> Markup {
    trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title"))])
}

/// The form without what stands around it.
pub(super) fn whole(cx: &Cx, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let (action, back) = match sheet.invoice {
        Some(invoice) => {
            let page = cx.path(format_args!("/invoices/{}", invoice.id));
            (format!("{page}/edit"), page)
        }
        None => (cx.path("/invoices/new"), cx.path("/invoices")),
    };
    let is_note = !matches!(sheet.fields.first("paper"), "" | "invoice");
    html! {
        form.form.writing method="post" action=(action) {
            @if sheet.invoice.is_some() { (inputs.hidden("version")) } @else { (inputs.hidden("act")) }
            (inputs.hidden("paper"))
            (inputs.hidden("of"))
            (inputs.hidden("customer"))
            (inputs.hidden("deal"))
            @if let Some(customer) = &sheet.known.customer {
                p { (cx.t("invoices-customer")) ": " b { a href=(cx.path(&customer.path)) { (customer.name) } } }
            }
            @if is_note { (inputs.text("reason", cx.t("invoices-reason")).help(cx.t("invoices-reason-help")).autocomplete("off")) }
            (price_lists::counts(cx, sheet.known.list.as_ref()))
            (rows(cx, sheet))
            @if is_note { (inputs.hidden("currency")) (inputs.hidden("entry")) } @else { (money(cx, &inputs)) }
            (said(cx, &inputs))
            p.actions {
                (Button::submit(cx.t("invoices-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")).quiet())
            }
        }
    }
}

fn money(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        div.pair {
            (inputs.select("currency", cx.t("invoices-currency")).choices(Currency::by_name(cx.language())))
            (inputs.text("supplied_on", cx.t("invoices-supplied-on")).help(cx.t("invoices-supplied-on-help"))
                .kind(Typed::Date).short().optional())
        }
        (inputs.radios("entry", cx.t("invoices-entry"))
            .choices(Entry::ALL.iter().map(|entry| (entry.code(), cx.t(entry.key())))))
        (terms::chosen(cx, inputs, Some(cx.t("invoices-terms-usual"))))
    }
}

fn said(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        div.pair {
            (inputs.text("order", cx.t("invoices-order")).optional().autocomplete("off"))
            (inputs.text("reference", cx.t("invoices-reference")).help(cx.t("invoices-reference-help")).optional()
                .autocomplete("off"))
        }
        (inputs.area("note", cx.t("invoices-note")).optional().lines(3))
    }
}
