//! The board and the forecast as pages, and the parts of the board that change.

mod card;
mod board;
mod forecast;

use maud::{Markup, html};

use super::model::Total;
use crate::base::{Day, Right, format};
use crate::crm::deals::{BoardFilter, Pipelines};
use crate::crm::owners::{OwnerFilter, Owners};
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

/// How many, and how much: `4 · £24,680`; what has no rate stands behind it.
fn total(cx: &Cx, total: &Total) -> String {
    let amounts = std::iter::once(&total.sum).filter(|sum| sum.minor != 0 || total.apart.is_empty());
    let amounts: Vec<String> = amounts.chain(&total.apart).map(|sum| sum.brief(cx.language())).collect();
    amounts.join(" + ")
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
    let code = owner.code();
    html! {
        form.bar action=(cx.path(path)) {
            @if all.len() > 1 {
                select.input name="pipeline" aria-label=(cx.t("deals-pipeline")) {
                    @for (value, name) in &all { option value=(value) selected[*value == chosen] { (name) } }
                }
            }
            select.input name="owner" aria-label=(cx.t("owners-owner")) {
                option value="" { (cx.t("board-everybodys")) }
                @if let Some(member) = cx.actor().member {
                    option value=(member) selected[code == member.to_string()] { (cx.t("owners-mine")) }
                }
                option value="nobody" selected[code == "nobody"] { (cx.t("owners-nobody")) }
                @for (value, name) in owners.filters() {
                    @if cx.actor().member.is_none_or(|member| member.to_string() != value) {
                        option value=(value) selected[code == value] { (name) }
                    }
                }
            }
            (Button::submit(cx.t("list-show")))
            (said)
        }
    }
}

/// In which currency, and of which day the rates are.
fn at_rates(cx: &Cx, rates: &Rates) -> Markup {
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
