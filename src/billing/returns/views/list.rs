//! The periods, and how long they are.

use maud::{Markup, html};

use super::named;
use crate::base::{At, Country, Day, Fields, Problems, Right};
use crate::billing::periods::{Cadence, Period};
use crate::web::components::{Button, Drawing, Inputs, Tone, empty, section, state, time_day, title, trail};
use crate::web::{Cx, frame};

/// All that the page shows.
pub struct Overview {
    /// The periods that are not closed, the first one first.
    pub open: Vec<Period>,
    /// Those that are, the last one first, and since when.
    pub closed: Vec<(Period, At)>,
    /// How long a period is.
    pub cadence: Cadence,
    /// Where the seller accounts for VAT.
    pub country: Country,
    /// Today where the company is.
    pub today: Day,
}

/// The whole page.
pub fn list(cx: &Cx, shown: &Overview, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let settings = html! {
        (Button::link(cx.path("/settings/taxes"), cx.t("taxes-title")))
    };
    let body = html! {
        (trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title"))]))
        (title(cx.t("returns-title"), "", html! {}))
        (inputs.errors())
        @if shown.open.is_empty() && shown.closed.is_empty() {
            (empty(Drawing::Cards, cx.t("returns-unregistered-title"), cx.t("returns-unregistered-text"), settings))
        } @else {
            (section("open", cx.t("returns-open"), html! {}, open(cx, shown)))
            @if !shown.closed.is_empty() { (section("closed", cx.t("returns-closed"), html! {}, closed(cx, shown))) }
            @let offered = Cadence::offered(shown.country);
            @if cx.may(Right::MoneyWrite) && offered.len() > 1 {
                (section("length", cx.t("returns-cadence"), html! {}, html! {
                    form.form method="post" action=(cx.path("/vat/cadence")) {
                        (inputs.radios("cadence", cx.t("returns-cadence-which"))
                            .choices(offered.iter().map(|one| (one.code(), cx.t(one.key())))))
                        p.help { (cx.t("returns-cadence-help")) }
                        p.actions { (Button::submit(cx.t("returns-cadence-save"))) }
                    }
                }))
            }
        }
    };
    frame(cx, &inputs.title(cx.t("returns-title")), body)
}

fn address(cx: &Cx, period: Period) -> String {
    cx.path(format_args!("/vat/period?from={}", period.from))
}

fn open(cx: &Cx, shown: &Overview) -> Markup {
    html! {
        @if shown.open.is_empty() { p { (cx.t("returns-open-none")) } }
        ul.lines {
            @for (place, period) in shown.open.iter().enumerate() {
                li {
                    a href=(address(cx, *period)) { (named(cx, *period)) }
                    span.num {
                        @if period.until >= shown.today { (state(Tone::Draft, cx.t("returns-running"))) }
                        @else if place == 0 { (state(Tone::Due, cx.t("returns-to-close"))) }
                        @else { (state(Tone::Draft, cx.t("returns-later"))) }
                    }
                }
            }
        }
    }
}

fn closed(cx: &Cx, shown: &Overview) -> Markup {
    html! {
        ul.lines {
            @for (period, at) in &shown.closed {
                li {
                    a href=(address(cx, *period)) { (named(cx, *period)) }
                    span.num { (state(Tone::Good, html! { (cx.t("returns-closed-on")) " " (time_day(cx, *at)) })) }
                }
            }
        }
    }
}
