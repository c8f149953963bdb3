//! The page of a quote.

use maud::{Markup, html};

use super::super::model::{Acceptance, Event, State, chosen, first_choice, first_shown};
use super::form::way_back;
use super::paper::{Sheet, paper};
use super::parts::One;
use super::{invoicing, mark};
use crate::base::{Error, Fields, Problems, Right};
use crate::billing::documents::Document;
use crate::billing::invoices::actions::Hindrance;
use crate::billing::invoices::views::sent;
use crate::web::components::{Button, Icon, Inputs, section, time, title};
use crate::web::{Cx, flash, frame_with_paper};

/// The whole page.
pub fn show(cx: &Cx, one: &One, (typed, problems): (&Fields, &Problems)) -> Markup {
    let quote = &one.quote;
    let heading = match quote.number.is_empty() {
        true => cx.t("quotes-draft-heading").to_owned(),
        false => cx.tell("quotes-heading", &[("number", quote.called().into())]),
    };
    let path = cx.path(format_args!("/quotes/{}", quote.id));
    let may = cx.may(Right::SalesWrite);
    let acts = html! {
        (mark(cx, quote.state_on(one.today)))
        @if quote.sent.is_some() {
            (Button::link(format!("{path}/pdf"), cx.t("invoices-pdf")).icon(Icon::Export).key("p"))
        }
        @if may && quote.state == State::Draft {
            (Button::link(format!("{path}/edit"), cx.t("invoices-edit")).icon(Icon::Pencil).key("e"))
        } @else if may {
            (Button::link(flash::with(&cx.path("/quotes/new"), &[("like", &quote.id.to_string())]), cx.t("quotes-again")))
        }
    };
    let fields = Fields::new().with("version", quote.version.to_string()).with("reason", "").with("why", "");
    let fields = fields.with("template", named(one, typed));
    let fields = invoicing::typed(fields, one, typed);
    let inputs = Inputs::new(cx, &fields, problems);
    let body = html! {
        (way_back(cx))
        (title(&heading, "", acts))
        (inputs.errors())
        (facts(cx, one))
        @if let Some(acceptance) = &one.acceptance { (evidence(cx, one, acceptance)) }
        @if let Some(billing) = &one.billing { (invoicing::part(cx, one, billing, &inputs)) }
        @if may { (steps(cx, one, &inputs, &path)) }
        (sent(cx, &one.mails))
        (drawn(cx, one))
        @if may { (template(cx, &inputs, &path)) (ends(cx, one, &inputs, &path)) }
        @if one.versions.len() > 1 { (versions(cx, one)) }
    };
    frame_with_paper(cx, &inputs.title(&heading), body)
}

/// What the template is called, as it was typed or is stored.
fn named(one: &One, typed: &Fields) -> String {
    let stored = one.template.as_ref().map(|template| template.name.clone()).unwrap_or_default();
    if typed.has("template") { typed.first("template").to_owned() } else { stored }
}

/// The name under which others begin like it.
fn template(cx: &Cx, inputs: &Inputs, path: &str) -> Markup {
    html! {
        details open[inputs.problems().on("template").is_some()] {
            summary { (cx.t("quotes-template")) }
            form.form method="post" action={ (path) "/template" } {
                (inputs.text("template", cx.t("quotes-template-name")).help(cx.t("quotes-template-help")).optional()
                    .autocomplete("off"))
                p.actions { (Button::submit(cx.t("quotes-template-save"))) }
            }
        }
    }
}

