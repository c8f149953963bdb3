//! The form of a draft.

use maud::{Markup, html};

use super::super::model::{QuoteInput, QuoteLine};
use super::parts::Sheet;
use super::rows::rows;
use crate::base::{Currency, Fields, Language};
use crate::billing::price_lists;
use crate::billing::pricing::Entry;
use crate::billing::terms::{self, Terms};
use crate::web::components::{Button, Inputs, Kind, title, trail};
use crate::web::{Cx, flash, frame_with_paper};

/// The facts of a draft as its form shows them.
pub fn typed(facts: &QuoteInput, language: Language) -> Fields {
    let head = &facts.head;
    let fields = Fields::new()
        .with("customer", head.customer.to_string())
        .with("deal", head.deal.map(|deal| deal.to_string()).unwrap_or_default())
        .with("currency", head.currency.code())
        .with("entry", head.entry.code())
        .with("valid_until", facts.valid_until.to_string())
        .with("order", &head.order)
        .with("reference", &head.reference)
        .with("note", &head.note);
    let terms = head.terms.map(Terms::typed).into_iter().flatten();
    let fields = terms.fold(fields, |fields, (name, value)| fields.with(name, value));
    facts.lines.iter().fold(fields, |fields, line| row(fields, line, head.currency, language))
}

/// The fields of a row.
fn row(fields: Fields, line: &QuoteLine, currency: Currency, language: Language) -> Fields {
    let (sold, choices) = match line {
        QuoteLine::Sold { line, choices, .. } => (Some(line), choices.as_slice()),
        QuoteLine::Heading(..) | QuoteLine::Text(_) | QuoteLine::Subtotal => (None, [].as_slice()),
    };
    let (name, about) = match line {
        QuoteLine::Sold { line, .. } => (line.name.as_str(), line.about.as_str()),
        QuoteLine::Heading(name, about) => (name.as_str(), about.as_str()),
        QuoteLine::Text(about) => ("", about.as_str()),
        QuoteLine::Subtotal => ("", ""),
    };
    let choices: Vec<String> = choices.iter().map(|one| one.typed(language)).collect();
    let discount = sold.and_then(|sold| sold.discount);
    let product = sold.and_then(|sold| sold.product);
    fields
        .with("part", line.part().code())
        .with("product", product.map(|product| product.to_string()).unwrap_or_default())
        .with("name", name)
        .with("about", about)
        .with("quantity", sold.map(|sold| sold.quantity.typed(language)).unwrap_or_default())
        .with("unit", sold.map(|sold| sold.unit.code()).unwrap_or_default())
        .with("price", sold.map(|sold| sold.price.typed(currency, language)).unwrap_or_default())
        .with("discount", discount.map(|percent| percent.typed(language)).unwrap_or_default())
        .with("class", sold.map(|sold| sold.class.to_string()).unwrap_or_default())
        .with("kind", sold.map(|sold| sold.kind.code()).unwrap_or_default())
        .with("choices", choices.join("; "))
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let heading = cx.t(if sheet.quote.is_some() { "quotes-edit-title" } else { "quotes-new" });
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let body = html! {
        (way_back(cx))
        (title(heading, "", html! {}))
        (inputs.errors())
        @if sheet.is_stale {
            div.errors role="alert" { h2 { (cx.t("form-stale-title")) } p { (cx.t("quotes-stale")) } }
        }
        (whole(cx, sheet, &inputs))
    };
    frame_with_paper(cx, &inputs.title(heading), body)
}

/// To the list.
pub(super) fn way_back(cx: &Cx) -> Markup {
    trail(cx, &[(&cx.path("/quotes"), cx.t("quotes-title"))])
}

fn whole(cx: &Cx, sheet: &Sheet, inputs: &Inputs) -> Markup {
    let (action, back) = match sheet.quote {
        Some(quote) => {
            let page = cx.path(format_args!("/quotes/{}", quote.id));
            (format!("{page}/edit"), page)
        }
        None => (cx.path("/quotes/new"), cx.path("/quotes")),
    };
    let like = sheet.fields.first("like");
    html! {
        form.form.writing method="post" action=(action) {
            @if sheet.quote.is_some() { (inputs.hidden("version")) } @else { (inputs.hidden("act")) }
            (inputs.hidden("customer"))
            (inputs.hidden("deal"))
            @if let Some(customer) = &sheet.known.customer {
                p { (cx.t("invoices-customer")) ": " b { a href=(cx.path(&customer.path)) { (customer.name) } } }
            }
            (price_lists::counts(cx, sheet.known.list.as_ref()))
            @if !like.is_empty() {
                (inputs.hidden("like"))
                p.actions {
                    (Button::link(flash::with(&action, &[("like", like), ("q", "")]), cx.t("quotes-again-other")).quiet())
                }
            }
            (rows(cx, sheet))
            (money(cx, inputs))
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
            (inputs.text("valid_until", cx.t("quotes-valid-until")).help(cx.t("quotes-valid-until-help"))
                .kind(Kind::Date).short())
        }
        (inputs.radios("entry", cx.t("invoices-entry"))
            .choices(Entry::ALL.iter().map(|entry| (entry.code(), cx.t(entry.key())))))
        (terms::chosen(cx, inputs, Some(cx.t("invoices-terms-usual"))))
        div.pair {
            (inputs.text("order", cx.t("invoices-order")).optional().autocomplete("off"))
            (inputs.text("reference", cx.t("invoices-reference")).help(cx.t("invoices-reference-help")).optional()
                .autocomplete("off"))
        }
        (inputs.area("note", cx.t("quotes-note")).help(cx.t("quotes-note-help")).optional().lines(5))
    }
}
