//! The form of a deal: new, changed, or beside what somebody else has stored meanwhile.

use maud::{Markup, html};

use super::super::model::{Deal, DealInput, Pipelines};
use super::field_key;
use crate::base::{Currency, Fields, MemberId, Problems};
use crate::crm::fields::{self, Own};
use crate::crm::owners::Owners;
use crate::web::components::{Button, Inputs, Kind, time, title, trail};
use crate::web::{Cx, frame};

/// What the form offers to choose from.
pub struct Suggestions {
    /// Everybody who may own a deal.
    pub owners: Owners,
    /// Every pipeline.
    pub pipelines: Pipelines,
    /// Names of companies.
    pub companies: Vec<String>,
    /// People of the company, each with what tells them from others.
    pub people: Vec<(String, String)>,
    /// Sources.
    pub sources: Vec<String>,
    /// The workspace's own fields.
    pub own: Own,
}

/// What stands in the form, and what is wrong with it.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The deal that is changed; none is added.
    pub deal: Option<&'a Deal>,
    /// What was typed, where somebody else was faster.
    pub clash: Option<&'a DealInput>,
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let heading = match sheet.deal {
        Some(deal) => cx.tell("deals-edit-title", &[("name", deal.facts.name.as_str().into())]),
        None => cx.t("deals-new-title").to_owned(),
    };
    let list = (cx.path("/deals"), cx.t("deals-title"));
    let body = html! {
        @match sheet.deal {
            Some(deal) => {
                (trail(cx, &[(&list.0, list.1), (&cx.path(format_args!("/deals/{}", deal.id)), &deal.facts.name)]))
            }
            None => { (trail(cx, &[(&list.0, list.1)])) }
        }
        (title(&heading, "", html! {}))
        @if let (Some(typed), Some(stored)) = (sheet.clash, sheet.deal) {
            (clash(cx, typed, stored, suggestions))
        }
        (goal(cx, &inputs, suggestions, sheet.deal))
        (inputs.errors())
        (whole(cx, sheet, suggestions, &inputs))
    };
    frame(cx, &inputs.title(&heading), body)
}

/// Into which stage the deal goes once it is saved.
fn goal(cx: &Cx, inputs: &Inputs, suggestions: &Suggestions, deal: Option<&Deal>) -> Markup {
    let stage = inputs.fields().first("stage").parse().ok();
    let stage = stage.and_then(|stage| suggestions.pipelines.stage(stage)).filter(|_| deal.is_some());
    html! {
        @if let Some(stage) = stage {
            p { (cx.tell("deals-goal", &[("stage", stage.facts.name.as_str().into())])) }
        }
    }
}

fn whole(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions, inputs: &Inputs) -> Markup {
    let (action, back) = match sheet.deal {
        Some(deal) => (format!("/deals/{}/edit", deal.id), format!("/deals/{}", deal.id)),
        None => ("/deals/new".to_owned(), "/deals".to_owned()),
    };
    html! {
        form.form method="post" action=(cx.path(action)) novalidate {
            (inputs.hidden(if sheet.deal.is_some() { "version" } else { "act" }))
            (inputs.hidden("company_id"))
            (inputs.text("name", cx.t("deals-name")).help(cx.t("deals-name-help")).autocomplete("off").focus())
            (worth(cx, inputs))
            (place(cx, inputs, suggestions, sheet.deal))
            (who(cx, inputs, suggestions))
            (fields::views::inputs(cx, inputs, &suggestions.own, &suggestions.owners))
            p.actions {
                (Button::submit(cx.t("deals-save")).primary().key("s"))
                (Button::link(cx.path(back), cx.t("form-cancel")).quiet())
            }
        }
    }
}

fn worth(cx: &Cx, inputs: &Inputs) -> Markup {
    let currencies = Currency::ALL.iter().map(|currency| (currency.code(), currency.code()));
    html! {
        div.pair {
            (inputs.text("amount", cx.t("deals-amount")).optional().autocomplete("off"))
            (inputs.select("currency", cx.t("deals-currency")).choices(currencies))
        }
        div.pair {
            (inputs.text("close_on", cx.t("deals-close-on")).kind(Kind::Date).optional())
            (inputs.text("probability", cx.t("deals-probability")).kind(Kind::Number).optional()
                .help(cx.t("deals-probability-help")))
        }
    }
}

