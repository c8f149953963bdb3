//! Rates, as part of the settings.

use maud::{Markup, html};

use super::model::{Choice, Feed, Quoted, Rate, Rates, Source};
use crate::base::{Currency, Day, Fields, Problems, Right};
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Kind, Tone, day, section, state, time};
use crate::workspace::settings::{Section, sections};

/// What the page shows besides what was typed.
pub struct Shown {
    /// The rates that hold today.
    pub rates: Rates,
    /// Those of them that were set by hand.
    pub holding: Vec<Quoted>,
    /// Every rate by hand.
    pub by_hand: Vec<Quoted>,
    /// Whom the workspace follows.
    pub choice: Choice,
    /// When they were asked last.
    pub feed: Option<Feed>,
}

/// Today where the workspace is.
pub fn today(cx: &Cx) -> Day {
    cx.who.place.as_ref().map_or_else(|| cx.today(), |place| cx.now().day(&place.zone))
}

/// The whole page.
pub fn rates(cx: &Cx, shown: &Shown, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let body = html! {
        (inputs.errors())
        div.form {
            p { (cx.t("rates-text")) }
            @if !cx.may(Right::SettingsWrite) { p { (cx.t("settings-look-only")) } }
        }
        (section("follow", cx.t("rates-source"), html! {}, source(cx, shown, problems)))
        (section("today", cx.t("rates-today"), html! {}, today_s(cx, shown)))
        (section("by-hand", cx.t("rates-by-hand"), html! {}, by_hand(cx, shown, inputs)))
    };
    sections(cx, Section::Rates, &inputs.title(cx.t("rates-title")), body)
}

fn source(cx: &Cx, shown: &Shown, problems: &Problems) -> Markup {
    let chosen = shown.choice.source;
    let stored = Fields::new()
        .with("version", shown.choice.version.to_string())
        .with("source", chosen.map_or("none", Source::code));
    let inputs = Inputs::new(cx, &stored, problems);
    // Whom the operator took out can only stay chosen.
    let is_there = |source: &&Source| chosen == Some(**source) || is_offered(cx, **source);
    let sources = Source::ALL.iter().filter(is_there).map(|source| (source.code(), cx.t(source.key())));
    let choices = std::iter::once(("none", cx.t("rates-nobody"))).chain(sources);
    let radios = html! {
        (inputs.hidden("version"))
        (inputs.radios("source", cx.t("rates-follow")).help(cx.t("rates-follow-help")).choices(choices))
    };
    html! {
        @if cx.may(Right::SettingsWrite) {
            form.form method="post" action=(cx.path("/settings/rates")) {
                (radios)
                p.actions { (Button::submit(cx.t("settings-save")).primary().key("s")) }
            }
        } @else {
            fieldset.form disabled { (radios) }
        }
        @if let Some(source) = chosen { (standing(cx, source, shown.feed)) }
    }
}

fn is_offered(cx: &Cx, source: Source) -> bool {
    let rates = &cx.machines.config.rates;
    match source {
        Source::Ecb => !rates.ecb.is_empty(),
        Source::Hmrc => !rates.hmrc.is_empty(),
    }
}

/// When the source was asked, and what came of it.
fn standing(cx: &Cx, source: Source, feed: Option<Feed>) -> Markup {
    let trouble = feed.and_then(|feed| Some((feed.asked_at, feed.trouble?)));
    html! {
        form.form method="post" action=(cx.path("/settings/rates/fetch")) {
            @match (is_offered(cx, source), trouble, feed.and_then(|feed| feed.answered_at)) {
                (false, ..) => p { (state(Tone::Due, cx.t("rates-off"))) },
                (_, Some((asked_at, trouble)), _) => {
                    p { (state(Tone::Bad, html! { (cx.t(trouble.key())) " " (time(cx, asked_at)) })) }
                    p.help { (cx.t("rates-trouble-text")) }
                },
                (_, None, Some(at)) => p { (state(Tone::Good, html! { (cx.t("rates-fetched")) " " (time(cx, at)) })) },
                (_, None, None) => p { (state(Tone::Draft, cx.t("rates-waiting"))) },
            }
            @if is_offered(cx, source) && cx.may(Right::SettingsWrite) {
                p.actions { (Button::submit(cx.t("rates-fetch-now"))) }
            }
        }
    }
}

