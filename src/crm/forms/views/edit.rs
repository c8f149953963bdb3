//! What somebody chooses about a form.

use maud::{Markup, html};

use super::super::model::{Asking, Field, FormInput, WebForm};
use crate::base::{Fields, Language, MemberId, Problems};
use crate::crm::owners::Owners;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Kind};
use crate::workspace::settings::{Section, below};

/// What stands in the page, and what is wrong with it.
pub struct Choice<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The form that is changed; none is made.
    pub form: Option<&'a WebForm>,
    /// Whoever may get its leads.
    pub owners: &'a Owners,
    /// Names of sources.
    pub sources: &'a [String],
}

/// What was chosen, as the page shows it.
pub fn typed(facts: &FormInput) -> Fields {
    let fields = Fields::new()
        .with("name", &facts.name)
        .with("title", &facts.title)
        .with("intro", &facts.intro)
        .with("button", &facts.button)
        .with("thanks", &facts.thanks)
        .with("leads_to", &facts.leads_to)
        .with("language", facts.language.code())
        .with("source", &facts.source)
        .with("owner", facts.owner.map(|owner| owner.to_string()).unwrap_or_default())
        .with("consent", &facts.consent)
        .with("sites", facts.sites.join("\n"));
    let asked = |fields: Fields, field: &Field| fields.with(field.choice(), facts.asking(*field).code());
    let fields = Field::ALL.iter().fold(fields, asked);
    if facts.confirms { fields.with("confirms", "1") } else { fields }
}

/// The whole page.
pub fn edit(cx: &Cx, choice: &Choice) -> Markup {
    let inputs = Inputs::new(cx, choice.fields, choice.problems);
    let (heading, action, back) = match choice.form {
        Some(form) => {
            let path = cx.path(format_args!("/settings/forms/{}", form.id));
            let heading = cx.tell("contacts-edit-title", &[("name", form.facts.name.clone().into())]);
            (heading, format!("{path}/edit"), path)
        }
        None => (cx.t("forms-new").to_owned(), cx.path("/settings/forms/new"), cx.path("/settings/forms")),
    };
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(action) novalidate {
            (inputs.hidden(if choice.form.is_some() { "version" } else { "act" }))
            (inputs.text("name", cx.t("forms-name")).help(cx.t("forms-name-help")).autocomplete("off"))
            (questions(cx, &inputs))
            (words(cx, &inputs))
            (afterwards(cx, &inputs, choice))
            (safeguards(cx, &inputs))
            datalist #known-sources { @for name in choice.sources { option value=(name) {} } }
            p.actions {
                (Button::submit(cx.t("forms-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")).quiet())
            }
        }
    };
    below(cx, Section::Forms, &heading, &inputs, body)
}

fn questions(cx: &Cx, inputs: &Inputs) -> Markup {
    let ways = || Asking::ALL.iter().map(|way| (way.code(), cx.t(way.key())));
    html! {
        h3 { (cx.t("forms-questions")) }
        @for pair in Field::ALL.chunks(2) {
            div.pair {
                @for field in pair { (inputs.select(field.choice(), cx.t(field.key())).choices(ways())) }
            }
        }
    }
}

fn words(cx: &Cx, inputs: &Inputs) -> Markup {
    let languages = Language::ALL.map(|language| (language.code(), language.name()));
    html! {
        h3 { (cx.t("forms-words")) }
        (inputs.select("language", cx.t("forms-language")).help(cx.t("forms-language-help")).choices(languages))
        (inputs.text("title", cx.t("forms-heading")).autocomplete("off"))
        (inputs.area("intro", cx.t("forms-intro")).optional())
        (inputs.text("button", cx.t("forms-button")).autocomplete("off"))
        (inputs.area("thanks", cx.t("forms-thanks")))
        (inputs.text("leads_to", cx.t("forms-leads-to")).kind(Kind::Url).help(cx.t("forms-leads-to-help")).optional())
    }
}

fn afterwards(cx: &Cx, inputs: &Inputs, choice: &Choice) -> Markup {
    let owner: Option<MemberId> = inputs.fields().first("owner").parse().ok();
    html! {
        h3 { (cx.t("forms-afterwards")) }
        div.pair {
            (inputs.select("owner", cx.t("forms-owner")).none(cx.t("leads-in-turn")).choices(choice.owners.choices(owner)))
            (inputs.text("source", cx.t("leads-source")).optional().list("known-sources").autocomplete("off"))
        }
        (inputs.check("confirms", cx.t("forms-confirms-ask")).help(cx.t("forms-confirms-help")))
    }
}

fn safeguards(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        h3 { (cx.t("forms-safeguards")) }
        (inputs.area("consent", cx.t("forms-consent-wording")).help(cx.t("forms-consent-help")).optional())
        (inputs.area("sites", cx.t("forms-sites")).help(cx.t("forms-sites-help")).optional())
    }
}
