//! The pages on which a lead is given up or put aside.

use maud::{Markup, html};

use super::super::model::{Label, Lead};
use super::form::way_back;
use super::record;
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind, title};
use crate::web::{Cx, frame};

/// Why nothing came of it.
pub fn disqualify(
    cx: &Cx,
    lead: &Lead,
    reasons: &[Label],
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let heading = cx.tell("leads-disqualify-title", &[("name", lead.facts.name().into())]);
    let form = html! {
        (inputs.hidden("version"))
        (inputs.text("reason", cx.t("leads-reason")).help(cx.t("leads-reason-help")).list("known-reasons")
            .autocomplete("off").focus())
        datalist #known-reasons {
            @for reason in reasons { option value=(reason.name) {} }
            @if reasons.is_empty() { @for key in REASONS { option value=(cx.t(key)) {} } }
        }
        (acts(cx, lead, "leads-disqualify"))
    };
    page(cx, lead, (&heading, "disqualify"), &inputs, form)
}

/// What is offered while nobody has written down a reason.
const REASONS: [&str; 4] =
    ["leads-reason-budget", "leads-reason-other", "leads-reason-silent", "leads-reason-wrong"];

/// How long it rests, and what is to be done then.
pub fn recycle(cx: &Cx, lead: &Lead, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let heading = cx.tell("leads-recycle-title", &[("name", lead.facts.name().into())]);
    let form = html! {
        (inputs.hidden("version"))
        (inputs.text("back_on", cx.t("leads-back-on")).help(cx.t("leads-back-on-help")).kind(Kind::Date))
        (inputs.text("task", cx.t("tasks-title")).autocomplete("off"))
        (acts(cx, lead, "leads-recycle"))
    };
    page(cx, lead, (&heading, "recycle"), &inputs, form)
}

fn page(cx: &Cx, lead: &Lead, (heading, verb): (&str, &str), inputs: &Inputs, form: Markup) -> Markup {
    let body = html! {
        (way_back(cx, Some(lead)))
        (title(heading, "", html! {}))
        (inputs.errors())
        form.form method="post" action={ (record(cx, lead)) "/" (verb) } novalidate { (form) }
    };
    frame(cx, &inputs.title(heading), body)
}

fn acts(cx: &Cx, lead: &Lead, key: &'static str) -> Markup {
    html! {
        p.actions {
            (Button::submit(cx.t(key)).primary().key("s"))
            (Button::link(record(cx, lead), cx.t("form-cancel")).quiet())
        }
    }
}
