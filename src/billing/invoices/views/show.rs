//! The page of an invoice.

use maud::{Markup, html};

use super::super::actions::Hindrance;
use super::super::model::{Invoice, Issued, State, Told};
use super::form::way_back;
use super::mark;
use super::notes::notes;
use super::paper::paper;
use super::parts::One;
use super::send::sent;
use crate::base::{Error, Fields, Problems, Right};
use crate::billing::countries::Pack;
use crate::web::components::{Button, Icon, Inputs, Kind, Tone, section, state, title};
use crate::web::{Cx, frame_with_paper};

/// The whole page; `paid` is what it says of payments and pro-formas, of which invoices know nothing.
pub fn show(cx: &Cx, one: &One, problems: &Problems, paid: Markup) -> Markup {
    let invoice = &one.invoice;
    let heading = match &invoice.issued {
        Some(issued) => format!("{} {}", cx.t(invoice.facts.kind.key()), issued.number),
        None => cx.tell("invoices-draft-heading", &[("paper", cx.t(invoice.facts.kind.key()).into())]),
    };
    let path = cx.path(format_args!("/invoices/{}", invoice.id));
    let is_draft = invoice.state == State::Draft;
    let acts = html! {
        (mark(cx, invoice.standing(one.today)))
        @if is_draft && cx.may(Right::MoneyWrite) {
            (Button::link(format!("{path}/edit"), cx.t("invoices-edit")).icon(Icon::Pencil).key("e"))
        }
        @if invoice.issued.is_some() {
            (Button::link(format!("{path}/pdf"), cx.t("invoices-pdf")).icon(Icon::Export).key("p"))
            @if cx.may(Right::MoneyWrite) { (send_it(cx, one, &path)) }
        }
    };
    let fields = Fields::new()
        .with("issued_on", one.today.to_string())
        .with("version", invoice.version.to_string())
        .with("reason", "");
    let inputs = Inputs::new(cx, &fields, problems);
    let body = html! {
        (way_back(cx))
        (title(&heading, "", acts))
        (inputs.errors())
        (facts(cx, one))
        @match (&invoice.issued, &one.preview) {
            (Some(issued), _) => {
                (paper(cx, &issued.document, false))
                (paid)
                (sent(cx, &one.mails))
                (notes(cx, one, &inputs))
                (electronic(cx, issued, &path))
            }
            (None, Some(Ok(told))) => {
                (in_the_way(cx, told, invoice))
                @if cx.may(Right::MoneyWrite) && told.document.check().is_empty() { (issue(cx, &inputs, &path)) }
                (paper(cx, &told.document, true))
                (paid)
            }
            (None, Some(Err(hindrance))) => (hindered(cx, hindrance, invoice)),
            (None, None) => {}
        }
        @if is_draft && cx.may(Right::MoneyWrite) { (end(cx, &inputs, &path)) }
    };
    frame_with_paper(cx, &inputs.title(&heading), body)
}

/// The next thing to do with a paper that nobody has got yet.
fn send_it(cx: &Cx, one: &One, path: &str) -> Markup {
    let button = Button::link(format!("{path}/send"), cx.t("invoices-send-open")).icon(Icon::Mail);
    html! { @if one.mails.is_empty() { (button.primary()) } @else { (button) } }
}

fn facts(cx: &Cx, one: &One) -> Markup {
    let invoice = &one.invoice;
    html! {
        dl.facts {
            @if let Some(customer) = &one.customer {
                div { dt { (cx.t("invoices-customer")) } dd { a href=(cx.path(&customer.path)) { (customer.name) } } }
            }
            @if let Some(deal) = invoice.facts.deal && cx.may(Right::SalesRead) {
                div {
                    dt { (cx.t("invoices-deal")) }
                    dd { a href=(cx.path(format_args!("/deals/{deal}"))) { (cx.t("invoices-deal-open")) } }
                }
            }
            @if let Some((quote, number)) = &one.quote {
                div {
                    dt { (cx.t("invoices-quote")) }
                    dd { a href=(cx.path(format_args!("/quotes/{quote}"))) { (number) } }
                }
            }
            @if let Some((of, number)) = &one.original {
                div {
                    dt { (cx.t("invoices-of")) }
                    dd { a href=(cx.path(format_args!("/invoices/{of}"))) { (number) } }
                }
            }
            @if let Some(issued) = &invoice.issued {
                div { dt { (cx.t("invoices-balance")) } dd { (issued.balance.rest().full(cx.language())) } }
            }
        }
    }
}