/// The rates that hold today, as they were said: one of the one is so much of the other.
fn today_s(cx: &Cx, shown: &Shown) -> Markup {
    let rates = &shown.rates;
    let by_hand = shown.holding.iter().map(|rate| (*rate, cx.t("rates-source-hand")));
    let published = rates.published_on.iter().flat_map(|(source, valid_on)| {
        let quoted = |(currency, rate): &(Currency, Rate)| {
            let base = source.base()?;
            let quoted = Quoted { id: None, base, rate: *rate, currency: *currency, valid_on: *valid_on };
            Some((quoted, cx.t(source.key())))
        };
        let is_set = |currency| shown.holding.iter().any(|rate| rate.currency == currency);
        rates.published.iter().filter(move |(currency, _)| !is_set(*currency)).filter_map(quoted)
    });
    let all: Vec<(Quoted, &str)> = by_hand.chain(published).collect();
    html! {
        @if all.is_empty() { p.help { (cx.t("rates-none")) } }
        @else {
            table.ledger {
                thead { tr {
                    th.name scope="col" { (cx.t("rates-currency")) }
                    th.num scope="col" { (cx.t("rates-rate")) }
                    th scope="col" { (cx.t("rates-said-by")) }
                    th scope="col" { (cx.t("rates-since")) }
                } }
                tbody {
                    @for (rate, said_by) in &all {
                        tr {
                            th.name scope="row" { (rate.currency.name(cx.language())) }
                            td.num { (equation(cx, rate)) }
                            td { (said_by) }
                            td { (day(cx, rate.valid_on)) }
                        }
                    }
                }
            }
        }
    }
}

/// `1 EUR = 1.0832 USD`: which way round a rate goes is never left open.
fn equation(cx: &Cx, rate: &Quoted) -> String {
    format!("1 {} = {} {}", rate.base, rate.rate.write(cx.language()), rate.currency)
}

fn by_hand(cx: &Cx, shown: &Shown, inputs: Inputs) -> Markup {
    html! {
        @if !shown.by_hand.is_empty() {
            ul.lines {
                @for rate in &shown.by_hand {
                    li {
                        span { (equation(cx, rate)) }
                        @if let Some(id) = rate.id.filter(|_| cx.may(Right::SettingsWrite)) {
                            form method="post" action=(cx.path(format_args!("/settings/rates/{id}/remove"))) {
                                (Button::submit(cx.t("rates-remove")).quiet())
                            }
                        }
                        span.how { (cx.t("rates-from")) " " (day(cx, rate.valid_on)) }
                    }
                }
            }
        }
        @if cx.may(Right::SettingsWrite) { (new_rate(cx, shown, inputs)) }
        @else if shown.by_hand.is_empty() { p.help { (cx.t("rates-by-hand-none")) } }
    }
}

fn new_rate(cx: &Cx, shown: &Shown, inputs: Inputs) -> Markup {
    let own = shown.rates.own;
    let others = Currency::by_name(cx.language()).filter(|(code, _)| *code != own.code());
    let typed = inputs.fields();
    let begun = match typed.first("valid_on") {
        "" => typed.clone().without("valid_on").with("valid_on", today(cx).to_string()),
        _ => typed.clone(),
    };
    let inputs = Inputs::new(cx, &begun, inputs.problems());
    let label = cx.tell("rates-how-much", &[("own", own.code().to_owned().into())]);
    html! {
        form.form method="post" action=(cx.path("/settings/rates/new")) {
            p.help { (cx.t("rates-by-hand-text")) }
            div.pair {
                (inputs.text("rate", label).autocomplete("off"))
                (inputs.select("currency", cx.t("rates-currency")).choices(others))
            }
            (inputs.text("valid_on", cx.t("rates-from-day")).kind(Kind::Date).short())
            p.actions { (Button::submit(cx.t("rates-set"))) }
        }
    }
}
