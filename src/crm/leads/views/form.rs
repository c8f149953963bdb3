//! The form of a lead: new, or changed.

use maud::{Markup, html};

use super::super::model::{Lead, Utm};
use super::{record, utm_key};
use crate::base::{Fields, MemberId, Problems};
use crate::crm::fields::{self, Own};
use crate::crm::owners::Owners;
use crate::web::components::{Button, Inputs, Kind, title, trail};
use crate::web::{Cx, frame};

/// What the form offers to choose from.
pub struct Suggestions {
    /// Everybody who may own a lead.
    pub owners: Owners,
    /// Whether somebody takes new leads in turn.
    pub has_takers: bool,
    /// Names of sources.
    pub sources: Vec<String>,
    /// Names of companies.
    pub companies: Vec<String>,
    /// The workspace's own fields.
    pub own: Own,
}

/// What stands in the form, and what is wrong with it.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The lead that is changed; none is added.
    pub lead: Option<&'a Lead>,
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let heading = match sheet.lead {
        Some(lead) => cx.tell("contacts-edit-title", &[("name", lead.facts.name().into())]),
        None => cx.t("leads-new").to_owned(),
    };
    let body = html! {
        (way_back(cx, sheet.lead))
        (title(&heading, "", html! {}))
        (inputs.errors())
        (whole(cx, sheet, suggestions))
    };
    // Somebody who was a lead has a contact's page of that name, too.
    let told = match sheet.lead {
        Some(_) => format!("{}: {heading}", cx.t("naming-lead")),
        None => heading.clone(),
    };
    frame(cx, &inputs.title(&told), body)
}

/// The ways out of a page about a lead, or about none.
pub(super) fn way_back(cx: &Cx, lead: Option<&Lead>) -> Markup {
    let list = (cx.path("/leads"), cx.t("leads-title").to_owned());
    let links: Vec<(String, String)> =
        std::iter::once(list).chain(lead.map(|lead| (record(cx, lead), lead.facts.name()))).collect();
    let links: Vec<(&str, &str)> = links.iter().map(|(href, text)| (href.as_str(), text.as_str())).collect();
    trail(cx, &links)
}

/// The form itself.
pub(super) fn whole(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let (action, back) = match sheet.lead {
        Some(lead) => (format!("{}/edit", record(cx, lead)), record(cx, lead)),
        None => (cx.path("/leads/new"), cx.path("/leads")),
    };
    html! {
        form.form method="post" action=(action) novalidate {
            (inputs.hidden(if sheet.lead.is_some() { "version" } else { "act" }))
            (person(cx, &inputs))
            (pursuit(cx, &inputs, (suggestions, sheet.lead)))
            (fields::views::inputs(cx, &inputs, &suggestions.own, &suggestions.owners))
            (origin(cx, &inputs))
            datalist #known-companies { @for name in &suggestions.companies { option value=(name) {} } }
            datalist #known-sources { @for name in &suggestions.sources { option value=(name) {} } }
            p.actions {
                (Button::submit(cx.t("leads-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")).quiet())
            }
        }
    }
}

fn person(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        div.pair {
            (inputs.text("first_name", cx.t("contacts-first-name")).autocomplete("off").focus())
            (inputs.text("last_name", cx.t("contacts-last-name")).autocomplete("off"))
        }
        div.pair {
            (inputs.text("company", cx.t("contacts-company")).optional().list("known-companies").autocomplete("off"))
            (inputs.text("job_title", cx.t("contacts-job-title")).optional().autocomplete("off"))
        }
        div.pair {
            (inputs.text("email", cx.t("points-email")).kind(Kind::Email).optional().autocomplete("off"))
            (inputs.text("phone", cx.t("points-phone")).kind(Kind::Phone).optional().autocomplete("off"))
        }
        div.pair {
            (inputs.text("website", cx.t("leads-website")).optional().autocomplete("off"))
            (inputs.text("vat_number", cx.t("leads-vat-number")).optional().autocomplete("off"))
        }
    }
}

fn pursuit(cx: &Cx, inputs: &Inputs, (suggestions, lead): (&Suggestions, Option<&Lead>)) -> Markup {
    let owner: Option<MemberId> = inputs.fields().first("owner").parse().ok();
    let nobody = match lead.is_none() && suggestions.has_takers {
        true => "leads-in-turn",
        false => "owners-nobody",
    };
    html! {
        (inputs.text("interest", cx.t("leads-interest")).help(cx.t("leads-interest-help")).optional().autocomplete("off"))
        div.pair {
            (inputs.text("next_step", cx.t("leads-next-step")).optional().autocomplete("off"))
            (inputs.text("next_step_on", cx.t("leads-next-step-on")).kind(Kind::Date).optional())
        }
        div.pair {
            (inputs.select("owner", cx.t("owners-owner")).none(cx.t(nobody)).choices(suggestions.owners.choices(owner)))
            (inputs.text("source", cx.t("leads-source")).help(cx.t("leads-source-help")).optional()
                .list("known-sources").autocomplete("off"))
        }
    }
}

/// The campaign; open if something stands in it.
fn origin(cx: &Cx, inputs: &Inputs) -> Markup {
    let is_open = Utm::NAMES
        .iter()
        .chain(&["campaign"])
        .any(|name| !inputs.fields().first(name).is_empty() || inputs.problems().on(name).is_some());
    html! {
        details open[is_open] {
            summary { (cx.t("leads-origin")) }
            div.form {
                (inputs.text("campaign", cx.t("leads-campaign")).optional().autocomplete("off"))
                p.help { (cx.t("leads-utm-help")) }
                @for pair in Utm::NAMES.chunks(2) {
                    div.pair {
                        @for name in pair { (inputs.text(name, cx.t(utm_key(name))).optional().autocomplete("off")) }
                    }
                }
            }
        }
    }
}