/// Where a new deal begins; a deal that is there moves on its own page, or once what a stage needs is typed.
fn place(cx: &Cx, inputs: &Inputs, suggestions: &Suggestions, deal: Option<&Deal>) -> Markup {
    let ways: Vec<_> = suggestions.pipelines.in_use().collect();
    let beginnings: Vec<(String, String)> = ways
        .iter()
        .flat_map(|pipeline| {
            let name = |stage: &str| match ways.len() {
                1 => stage.to_owned(),
                _ => format!("{}: {stage}", pipeline.name),
            };
            pipeline.beginnings().map(move |stage| (stage.id.to_string(), name(&stage.facts.name)))
        })
        .collect();
    html! {
        @if deal.is_none() && beginnings.len() > 1 {
            (inputs.select("stage", cx.t("deals-stage")).choices(beginnings))
        } @else { (inputs.hidden("stage")) }
    }
}

fn who(cx: &Cx, inputs: &Inputs, suggestions: &Suggestions) -> Markup {
    let fields = inputs.fields();
    let owner: Option<MemberId> = fields.first("owner").parse().ok();
    html! {
        (inputs.text("company", cx.t("deals-company")).optional().help(cx.t("deals-company-help"))
            .list("known-companies").autocomplete("off"))
        @for (contact, role) in fields.all("contact").zip(fields.all("role")) {
            input type="hidden" name="contact" value=(contact);
            input type="hidden" name="role" value=(role);
        }
        @if !fields.has("contact") || fields.has("person") {
            (inputs.text("person", cx.t("deals-person")).optional().help(cx.t("deals-person-help"))
                .list("known-people").autocomplete("off"))
        }
        div.pair {
            (inputs.select("owner", cx.t("owners-owner")).none(cx.t("owners-nobody"))
                .choices(suggestions.owners.choices(owner)))
            (inputs.text("source", cx.t("deals-source")).optional().list("known-sources").autocomplete("off"))
        }
        datalist #known-companies { @for name in &suggestions.companies { option value=(name) {} } }
        datalist #known-people { @for (name, about) in &suggestions.people { option value=(name) { (about) } } }
        datalist #known-sources { @for name in &suggestions.sources { option value=(name) {} } }
    }
}

/// Somebody else was faster: what is stored now beside what was typed.
fn clash(cx: &Cx, typed: &DealInput, stored: &Deal, suggestions: &Suggestions) -> Markup {
    let (own, owners) = (&suggestions.own.fields, &suggestions.owners);
    let name = owners.name_of(stored.updated_by);
    html! {
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p {
                @if name.is_empty() { (cx.t("form-stale-somebody")) }
                @else { (cx.tell("form-stale-by", &[("name", name.to_owned().into())])) }
                " (" (time(cx, stored.updated_at)) "). " (cx.t("form-stale-text"))
            }
        }
        table.ledger.clash {
            caption.unseen { (cx.t("form-stale-differences")) }
            thead {
                tr {
                    th scope="col" { (cx.t("form-stale-field")) }
                    th scope="col" { (cx.t("form-stale-theirs")) }
                    th scope="col" { (cx.t("form-stale-yours")) }
                }
            }
            tbody {
                @for (field, theirs, yours) in shown(cx, typed, owners).into_iter().zip(shown(cx, &stored.facts, owners))
                    .map(|((field, yours), (_, theirs))| (field, theirs, yours)) {
                    @if theirs != yours {
                        tr {
                            th scope="row" { (cx.t(field_key(field))) }
                            td { (word(&theirs)) }
                            td { (word(&yours)) }
                        }
                    }
                }
                (fields::views::differences(cx, own, owners, (&stored.facts.values, &typed.values)))
            }
        }
    }
}

/// The facts in words, but who is on the deal: that has a form of its own.
fn shown(cx: &Cx, facts: &DealInput, owners: &Owners) -> Vec<(&'static str, String)> {
    vec![
        ("name", facts.name.clone()),
        ("amount", facts.amount.map(|amount| amount.brief(cx.language())).unwrap_or_default()),
        ("probability", facts.probability.map(|percent| format!("{percent}%")).unwrap_or_default()),
        ("close_on", facts.close_on.map(|day| day.to_string()).unwrap_or_default()),
        ("company", facts.company.clone()),
        ("owner", owners.name_of(facts.owner).to_owned()),
        ("source", facts.source.clone()),
    ]
}

fn word(value: &str) -> &str {
    if value.is_empty() { "–" } else { value }
}
