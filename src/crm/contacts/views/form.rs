//! The form of a contact: new, changed, or with people who may be the same.

use maud::{Markup, html};

use super::super::model::{Basis, Contact, Likely, Likeness};
use crate::base::{Fields, Language, MemberId, Problems, SubjectKind};
use crate::crm::fields::{self, Own};
use crate::crm::owners::Owners;
use crate::crm::points;
use crate::web::components::{Button, Inputs, Kind, time, title, trail};
use crate::web::{Cx, frame};

/// What the form offers to choose from.
pub struct Suggestions {
    /// Everybody who may own a contact.
    pub owners: Owners,
    /// Names of companies.
    pub companies: Vec<String>,
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
    /// Who may be the same person.
    pub likely: &'a [Likely],
    /// The contact that is changed; none is added.
    pub contact: Option<&'a Contact>,
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let heading = match sheet.contact {
        Some(contact) => cx.tell("contacts-edit-title", &[("name", contact.facts.name().into())]),
        None => cx.t("contacts-new-title").to_owned(),
    };
    let body = html! {
        (way_back(cx, sheet.contact))
        (title(&heading, "", html! {}))
        @if sheet.likely.is_empty() { (inputs.errors()) }
        (whole(cx, sheet, suggestions, likely(cx, sheet.likely, &inputs)))
    };
    frame(cx, &inputs.title(&heading), body)
}

fn way_back(cx: &Cx, contact: Option<&Contact>) -> Markup {
    let list = (cx.path("/contacts"), cx.t("contacts-title").to_owned());
    let record =
        contact.map(|contact| (cx.path(format_args!("/contacts/{}", contact.id)), contact.facts.name()));
    let links: Vec<(String, String)> = std::iter::once(list).chain(record).collect();
    let links: Vec<(&str, &str)> = links.iter().map(|(href, text)| (href.as_str(), text.as_str())).collect();
    trail(cx, &links)
}

/// The form itself; `above` stands in it before the fields.
pub(super) fn whole(cx: &Cx, sheet: &Sheet, suggestions: &Suggestions, above: Markup) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let (action, back) = match sheet.contact {
        Some(contact) => (format!("/contacts/{}/edit", contact.id), format!("/contacts/{}", contact.id)),
        None => ("/contacts/new".to_owned(), "/contacts".to_owned()),
    };
    html! {
        form.form method="post" action=(cx.path(action)) novalidate {
            // Enter in a field presses the first button of a form.
            button.unseen tabindex="-1" { (cx.t("contacts-save")) }
            (above)
            (inputs.hidden(if sheet.contact.is_some() { "version" } else { "act" }))
            (inputs.hidden("company_id"))
            (inputs.hidden("external_id"))
            (person(cx, &inputs))
            (points::form(cx, &inputs, SubjectKind::Contact))
            (keeping(cx, &inputs, suggestions))
            (fields::views::inputs(cx, &inputs, &suggestions.own, &suggestions.owners))
            (lists(suggestions))
            p.actions {
                (Button::submit(cx.t("contacts-save")).primary().key("s"))
                (Button::link(cx.path(back), cx.t("form-cancel")).quiet())
            }
            @if let Some(contact) = sheet.contact { (last_change(cx, contact, suggestions)) }
        }
    }
}

fn person(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        div.pair.three {
            (inputs.text("first_name", cx.t("contacts-first-name")).autocomplete("off"))
            (inputs.text("middle_name", cx.t("contacts-middle-name")).autocomplete("off"))
            (inputs.text("last_name", cx.t("contacts-last-name")).autocomplete("off"))
        }
        (inputs.text("company", cx.t("contacts-company")).optional().help(cx.t("contacts-company-help"))
            .list("known-companies").autocomplete("off"))
        (inputs.text("job_title", cx.t("contacts-job-title")).optional().autocomplete("off"))
    }
}

fn keeping(cx: &Cx, inputs: &Inputs, suggestions: &Suggestions) -> Markup {
    let owner: Option<MemberId> = inputs.fields().first("owner").parse().ok();
    let languages = Language::ALL.map(|language| (language.code(), language.name()));
    let bases = Basis::ALL.iter().map(|basis| (basis.code(), cx.t(basis.key())));
    html! {
        (inputs.text("tags", cx.t("tags-tags")).optional().help(cx.t("tags-help")).list("known-tags").autocomplete("off"))
        div.pair {
            (inputs.select("owner", cx.t("owners-owner")).none(cx.t("owners-nobody"))
                .choices(suggestions.owners.choices(owner)))
            (inputs.select("language", cx.t("contacts-language")).none(cx.t("contacts-language-own"))
                .choices(languages))
        }
        (inputs.text("source", cx.t("contacts-source")).optional().help(cx.t("contacts-source-help"))
            .list("known-sources").autocomplete("off"))
        (inputs.radios("basis", cx.t("contacts-basis")).choices(bases).none(cx.t("contacts-basis-none")))
        (inputs.text("basis_on", cx.t("contacts-basis-on")).kind(Kind::Date).optional().short())
    }
}

fn lists(suggestions: &Suggestions) -> Markup {
    html! {
        datalist #known-companies { @for name in &suggestions.companies { option value=(name) {} } }
        datalist #known-tags { @for name in &suggestions.tags { option value=(name) {} } }
        datalist #known-sources { @for name in &suggestions.sources { option value=(name) {} } }
    }
}

fn last_change(cx: &Cx, contact: &Contact, suggestions: &Suggestions) -> Markup {
    let who = suggestions.owners.name_of(contact.updated_by);
    html! {
        p.help {
            @if who.is_empty() { (cx.t("contacts-last-change")) }
            @else { (cx.tell("contacts-last-change-by", &[("name", who.to_owned().into())])) }
            " " (time(cx, contact.updated_at))
        }
    }
}

/// Who may be the same person, and what can be done about it.
fn likely(cx: &Cx, likely: &[Likely], inputs: &Inputs) -> Markup {
    let taken = likely.iter().any(|other| other.likeness == Likeness::Email);
    html! {
        @if !likely.is_empty() {
            div.errors.likely role="alert" aria-labelledby="likely-title" {
                h2 #likely-title { (cx.t("contacts-likely-title")) }
                p { (cx.t(if taken { "contacts-likely-taken" } else { "contacts-likely-text" })) }
                ul.lines { @for other in likely { (other_line(cx, other)) } }
                p.actions {
                    @if taken {
                        @for row in taken_rows(inputs) {
                            (Button::submit(cx.tell("contacts-share", &[("email", inputs.fields().first(&row).to_owned().into())]))
                                .sends("share", row))
                        }
                    } @else {
                        (Button::submit(cx.t("contacts-anyway")).sends("anyway", "1"))
                    }
                }
            }
        }
    }
}

fn taken_rows(inputs: &Inputs) -> Vec<String> {
    let problems = inputs.problems();
    let taken = problems.iter().filter(|problem| problem.key == "points-email-taken");
    taken.map(|problem| problem.field.clone()).collect()
}

fn other_line(cx: &Cx, other: &Likely) -> Markup {
    let about = [other.company.as_str(), &other.email].into_iter().filter(|text| !text.is_empty());
    html! {
        li {
            a href=(cx.path(format_args!("/contacts/{}", other.id))) { (other.name) }
            span.num { (cx.t(other.likeness.key())) }
            span.how { (about.collect::<Vec<_>>().join(" · ")) }
        }
    }
}
