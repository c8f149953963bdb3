//! Deals on pages.

mod acts;
mod form;
mod list;
mod part;
mod record;
mod settings;
mod trash;

use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::model::{Deal, DealInput, Pipelines, Stage, State};
use crate::base::{Day, Fields, Language, Money};
use crate::web::Cx;
use crate::web::components::{Tone, day, state};

pub use acts::{hold, lose};
pub use form::{Sheet, Suggestions, form};
pub use list::{Shown, list, stages};
pub use part::{HasMore, part};
pub use record::{Known, acts, facts, history, path, people};
pub use settings::{StageSheet, pipeline, pipelines, reason, reasons, stage, stage_fields};
pub use trash::trash;

/// The facts as the form shows them.
pub fn typed(facts: &DealInput, language: Language) -> Fields {
    let text = |value: Option<String>| value.unwrap_or_default();
    let fields = Fields::new()
        .with("name", &facts.name)
        .with("amount", text(facts.amount.map(|amount| amount.typed(language))))
        .with("currency", text(facts.amount.map(|amount| amount.currency.to_string())))
        .with("probability", text(facts.probability.map(|percent| percent.to_string())))
        .with("close_on", text(facts.close_on.map(|day| day.to_string())))
        .with("company", &facts.company)
        .with("company_id", text(facts.company_id.map(|id| id.to_string())))
        .with("owner", text(facts.owner.map(|owner| owner.to_string())))
        .with("source", &facts.source);
    facts.people.iter().fold(fields, |fields, person| {
        fields.with("contact", person.contact.to_string()).with("role", person.role.code())
    })
}

/// An amount as the reader writes it; nothing where it is not known.
pub fn amount(cx: &Cx, amount: Option<Money>) -> Markup {
    html! { @if let Some(amount) = amount { (amount.brief(cx.language())) } }
}

/// Where a deal stands: its stage, and what there is to say about that.
pub fn standing(cx: &Cx, deal: &Deal, pipelines: &Pipelines) -> Markup {
    let Some(stage) = pipelines.stage(deal.stage) else { return html! {} };
    match (deal.state, deal.held_until) {
        (State::Won, _) => state(Tone::Good, &stage.facts.name),
        (State::Lost, _) => state(Tone::Bad, &stage.facts.name),
        (State::Open, Some(until)) if deal.is_held(today(cx)) => html! {
            (stage.facts.name) ", " (state(Tone::Draft, html! { span { (cx.t("deals-held-until")) " " (day(cx, until)) } }))
        },
        (State::Open, _) => html! { (stage.facts.name) (rotten(cx, deal, stage)) },
    }
}

/// That the deal has stood in its stage for too long.
fn rotten(cx: &Cx, deal: &Deal, stage: &Stage) -> Markup {
    let days = cx.now().since(deal.entered_at).as_secs() / 86_400;
    html! {
        @if deal.is_rotten(stage, today(cx), &zone(cx)) {
            ", " (state(Tone::Due, cx.tell("deals-rotten", &[("days", days.into())])))
        }
    }
}

/// The zone of the workspace's days.
fn zone(cx: &Cx) -> TimeZone {
    cx.who.place.as_ref().map_or(TimeZone::UTC, |place| place.zone.clone())
}

/// Today where the workspace is.
pub fn today(cx: &Cx) -> Day {
    cx.now().day(&zone(cx))
}

/// The key of the name of a field that the timeline tells of.
pub fn field_key(field: &str) -> &'static str {
    match field {
        "amount" => "deals-amount",
        "currency" => "deals-currency",
        "probability" => "deals-probability",
        "close_on" => "deals-close-on",
        "company" => "deals-company",
        "people" => "deals-people",
        "owner" => "owners-owner",
        "source" => "deals-source",
        _ => "deals-name",
    }
}