fn facts(cx: &Cx, one: &One) -> Markup {
    let quote = &one.quote;
    html! {
        dl.facts {
            @if let Some(customer) = &one.customer {
                div { dt { (cx.t("invoices-customer")) } dd { a href=(cx.path(&customer.path)) { (customer.name) } } }
            }
            @if let Some(deal) = quote.facts.head.deal && cx.may(Right::SalesRead) {
                div {
                    dt { (cx.t("invoices-deal")) }
                    dd { a href=(cx.path(format_args!("/deals/{deal}"))) { (cx.t("invoices-deal-open")) } }
                }
            }
            @if let Some(sent) = &quote.sent {
                div { dt { (cx.t("quotes-sent-at")) } dd { (time(cx, sent.at)) } }
                div {
                    dt { (cx.t("quotes-viewed-at")) }
                    dd { @if let Some(at) = sent.viewed_at { (time(cx, at)) } @else { (cx.t("quotes-viewed-not")) } }
                }
                @if let Some(at) = sent.answered_at {
                    div { dt { (cx.t("quotes-answered-at")) } dd { (time(cx, at)) } }
                }
            }
            @if !quote.reason.is_empty() { div { dt { (cx.t("quotes-declined-because")) } dd { (quote.reason) } } }
        }
    }
}

/// What can be done next.
fn steps(cx: &Cx, one: &One, inputs: &Inputs, path: &str) -> Markup {
    let can_send = one.quote.state == State::Draft
        && matches!(&one.preview, Some(Ok(paper)) if paper.check().is_empty());
    html! {
        @if can_send {
            (section("send", cx.t("quotes-send"), html! {}, html! {
                form.form method="post" action={ (path) "/send" } {
                    (inputs.hidden("version"))
                    p { (cx.t("quotes-send-text")) }
                    p.actions { (Button::submit(cx.t("quotes-send")).primary()) }
                }
            }))
        }
        @if one.quote.state_on(one.today) == State::Sent {
            (section("link", cx.t("quotes-link"), html! {}, html! {
                div.form {
                    div.field {
                        label for="address" { (cx.t("quotes-link-label")) }
                        p.help { (cx.t("quotes-link-help")) }
                        input.input id="address" type="text" value=(one.link) readonly spellcheck="false" autocomplete="off";
                    }
                    p { a href=(one.link) target="_blank" rel="noopener" { (cx.t("quotes-link-look")) } }
                    p.actions { (Button::link(format!("{path}/mail"), cx.t("invoices-send-open")).primary()) }
                }
            }))
        }
    }
}

/// What it says, or what stands in the way of its sending.
fn drawn(cx: &Cx, one: &One) -> Markup {
    let quote = &one.quote;
    match (&quote.sent, &one.preview) {
        (Some(sent), _) => {
            let first = first_choice(&quote.facts.lines);
            let taken = if one.acceptance.is_some() { &quote.taken } else { &first };
            let choice = chosen(&sent.document, taken).ok();
            let shown = one.acceptance.as_ref().map(|one| &one.document).or(choice.as_ref());
            paper(cx, &Sheet::read(quote, &sent.document, shown, taken))
        }
        (None, Some(Ok(document))) => draft(cx, one, document),
        (None, Some(Err(hindrance))) => hindered(cx, hindrance, one),
        (None, None) => html! {},
    }
}

fn draft(cx: &Cx, one: &One, document: &Document) -> Markup {
    let lines = &one.quote.facts.lines;
    let problems = document.check();
    let taken = first_shown(lines);
    let choice = chosen(document, &taken).ok();
    html! {
        @if !problems.is_empty() { (list(cx, &problems, one)) }
        (paper(cx, &Sheet::read(&one.quote, document, choice.as_ref(), &taken)))
    }
}

fn hindered(cx: &Cx, hindrance: &Hindrance, one: &One) -> Markup {
    let body = match hindrance {
        Hindrance::Seller(missing) => html! {
            ul { @for what in missing { li { a href=(cx.path(what.place())) { (cx.t(what.key())) } } } }
        },
        Hindrance::Customer(missing) => {
            let page = cx.path(format_args!("/customers/{}", one.quote.facts.head.customer));
            html! {
                ul { @for what in missing { li { a href={ (page) "#" (what.field()) } { (cx.t(what.key())) } } } }
            }
        }
        Hindrance::Paper(Error::Invalid(problems)) => return list(cx, problems, one),
        Hindrance::Paper(_) => html! { p { (cx.t("invoices-not-reckoned")) } },
    };
    section("missing", cx.t("quotes-in-the-way"), html! {}, body)
}

