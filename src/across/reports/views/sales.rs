//! Won and lost by month.

use jiff::ToSpan;
use maud::{Markup, html};

use super::super::model::{Ended, Sales};
use super::around::{Asked, Choice, Report, part};
use super::listed::lost_for;
use super::sheet::{Cell, Sheet};
use crate::across::board::{Total, at_rates};
use crate::base::{Day, format};
use crate::crm::deals::{LostReason, StateFilter};
use crate::web::Cx;
use crate::web::components::{Chart, ChartUnit, Paint, Series, columns, line_chart};
use crate::workspace::rates::Rates;

/// The whole page.
pub fn sales(cx: &Cx, asked: &Asked, sales: &Sales, rates: &Rates) -> Markup {
    let report =
        Report { path: "/reports/sales", name: cx.t("reports-sales"), choice: Choice::OneOrAll, asked };
    let count = sales.whole.won.count + sales.whole.lost.count;
    let body = (count > 0).then(|| {
        let charts = html! { (sums(cx, sales, rates)) (counts(cx, sales)) };
        html! {
            (part(cx, ("months", cx.t("reports-by-month")), (charts, at_rates(cx, rates)), &sales_sheet(cx, asked, sales, rates)))
            @if !sales.reasons.is_empty() {
                (part(cx, ("reasons", cx.t("reports-reasons")), (html! {}, html! {}), &reasons(cx, asked, sales, rates)))
            }
        }
    });
    report.page(cx, body)
}

fn sums(cx: &Cx, sales: &Sales, rates: &Rates) -> Markup {
    let worth =
        |of: fn(&Ended) -> &Total| sales.months.iter().map(|(_, ended)| of(ended).sum.minor).collect();
    columns(&Chart {
        id: "sums",
        title: &cx.tell("reports-sums-title", &[("currency", rates.own.code().into())]),
        text: &said(cx, sales),
        language: cx.language(),
        unit: ChartUnit::Money(rates.own),
        places: places(cx, sales),
        series: vec![
            Series { name: cx.t("reports-won"), paint: Paint::Green, values: worth(|ended| &ended.won) },
            Series { name: cx.t("reports-lost"), paint: Paint::Pale, values: worth(|ended| &ended.lost) },
        ],
    })
}

fn counts(cx: &Cx, sales: &Sales) -> Markup {
    let many = |of: fn(&Ended) -> &Total| sales.months.iter().map(|(_, ended)| of(ended).count).collect();
    line_chart(&Chart {
        id: "counts",
        title: cx.t("reports-counts-title"),
        text: &said(cx, sales),
        language: cx.language(),
        unit: ChartUnit::Count,
        places: places(cx, sales),
        series: vec![
            Series { name: cx.t("reports-won-count"), paint: Paint::Green, values: many(|ended| &ended.won) },
            Series {
                name: cx.t("reports-lost-count"),
                paint: Paint::Pale,
                values: many(|ended| &ended.lost),
            },
        ],
    })
}

/// The charts in a sentence.
fn said(cx: &Cx, sales: &Sales) -> String {
    let whole = &sales.whole;
    let facts = [
        ("won", whole.won.count.into()),
        ("won_sum", whole.won.brief(cx.language()).into()),
        ("lost", whole.lost.count.into()),
        ("lost_sum", whole.lost.brief(cx.language()).into()),
    ];
    cx.tell("reports-sales-said", &facts)
}

/// The months in short, the first of the chart and of each year with its year.
fn places(cx: &Cx, sales: &Sales) -> Vec<String> {
    let name = |(place, (day, _)): (usize, &(Day, _))| {
        let month = format::month_short(cx.language(), *day);
        if place == 0 || day.0.month() == 1 { format!("{month} {}", day.0.year()) } else { month.to_owned() }
    };
    sales.months.iter().enumerate().map(name).collect()
}

/// The table of the months.
pub fn sales_sheet(cx: &Cx, asked: &Asked, sales: &Sales, rates: &Rates) -> Sheet {
    let own = rates.own.code();
    let (won, lost) = (cx.t("reports-won"), cx.t("reports-lost"));
    let mut sheet = Sheet::of(&[
        cx.t("board-month"),
        cx.t("reports-won-count"),
        &format!("{won} ({own})"),
        cx.t("reports-lost-count"),
        &format!("{lost} ({own})"),
        cx.t("reports-won-share"),
    ]);
    let cells = |name: String, days: (Day, Day), ended: &Ended| {
        let listed = |state: StateFilter| asked.ended(cx, state, days, Vec::new());
        vec![
            Cell::Text(name),
            Cell::Listed(ended.won.count, listed(StateFilter::Won)),
            Cell::Sum(ended.won.clone()),
            Cell::Listed(ended.lost.count, listed(StateFilter::Lost)),
            Cell::Sum(ended.lost.clone()),
            Cell::Share(ended.share()),
        ]
    };
    let months = sales.months.iter().enumerate();
    let rows = months.map(|(place, (first, ended))| {
        let next = sales.months.get(place + 1).map(|(next, _)| Day(next.0.saturating_sub(1.days())));
        let last = next.unwrap_or(asked.question.period.last);
        cells(format::month(cx.language(), *first), (*first, last), ended)
    });
    sheet.rows = rows.collect();
    sheet.total = Some(cells(cx.t("board-total").to_owned(), asked.days(), &sales.whole));
    sheet
}

fn reasons(cx: &Cx, asked: &Asked, sales: &Sales, rates: &Rates) -> Sheet {
    let most = sales.reasons.iter().map(|(_, total)| total.count).max().unwrap_or(0);
    let sum = format!("{} ({})", cx.t("reports-lost"), rates.own.code());
    let mut sheet =
        Sheet::of(&[cx.t("reports-reason"), cx.t("board-chart"), cx.t("reports-lost-count"), &sum]);
    let row = |(reason, total): &(LostReason, Total)| {
        let listed = asked.ended(cx, StateFilter::Lost, asked.days(), vec![lost_for(reason.id)]);
        vec![
            Cell::Text(reason.name.clone()),
            Cell::Bar(total.count, most),
            Cell::Listed(total.count, listed),
            Cell::Sum(total.clone()),
        ]
    };
    sheet.rows = sales.reasons.iter().map(row).collect();
    sheet
}
