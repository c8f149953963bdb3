//! Who did how much.

use maud::{Markup, html};

use super::super::model::{Activity, Work};
use super::around::{Asked, Choice, Report, part};
use super::sheet::{Cell, Sheet};
use crate::across::board::today;
use crate::base::{Day, format};
use crate::web::Cx;
use crate::web::components::{Chart, ChartUnit, Paint, Series, columns};

/// The whole page.
pub fn activity(cx: &Cx, asked: &Asked, found: &Activity) -> Markup {
    let report =
        Report { path: "/reports/activity", name: cx.t("reports-activity"), choice: Choice::None, asked };
    let body = (!found.people.is_empty()).then(|| {
        let people = people(cx, asked, found);
        html! {
            (part(cx, ("weeks", cx.t("reports-by-week")), (chart(cx, found), html! {}), &weeks(cx, found)))
            (part(cx, ("people", cx.t("reports-by-person")), (html! {}, html! {}), &people))
            p.help { (cx.t("reports-activity-help")) }
        }
    });
    report.page(cx, body)
}

fn chart(cx: &Cx, found: &Activity) -> Markup {
    let row = |(place, (work, paint)): (usize, (Work, Paint))| Series {
        name: cx.t(work.key()),
        paint,
        values: found.weeks.iter().map(|(_, counts)| counts[place]).collect(),
    };
    let rows = Work::all().zip(Paint::ROWS).enumerate().map(row);
    let sum = |place: usize| found.weeks.iter().map(|(_, counts)| counts[place]).sum::<i64>();
    let told = Work::all().enumerate();
    let told = told.map(|(place, work)| format!("{}: {}", cx.t(work.key()), sum(place)));
    columns(&Chart {
        id: "weeks-chart",
        title: cx.t("reports-by-week"),
        text: &told.collect::<Vec<_>>().join(", "),
        language: cx.language(),
        unit: ChartUnit::Count,
        places: found.weeks.iter().map(|(day, _)| format::day_month(cx.language(), *day)).collect(),
        series: rows.collect(),
    })
}

fn head(cx: &Cx, first: &[&str]) -> Sheet {
    let kinds = Work::all().map(|work| cx.t(work.key()));
    let head: Vec<&str> = first.iter().copied().chain(kinds).chain([cx.t("board-total")]).collect();
    Sheet::of(&head)
}

fn cells(first: Vec<Cell>, counts: &[i64]) -> Vec<Cell> {
    let sum = Cell::Count(counts.iter().sum());
    first.into_iter().chain(counts.iter().copied().map(Cell::Count)).chain([sum]).collect()
}

fn week(cx: &Cx, day: Day) -> String {
    format::day(cx.language(), day, today(cx))
}

fn weeks(cx: &Cx, found: &Activity) -> Sheet {
    let mut sheet = head(cx, &[cx.t("reports-week")]);
    // The last week first: that is the one that is asked about.
    let rows = found.weeks.iter().rev();
    sheet.rows = rows.map(|(day, counts)| cells(vec![Cell::Text(week(cx, *day))], counts)).collect();
    sheet
}

fn people(cx: &Cx, asked: &Asked, found: &Activity) -> Sheet {
    let mut sheet = head(cx, &[cx.t("reports-person")]);
    let row = |(member, counts): &(_, Vec<i64>)| {
        let name = asked.owners.name(*member).unwrap_or_default().to_owned();
        cells(vec![Cell::Text(name)], counts)
    };
    sheet.rows = found.people.iter().map(row).collect();
    sheet
}

/// The table of weeks and people.
pub fn activity_sheet(cx: &Cx, asked: &Asked, found: &Activity) -> Sheet {
    let mut sheet = head(cx, &[cx.t("reports-week"), cx.t("reports-person")]);
    let rows = found.both.iter().map(|(day, member, counts)| {
        let name = asked.owners.name(*member).unwrap_or_default().to_owned();
        cells(vec![Cell::Text(day.to_string()), Cell::Text(name)], counts)
    });
    sheet.rows = rows.collect();
    sheet
}
