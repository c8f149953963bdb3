//! The pages of leads.

mod form;
mod list;
mod conflict;
mod settings;
mod states;
mod trash;

use maud::Markup;

use super::model::{Lead, LeadInput, State};
use crate::base::Fields;
use crate::web::Cx;
use crate::web::components::{Tone, state};

pub use conflict::stale;
pub use form::{Sheet, Suggestions, form};
pub use list::{Shown, list};
pub use settings::{Words, label, settings};
pub use states::{disqualify, recycle};
pub use trash::trash;

/// The facts as the form shows them.
pub fn typed(facts: &LeadInput) -> Fields {
    let day = facts.next_step_on.map(|day| day.to_string()).unwrap_or_default();
    let owner = facts.owner.map(|owner| owner.to_string()).unwrap_or_default();
    let fields = Fields::new()
        .with("first_name", &facts.first_name)
        .with("last_name", &facts.last_name)
        .with("job_title", &facts.job_title)
        .with("company", &facts.company)
        .with("email", &facts.email)
        .with("phone", &facts.phone)
        .with("website", &facts.website)
        .with("vat_number", &facts.vat_number)
        .with("interest", &facts.interest)
        .with("source", &facts.source)
        .with("campaign", &facts.campaign)
        .with("next_step", &facts.next_step)
        .with("next_step_on", day)
        .with("owner", owner);
    facts.utm.pairs().into_iter().fold(fields, |fields, (name, value)| fields.with(name, value))
}

/// Where a lead stands, in a word with its sign.
pub fn state_shown(cx: &Cx, lead: State) -> Markup {
    let tone = match lead {
        State::New => Tone::Draft,
        State::Assigned | State::Working => Tone::Plain,
        State::Converted => Tone::Good,
        State::Dead => Tone::Bad,
        State::Recycled => Tone::Due,
    };
    state(tone, cx.t(lead.key()))
}

/// The name of a field in words.
pub fn field_key(field: &str) -> &'static str {
    match field {
        "first_name" => "contacts-first-name",
        "last_name" => "contacts-last-name",
        "job_title" => "contacts-job-title",
        "company" => "contacts-company",
        "email" => "points-email",
        "phone" => "points-phone",
        "website" => "leads-website",
        "vat_number" => "leads-vat-number",
        "interest" => "leads-interest",
        "source" => "leads-source",
        "campaign" => "leads-campaign",
        "next_step" => "leads-next-step",
        "next_step_on" => "leads-next-step-on",
        "owner" => "owners-owner",
        other => utm_key(other),
    }
}

/// The name of a UTM parameter in words.
pub fn utm_key(parameter: &str) -> &'static str {
    match parameter {
        "utm_source" => "leads-utm-source",
        "utm_medium" => "leads-utm-medium",
        "utm_campaign" => "leads-utm-campaign",
        "utm_term" => "leads-utm-term",
        _ => "leads-utm-content",
    }
}

/// The path of a lead's page.
fn record(cx: &Cx, lead: &Lead) -> String {
    cx.path(format_args!("/leads/{}", lead.id))
}
