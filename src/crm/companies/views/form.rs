//! The form of a company: new, changed, or with companies that may be the same.

use maud::{Markup, html};

use super::super::model::{Company, Likely};
use crate::base::{Fields, MemberId, Problems, SubjectKind};
use crate::crm::fields::{self, Own};
use crate::crm::owners::Owners;
use crate::crm::points;
use crate::web::components::{Button, Inputs, time, title, trail};
use crate::web::{Cx, frame};

/// What the form offers to choose from.
pub struct Suggestions {
    /// Everybody who may own a company.
    pub owners: Owners,
    /// Names of tags.
    pub tags: Vec<String>,
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
    /// Which companies may be the same.
    pub likely: &'a [Likely],
    /// The company that is changed; none is added.
    pub company: Option<&'a Company>,
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let heading = match sheet.company {
        Some(company) => cx.tell("companies-edit-title", &[("name", company.facts.name.clone().into())]),
        None => cx.t("companies-new-title").to_owned(),
    };
    let body = html! {
        (way_back(cx, sheet.company))
        (title(&heading, "", html! {}))
        @if sheet.likely.is_empty() { (inputs.errors()) }
        (whole(cx, sheet, suggestions, likely(cx, sheet.likely)))
    };
    frame(cx, &inputs.title(&heading), body)
}

fn way_back(cx: &Cx, company: Option<&Company>) -> Markup {
    let list = (cx.path("/companies"), cx.t("companies-title").to_owned());
    let record = company
        .map(|company| (cx.path(format_args!("/companies/{}", company.id)), company.facts.name.clone()));
    let links: Vec<(String, String)> = std::iter::once(list).chain(record).collect();
    let links: Vec<(&str, &str)> = links.iter().map(|(href, text)| (href.as_str(), text.as_str())).collect();
    trail(cx, &links)
}

/// The form itself; `above` stands in it before the fields.
pub(super) fn whole(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions, above: Markup) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let (action, back) = match sheet.company {
        Some(company) => (format!("/companies/{}/edit", company.id), format!("/companies/{}", company.id)),
        None => ("/companies/new".to_owned(), "/companies".to_owned()),
    };
    html! {
        form.form method="post" action=(cx.path(action)) novalidate {
            // Enter in a field presses the first button of a form.
            button.unseen tabindex="-1" { (cx.t("companies-save")) }
            (above)
            (inputs.hidden(if sheet.company.is_some() { "version" } else { "act" }))
            (inputs.hidden("external_id"))
            (about(cx, &inputs))
            (points::form(cx, &inputs, SubjectKind::Company))
            (keeping(cx, &inputs, suggestions))
            (fields::views::inputs(cx, &inputs, &suggestions.own, &suggestions.owners))
            (lists(suggestions))
            p.actions {
                (Button::submit(cx.t("companies-save")).primary().key("s"))
                (Button::link(cx.path(back), cx.t("form-cancel")).quiet())
            }
            @if let Some(company) = sheet.company { (last_change(cx, company, suggestions)) }
        }
    }
}

fn about(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        (inputs.text("name", cx.t("companies-name")).autocomplete("off"))
        div.pair {
            (inputs.text("registration_number", cx.t("companies-registration-number")).optional().autocomplete("off"))
            (inputs.text("vat_number", cx.t("companies-vat-number")).optional().autocomplete("off"))
        }
    }
}

fn keeping(cx: &Cx, inputs: &Inputs, suggestions: &Suggestions) -> Markup {
    let owner: Option<MemberId> = inputs.fields().first("owner").parse().ok();
    html! {
        (inputs.text("tags", cx.t("tags-tags")).optional().help(cx.t("tags-help")).list("known-tags").autocomplete("off"))
        (inputs.select("owner", cx.t("owners-owner")).none(cx.t("owners-nobody"))
            .choices(suggestions.owners.choices(owner)))
        (inputs.text("source", cx.t("companies-source")).optional().list("known-sources").autocomplete("off"))
    }
}

fn lists(suggestions: &Suggestions) -> Markup {
    html! {
        datalist #known-tags { @for name in &suggestions.tags { option value=(name) {} } }
        datalist #known-sources { @for name in &suggestions.sources { option value=(name) {} } }
    }
}

fn last_change(cx: &Cx, company: &Company, suggestions: &Suggestions) -> Markup {
    let who = suggestions.owners.name_of(company.updated_by);
    html! {
        p.help {
            @if who.is_empty() { (cx.t("companies-last-change")) }
            @else { (cx.tell("companies-last-change-by", &[("name", who.to_owned().into())])) }
            " " (time(cx, company.updated_at))
        }
    }
}

/// Which companies may be the same, and what can be done about it.
fn likely(cx: &Cx, likely: &[Likely]) -> Markup {
    html! {
        @if !likely.is_empty() {
            div.errors.likely role="alert" aria-labelledby="likely-title" {
                h2 #likely-title { (cx.t("companies-likely-title")) }
                p { (cx.t("companies-likely-text")) }
                ul.lines {
                    @for other in likely {
                        li {
                            a href=(cx.path(format_args!("/companies/{}", other.id))) { (other.name) }
                            span.num { (cx.t(other.likeness.key())) }
                            span.how { (other.domain) }
                        }
                    }
                }
                p.actions { (Button::submit(cx.t("companies-anyway")).sends("anyway", "1")) }
            }
        }
    }
}
