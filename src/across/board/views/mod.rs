//! The board and the forecast as pages, and the parts of the board that change.

mod card;
mod board;
mod forecast;

use maud::{Markup, html};

use super::model::Total;
use crate::base::{Day, Right, format};
use crate::crm::deals::{BoardFilter, Pipelines};
use crate::crm::owners::{self, OwnerFilter, Owners};
use crate::web::components::Button;
use crate::web::{Cx, flash};
use crate::workspace::rates::Rates;

pub use board::{Board, Column, board, rest};
pub use card::{Moving, changed, put, refused};
pub use forecast::{Outlook, forecast};

/// Today where the workspace is.
pub fn today(cx: &Cx) -> Day {
    cx.who.place.as_ref().map_or_else(|| cx.today(), |place| cx.now().day(&place.zone))
}

/// The address of the board with those filters.
pub fn address(cx: &Cx, filter: &BoardFilter) -> String {
    let pipeline = filter.pipeline.to_string();
    let owner = filter.owner.code();
    let pairs = [("pipeline", pipeline.as_str()), ("owner", owner.as_str())];
    let pairs: Vec<(&str, &str)> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    flash::with(&cx.path("/deals/board"), &pairs)
}

/// How much: `£24,680`; what has no rate stands behind it.
fn total(cx: &Cx, total: &Total) -> String {
    total.brief(cx.language())
}

/// Which pipeline and whose deals; `every` offers all pipelines together.
fn bar(
    cx: &Cx,
    path: &str,
    (pipelines, chosen, every): (&Pipelines, String, Option<&str>),
    (owners, owner): (&Owners, OwnerFilter),
    said: Markup,
) -> Markup {
    let all: Vec<(String, &str)> = every.map(|every| (String::new(), every)).into_iter().collect();
    let all: Vec<(String, &str)> = all
        .into_iter()
        .chain(pipelines.in_use().map(|one| (one.id.to_string(), one.name.as_str())))
        .collect();
    html! {
        form.bar action=(cx.path(path)) {
            @if all.len() > 1 {
                select.input name="pipeline" aria-label=(cx.t("deals-pipeline")) {
                    @for (value, name) in &all { option value=(value) selected[*value == chosen] { (name) } }
                }
            }
            (owners::filter(cx, owners, owner))
            (Button::submit(cx.t("list-show")))
            (said)
        }
    }
}

/// In which currency, and of which day the rates are.
pub fn at_rates(cx: &Cx, rates: &Rates) -> Markup {
    let own = rates.own.code().to_owned();
    let said = match rates.published_on {
        Some((_, day)) => {
            let day = format::day_near(cx.language(), day, cx.today());
            cx.tell("board-rates-of", &[("currency", own.into()), ("day", day.into())])
        }
        None => cx.tell("board-rates", &[("currency", own.into())]),
    };
    html! {
        @if cx.may(Right::SettingsRead) { a.help href=(cx.path("/settings/rates")) { (said) } }
        @else { span.help { (said) } }
    }
}