fn list(cx: &Cx, problems: &Problems, one: &One) -> Markup {
    let edit = cx.path(format_args!("/quotes/{}/edit", one.quote.id));
    let word = |key| crate::platform::i18n::known(cx.language(), key).map_or("", |key| cx.t(key));
    section(
        "missing",
        cx.t("quotes-in-the-way"),
        html! {},
        html! { ul { @for problem in problems.iter() { li { a href=(edit) { (word(&problem.key)) } } } } },
    )
}

fn evidence(cx: &Cx, one: &One, acceptance: &Acceptance) -> Markup {
    let who = if acceptance.reason.is_empty() { &acceptance.name } else { &one.by };
    let said = [
        ("quotes-accept-by", who),
        ("quotes-accept-email", &acceptance.email),
        ("quotes-accept-reason", &acceptance.reason),
        ("quotes-accept-address", &acceptance.address),
        ("quotes-accept-agent", &acceptance.agent),
    ];
    section(
        "evidence",
        cx.t("quotes-evidence"),
        html! {},
        html! {
            dl.facts.locked {
                div { dt { (cx.t("quotes-answered-at")) } dd { (time(cx, acceptance.at)) } }
                @for (key, value) in said.iter().filter(|(_, value)| !value.is_empty()) {
                    div { dt { (cx.t(key)) } dd { (value) } }
                }
                div { dt { (cx.t("quotes-accept-hash")) } dd { code { (acceptance.hash) } } }
            }
        },
    )
}

/// A later version, an acceptance by word of mouth, the end.
fn ends(cx: &Cx, one: &One, inputs: &Inputs, path: &str) -> Markup {
    let quote = &one.quote;
    html! {
        @if quote.state.can(Event::Revise) {
            details {
                summary { (cx.t("quotes-revise")) }
                form.form method="post" action={ (path) "/revise" } {
                    (inputs.hidden("version"))
                    p { (cx.t("quotes-revise-text")) }
                    p.actions { (Button::submit(cx.t("quotes-revise"))) }
                }
            }
            details {
                summary { (cx.t("quotes-accept-for")) }
                form.form method="post" action={ (path) "/accept" } {
                    (inputs.hidden("version"))
                    p { (cx.t("quotes-accept-for-text")) }
                    (inputs.text("reason", cx.t("quotes-accept-reason")).autocomplete("off"))
                    p.actions { (Button::submit(cx.t("quotes-accept-for"))) }
                }
            }
        }
        @if quote.state_on(one.today).can(Event::Decline) {
            details {
                summary { (cx.t("quotes-decline-for")) }
                form.form method="post" action={ (path) "/decline" } {
                    (inputs.hidden("version"))
                    p { (cx.t("quotes-decline-for-text")) }
                    (inputs.text("why", cx.t("quotes-decline-reason")).optional().autocomplete("off"))
                    p.actions { (Button::submit(cx.t("quotes-decline-for"))) }
                }
            }
        }
        @if quote.state.can(Event::Withdraw) {
            details {
                summary { (cx.t("quotes-withdraw")) }
                form.form method="post" action={ (path) "/withdraw" } {
                    (inputs.hidden("version"))
                    p { (cx.t("quotes-withdraw-text")) }
                    p.actions { (Button::submit(cx.t("quotes-withdraw")).grave()) }
                }
            }
        }
    }
}

fn versions(cx: &Cx, one: &One) -> Markup {
    section(
        "versions",
        cx.t("quotes-versions"),
        html! {},
        html! {
            ul.lines {
                @for version in &one.versions {
                    li {
                        (cx.tell("quotes-version", &[("n", version.n.into())])) " " (mark(cx, version.state))
                        @if let Some(at) = version.sent_at { span.how { (time(cx, at)) } }
                        @if let Some(gross) = version.gross { span.how { (gross.full(cx.language())) } }
                        @if version.sent_at.is_some() {
                            a href=(cx.path(format_args!("/quotes/{}/pdf?n={}", one.quote.id, version.n))) { (cx.t("invoices-pdf")) }
                        }
                    }
                }
            }
        },
    )
}
