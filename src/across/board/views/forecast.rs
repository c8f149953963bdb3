//! What open deals may bring, by month.

use maud::{Markup, html};

use super::super::model::{Forecast, Line, Time};
use super::{at_rates, bar, total};
use crate::base::{PipelineId, format};
use crate::crm::deals::Pipelines;
use crate::crm::owners::{OwnerFilter, Owners};
use crate::web::components::{Drawing, Tone, empty, section, state, title, trail};
use crate::web::{Cx, frame};
use crate::workspace::rates::Rates;

/// All that the page shows.
pub struct Outlook {
    /// Every pipeline.
    pub pipelines: Pipelines,
    /// The one that is asked for; none: all.
    pub pipeline: Option<PipelineId>,
    /// Whose deals.
    pub owner: OwnerFilter,
    /// Everybody who may own a deal.
    pub owners: Owners,
    /// By what amounts come together.
    pub rates: Rates,
    /// The months.
    pub forecast: Forecast,
}

/// The whole page.
pub fn forecast(cx: &Cx, outlook: &Outlook) -> Markup {
    let forecast = &outlook.forecast;
    let pipeline = outlook.pipeline.map(|id| id.to_string()).unwrap_or_default();
    let chosen = (&outlook.pipelines, pipeline, Some(cx.t("board-all-pipelines")));
    let is_bare = forecast.total.whole.count == 0 && forecast.overdue.whole.count == 0;
    let body = html! {
        (trail(cx, &[(&cx.path("/deals/board"), cx.t("board-title"))]))
        (title(cx.t("board-forecast"), "", html! {}))
        (bar(cx, "/deals/forecast", chosen, (&outlook.owners, outlook.owner), at_rates(cx, &outlook.rates)))
        @if is_bare {
            (empty(Drawing::Tray, cx.t("board-forecast-none"), cx.t("board-forecast-none-text"), html! {}))
        } @else {
            (section("months", cx.t("board-by-month"), html! {}, months(cx, forecast)))
            @if forecast.overdue.whole.count > 0 {
                (section("overdue", cx.t("board-overdue"), html! {}, overdue(cx, &forecast.overdue)))
            }
            p.help { (cx.t("board-forecast-text")) }
        }
    };
    frame(cx, cx.t("board-forecast"), body)
}

fn months(cx: &Cx, forecast: &Forecast) -> Markup {
    let most = forecast.lines.iter().map(|line| line.whole.sum.minor).max().unwrap_or(0);
    html! {
        table.ledger {
            thead {
                tr {
                    th.name scope="col" { (cx.t("board-month")) }
                    th.aside { span.unseen { (cx.t("board-chart")) } }
                    th.num scope="col" { (cx.t("board-likely")) }
                    th.num.aside scope="col" { (cx.t("board-whole")) }
                    th.num.aside scope="col" { (cx.t("board-count")) }
                }
            }
            tbody {
                @for line in &forecast.lines { (row(cx, line, (&name(cx, line), most))) }
                (row(cx, &forecast.total, (cx.t("board-total"), 0)))
            }
        }
    }
}

fn row(cx: &Cx, line: &Line, (name, most): (&str, i64)) -> Markup {
    html! {
        tr {
            th.name scope="row" { @if most == 0 { b { (name) } } @else { (name) } }
            td { @if most > 0 && line.whole.sum.minor > 0 { (bars(line, most)) } }
            td.num { @if line.whole.count > 0 { (total(cx, &line.likely)) } }
            td.num.aside { @if line.whole.count > 0 { (total(cx, &line.whole)) } }
            td.num.aside { @if line.whole.count > 0 { (count(cx, line)) } }
        }
    }
}

fn count(cx: &Cx, line: &Line) -> Markup {
    html! {
        (format::number(cx.language(), line.whole.count))
        @if line.unpriced > 0 {
            " " span.soft { "(" (cx.tell("board-unpriced", &[("count", line.unpriced.into())])) ")" }
        }
    }
}

/// All of it as a pale bar, and in it what is likely; the numbers stand beside it.
fn bars(line: &Line, most: i64) -> Markup {
    let width = |minor: i64| (i128::from(minor) * 1000 / i128::from(most.max(1))).to_string();
    html! {
        svg.chart viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(width(line.whole.sum.minor)) height="8" {}
            rect.now width=(width(line.likely.sum.minor)) height="8" {}
        }
    }
}

fn name(cx: &Cx, line: &Line) -> String {
    match line.time {
        Time::Month(first) => format::month(cx.language(), first),
        Time::Later => cx.t("board-later").to_owned(),
        Time::Unknown => cx.t("board-no-day").to_owned(),
        Time::Overdue => cx.t("board-overdue").to_owned(),
    }
}

fn overdue(cx: &Cx, line: &Line) -> Markup {
    html! {
        p {
            (state(Tone::Bad, cx.tell("board-overdue-count", &[("count", line.whole.count.into())]))) " · "
            (cx.t("board-likely")) " " (total(cx, &line.likely)) " · "
            (cx.t("board-whole")) " " (total(cx, &line.whole))
        }
    }
}
