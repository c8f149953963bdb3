//! A quote as its customer sees it.

use maud::{Markup, html};

use super::super::model::{Acceptance, Quote, State, chosen};
use super::paper::{Mode, Sheet, paper};
use crate::base::{Fields, Problems};
use crate::billing::documents::Document;
use crate::billing::pricing::Quantity;
use crate::web::components::{Button, Inputs, Kind, Tone, section, state, time, title};
use crate::web::{Cx, frame_open_with_paper};

/// A quote in front of its customer.
pub struct Visit<'a> {
    /// The quote.
    pub quote: &'a Quote,
    /// Where it stands today.
    pub state: State,
    /// The paper with every line on offer.
    pub offer: &'a Document,
    /// How much of each thing on offer they take.
    pub taken: &'a [Option<Quantity>],
    /// The evidence, once it was accepted.
    pub acceptance: Option<&'a Acceptance>,
    /// The name of the company.
    pub company: &'a str,
    /// Where it is.
    pub path: &'a str,
    /// What stands in its forms.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// Whether a question was just taken in.
    pub has_asked: bool,
}

/// The whole page. What it loads last tells that a browser has shown it.
pub fn visit(cx: &Cx, visit: &Visit) -> Markup {
    let inputs = Inputs::new(cx, visit.fields, visit.problems);
    let heading = cx.tell("quotes-heading", &[("number", visit.quote.called().into())]);
    let is_open = visit.state == State::Sent;
    let choice = chosen(visit.offer, visit.taken).ok();
    let accepted = visit.acceptance.map(|one| &one.document);
    let sheet = Sheet {
        mode: if is_open { Mode::Choose } else { Mode::Read },
        ..Sheet::read(visit.quote, visit.offer, accepted.or(choice.as_ref()), visit.taken)
    };
    let body = html! {
        (title(&heading, "", html! { (Button::link(format!("{}/pdf", visit.path), cx.t("invoices-pdf"))) }))
        (standing(cx, visit))
        (inputs.errors())
        @if visit.has_asked { p role="status" { (cx.t("quotes-asked")) } }
        @if is_open {
            form method="post" action=(visit.path) novalidate {
                (paper(cx, &sheet))
                @if can_choose(visit) {
                    p.actions { (Button::submit(cx.t("quotes-reckon")).sends("do", "reckon")) }
                }
                (section("accept", cx.t("quotes-accept"), html! {}, accept(cx, &inputs)))
            }
            (decline(cx, visit, &inputs))
        } @else { (paper(cx, &sheet)) }
        (ask(cx, visit, &inputs))
        img.unseen src={ (visit.path) "/seen" } alt="" width="1" height="1";
    };
    frame_open_with_paper(cx, &inputs.title(&format!("{heading} · {}", visit.company)), body)
}

/// Whether there is anything to tick or to choose.
fn can_choose(visit: &Visit) -> bool {
    use super::super::model::QuoteLine;
    visit.quote.facts.lines.iter().any(|line| match line {
        QuoteLine::Sold { is_optional, choices, .. } => *is_optional || !choices.is_empty(),
        QuoteLine::Heading(..) | QuoteLine::Text(_) | QuoteLine::Subtotal => false,
    })
}

fn standing(cx: &Cx, visit: &Visit) -> Markup {
    let company = || [("company", visit.company.to_owned().into())];
    match (visit.state, visit.acceptance) {
        (_, Some(acceptance)) => html! {
            p role="status" {
                (state(Tone::Good, cx.t("quotes-accepted"))) " " (time(cx, acceptance.at))
                @if !acceptance.name.is_empty() { ", " (acceptance.name) }
            }
        },
        (State::Declined, _) => html! { p role="status" { (state(Tone::Bad, cx.t("quotes-declined"))) } },
        (State::Expired, _) => html! {
            p role="status" { (state(Tone::Bad, cx.t("quotes-expired"))) " " (cx.tell("quotes-guest-expired", &company())) }
        },
        _ => html! { p { (cx.tell("quotes-guest-open", &company())) } },
    }
}

fn accept(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        div.form {
            (inputs.text("name", cx.t("quotes-accept-name")).autocomplete("name"))
            (inputs.text("email", cx.t("quotes-accept-email")).kind(Kind::Email).autocomplete("email"))
            (inputs.check("agreed", cx.t("quotes-accept-agreed")))
            p.help { (cx.t("quotes-accept-help")) }
            p.actions { (Button::submit(cx.t("quotes-accept")).primary().sends("do", "accept")) }
        }
    }
}

fn decline(cx: &Cx, visit: &Visit, inputs: &Inputs) -> Markup {
    html! {
        details {
            summary { (cx.t("quotes-decline")) }
            form.form method="post" action=(visit.path) {
                (inputs.area("reason", cx.t("quotes-decline-reason")).optional().lines(2))
                p.actions { (Button::submit(cx.t("quotes-decline")).sends("do", "decline")) }
            }
        }
    }
}

fn ask(cx: &Cx, visit: &Visit, inputs: &Inputs) -> Markup {
    html! {
        details open[inputs.problems().on("question").is_some()] {
            summary { (cx.t("quotes-ask")) }
            form.form method="post" action=(visit.path) {
                (inputs.text("who", cx.t("quotes-ask-name")).optional().autocomplete("name"))
                (inputs.area("question", cx.t("quotes-ask-question")).lines(4))
                p.actions { (Button::submit(cx.t("quotes-ask-send")).sends("do", "ask")) }
            }
        }
    }
}

/// There is nothing to see under that link any more.
pub fn gone(cx: &Cx, company: &str) -> Markup {
    let heading = cx.t("quotes-gone-title");
    let body = html! {
        h1 { (heading) }
        p { (cx.tell("quotes-gone-text", &[("company", company.to_owned().into())])) }
    };
    frame_open_with_paper(cx, heading, body)
}