/// The ways to the invoice that machines read, or why there is none.
fn electronic(cx: &Cx, issued: &Issued, path: &str) -> Markup {
    let problems = issued.document.electronic();
    let body = html! {
        @if problems.is_empty() {
            p.actions {
                (Button::link(format!("{path}/ubl"), cx.t("invoices-ubl")).icon(Icon::Export))
                (Button::link(format!("{path}/cii"), cx.t("invoices-cii")).icon(Icon::Export))
            }
        } @else {
            p { (cx.t("invoices-electronic-not")) }
            ul { @for problem in problems.iter() { li { (word(cx, &problem.key)) } } }
        }
    };
    section("electronic", cx.t("invoices-electronic"), html! {}, body)
}

/// What of the paper itself keeps it from being issued, and what is to be thought of.
fn in_the_way(cx: &Cx, told: &Told, invoice: &Invoice) -> Markup {
    let problems = told.document.check();
    html! {
        @for doubt in &told.doubts { p { (state(Tone::Due, cx.t(doubt.key()))) } }
        @if let Some(warned) = late(cx, told) { p { (state(Tone::Due, &warned)) } }
        @if !problems.is_empty() { (list(cx, &problems, invoice)) }
    }
}

/// A warning on the last day on which the law wants it issued, and after that.
fn late(cx: &Cx, told: &Told) -> Option<String> {
    let head = told.document.head();
    let limit = Pack::of(head.seller.address.country).days_to_issue()?;
    let passed = head.issued_on.0.duration_since(head.taxed_on?.0).as_hours() / 24;
    let said = [("days", passed.into()), ("limit", i64::from(limit).into())];
    (passed >= i64::from(limit)).then(|| cx.tell("invoices-late", &said))
}

fn hindered(cx: &Cx, hindrance: &Hindrance, invoice: &Invoice) -> Markup {
    let body = match hindrance {
        Hindrance::Seller(missing) => html! {
            ul { @for what in missing { li { a href=(cx.path(what.place())) { (cx.t(what.key())) } } } }
        },
        Hindrance::Customer(missing) => {
            let page = cx.path(format_args!("/customers/{}", invoice.facts.customer));
            html! {
                ul { @for what in missing { li { a href={ (page) "#" (what.field()) } { (cx.t(what.key())) } } } }
            }
        }
        Hindrance::Paper(Error::Invalid(problems)) => return list(cx, problems, invoice),
        Hindrance::Paper(_) => html! { p { (cx.t("invoices-not-reckoned")) } },
    };
    section("missing", cx.t("invoices-in-the-way"), html! {}, body)
}

fn list(cx: &Cx, problems: &Problems, invoice: &Invoice) -> Markup {
    let edit = cx.path(format_args!("/invoices/{}/edit", invoice.id));
    let buyer = cx.path(format_args!("/customers/{}", invoice.facts.customer));
    let way = |field: &str| match field.split('.').next() {
        Some("seller") => cx.path("/settings/billing"),
        Some("buyer") => buyer.clone(),
        Some("exchange") => cx.path("/settings/rates"),
        _ => edit.clone(),
    };
    section(
        "missing",
        cx.t("invoices-in-the-way"),
        html! {},
        html! {
            ul { @for problem in problems.iter() { li { a href=(way(&problem.field)) { (word(cx, &problem.key)) } } } }
        },
    )
}

fn word(cx: &Cx, key: &str) -> &'static str {
    crate::platform::i18n::known(cx.language(), key).map_or("", |key| cx.t(key))
}

fn issue(cx: &Cx, inputs: &Inputs, path: &str) -> Markup {
    section(
        "issue",
        cx.t("invoices-issue"),
        html! {},
        html! {
            form.form method="post" action={ (path) "/issue" } {
                (inputs.hidden("version"))
                p { (cx.t("invoices-issue-text")) }
                (inputs.text("issued_on", cx.t("invoices-issued-on")).kind(Kind::Date).short())
                p.actions { (Button::submit(cx.t("invoices-issue")).primary()) }
            }
        },
    )
}

fn end(cx: &Cx, inputs: &Inputs, path: &str) -> Markup {
    section(
        "end",
        cx.t("invoices-end"),
        html! {},
        html! {
            form.form method="post" action={ (path) "/discard" } {
                (inputs.hidden("version"))
                p { (cx.t("invoices-discard-text")) }
                p.actions { (Button::submit(cx.t("invoices-discard")).grave()) }
            }
        },
    )
}
