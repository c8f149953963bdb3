//! A month of tasks: a table of weeks, on the phone a list of the days on which something is due.

use maud::{Markup, html};

use super::{Shown, bar, clocks};
use crate::across::agenda::model::Month;
use crate::base::{Day, Right, format};
use crate::crm::tasks::{Clocks, Due, Filter, Task};
use crate::web::components::{Icon, icon, title, trail};
use crate::web::{Cx, flash, frame};

/// The open tasks of the month, each on its day.
pub fn month(cx: &Cx, shown: &Shown, filter: &Filter, month: Month) -> Markup {
    let clocks = clocks(cx);
    let heading = format::month(cx.language(), month.first());
    let weeks = month.weeks();
    let kept = html! { input type="hidden" name="month" value=(month.code()); };
    let body = html! {
        (trail(cx, &[(&cx.path("/tasks"), cx.t("tasks-all"))]))
        (title(&heading, "", turns(cx, filter, month)))
        (bar(cx, shown, filter, "/tasks/month", kept))
        @if !shown.page.rows.iter().any(|task| task.facts.due.day(&clocks).is_some_and(|day| month.has(day))) {
            p.help { (cx.t("tasks-month-none")) }
        }
        table.month {
            thead {
                tr { @for day in &weeks[0] { th scope="col" { (format::weekday(cx.language(), *day)) } } }
            }
            tbody {
                @for week in &weeks {
                    tr { @for day in week { (cell(cx, shown, &clocks, (month, *day))) } }
                }
            }
        }
    };
    frame(cx, &heading, body)
}

fn turns(cx: &Cx, filter: &Filter, month: Month) -> Markup {
    let to = |month: Month| {
        flash::with(&cx.path("/tasks/month"), &[("month", &month.code()), ("assignee", &filter.code())])
    };
    html! {
        @if let Some(before) = month.before() {
            a.button href=(to(before)) rel="prev" { (icon(Icon::Back)) " " (cx.t("tasks-month-before")) }
        }
        @if let Some(after) = month.after() {
            a.button href=(to(after)) rel="next" { (cx.t("tasks-month-after")) " " (icon(Icon::Next)) }
        }
    }
}

/// A day with what is due on it; days of other months are empty.
fn cell(cx: &Cx, shown: &Shown, clocks: &Clocks, (month, day): (Month, Day)) -> Markup {
    let due = |task: &&Task| task.facts.due.day(clocks) == Some(day);
    let tasks: Vec<&Task> = shown.page.rows.iter().filter(due).collect();
    let today = (day == cx.today()).then_some("date");
    html! {
        @if month.has(day) {
            td aria-current=[today] {
                (head(cx, day))
                @if !tasks.is_empty() { ul { @for task in tasks { li { (line(cx, clocks, task)) } } } }
            }
        } @else { td {} }
    }
}

/// The number of the day, in full on the phone; it leads to the form for one more task.
fn head(cx: &Cx, day: Day) -> Markup {
    let long = format::day_long(cx.language(), day);
    let number = html! { span { (day.0.day()) } b { (long) } };
    html! {
        @if cx.may(Right::SalesWrite) {
            a href=(cx.path(format_args!("/tasks/new?due_on={day}"))) aria-label=(format!("{}: {long}", cx.t("tasks-new"))) {
                (number)
            }
        } @else { (number) }
    }
}

fn line(cx: &Cx, clocks: &Clocks, task: &Task) -> Markup {
    html! {
        @if let Due::At(at) = task.facts.due { (format::clock(at, &clocks.clock)) " " }
        a href=(cx.path(format_args!("/tasks/{}", task.id))) { (task.facts.title) }
    }
}
