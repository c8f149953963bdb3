//! Tasks in lists, and the fields of their form.

use maud::{Markup, html};

use super::model::{Clocks, Due, Every, Remind, State, Task, TaskInput, TaskKind};
use crate::base::{Fields, SubjectId};
use crate::crm::owners::{Owners, owner_name};
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Kind, Tone, day, icon, state, time, time_day};

/// A record by name and path, if it is in use.
pub type Name<'a> = &'a dyn Fn(SubjectId) -> Option<(String, String)>;

/// How a list shows its tasks.
pub struct Lines<'a> {
    /// The zones by which days and hours count.
    pub clocks: &'a Clocks,
    /// Everybody who may have to do something.
    pub owners: &'a Owners,
    /// How records are called; none: the list stands on the page of the only one.
    pub name: Option<Name<'a>>,
    /// Where whoever does a task comes back to.
    pub back: &'a str,
}

/// The tasks, each with the button that does it.
pub fn lines(cx: &Cx, shown: &Lines, tasks: &[Task]) -> Markup {
    html! {
        ul.lines.tasks { @for task in tasks { li { (line(cx, shown, task)) } } }
    }
}

fn line(cx: &Cx, shown: &Lines, task: &Task) -> Markup {
    let facts = &task.facts;
    let record = shown.name.and_then(|name| name(facts.about?));
    let is_own = facts.assignee.is_some() && facts.assignee == cx.actor().member;
    let kind = (facts.kind != TaskKind::Todo).then(|| html! { (cx.t(facts.kind.key())) });
    let record = record.map(|(path, name)| html! { a href=(path) { (name) } });
    let who = (!is_own).then(|| owner_name(cx, shown.owners, facts.assignee));
    let every = (facts.every() != Every::Never).then(|| html! { (cx.t(facts.every().key())) });
    let how: Vec<Markup> = [kind, record, who, every].into_iter().flatten().collect();
    html! {
        (turn(cx, task, shown.back))
        a href=(cx.path(format_args!("/tasks/{}", task.id))) { (facts.title) }
        span.num { (due(cx, task, shown.clocks)) }
        @if !how.is_empty() {
            span.how { @for (place, part) in how.iter().enumerate() { @if place > 0 { " · " } (part) } }
        }
    }
}

/// The button that does the task, or opens it again.
fn turn(cx: &Cx, task: &Task, back: &str) -> Markup {
    let (verb, key) = match task.state() {
        State::Open => ("finish", "tasks-finish"),
        State::Done(_) | State::Removed => ("reopen", "tasks-reopen"),
    };
    html! {
        @if task.is_of(cx.actor()) && task.is_live {
            form.turn method="post" action=(cx.path(format_args!("/tasks/{}/{verb}", task.id))) {
                input type="hidden" name="back" value=(back);
                button.button.icon-only aria-label=(format!("{} {}", cx.t(key), task.facts.title)) {
                    @if task.done_at.is_some() { (icon(Icon::Tick)) }
                }
            }
        } @else { span {} }
    }
}

/// By when, or when it was done.
pub fn due(cx: &Cx, task: &Task, clocks: &Clocks) -> Markup {
    if let State::Done(at) = task.state() {
        return time_day(cx, at);
    }
    let when = match task.facts.due {
        Due::Sometime => return html! {},
        Due::On(on) => day(cx, on),
        Due::At(at) => time(cx, at),
    };
    if task.facts.due.is_over(cx.now(), clocks) { state(Tone::Bad, when) } else { when }
}

/// The fields of the form.
pub fn fields(cx: &Cx, inputs: &Inputs, owners: &Owners) -> Markup {
    let kinds = TaskKind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())));
    let assignee = inputs.fields().first("assignee").parse().ok();
    html! {
        (inputs.hidden("about"))
        (inputs.text("title", cx.t("tasks-title")).autocomplete("off").focus())
        div.kinds { (inputs.radios("kind", cx.t("tasks-kind")).choices(kinds)) }
        div.pair {
            (inputs.text("due_on", cx.t("tasks-due-on")).kind(Kind::Date).optional())
            (inputs.text("due_time", cx.t("tasks-due-time")).kind(Kind::Time).optional())
        }
        (inputs.select("remind", cx.t("tasks-remind")).help(cx.t("tasks-remind-help"))
            .choices(Remind::ALL.iter().map(|remind| (remind.code(), cx.t(remind.key())))))
        (inputs.select("repeat", cx.t("tasks-repeat")).help(cx.t("tasks-repeat-help"))
            .choices(Every::ALL.iter().map(|every| (every.code(), cx.t(every.key())))))
        (inputs.select("assignee", cx.t("tasks-assignee")).none(cx.t("owners-nobody")).choices(owners.choices(assignee)))
        (inputs.area("details", cx.t("tasks-details")).lines(4).help(cx.t("activities-markdown")).optional())
    }
}

/// The form's foot.
pub fn form_acts(cx: &Cx, back: &str) -> Markup {
    html! {
        p.actions {
            (Button::submit(cx.t("tasks-save")).primary().key("s"))
            (Button::link(back, cx.t("form-cancel")).quiet())
        }
    }
}

/// The facts as the form shows them.
pub fn typed(facts: &TaskInput, clocks: &Clocks) -> Fields {
    let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let time = match facts.due {
        Due::At(at) => at.timestamp().to_zoned(clocks.clock.clone()).strftime("%H:%M").to_string(),
        Due::On(_) | Due::Sometime => String::new(),
    };
    Fields::new()
        .with("kind", facts.kind.code())
        .with("title", &facts.title)
        .with("details", &facts.details)
        .with("about", number(facts.about.map(|about| about.number())))
        .with("assignee", number(facts.assignee.map(|assignee| assignee.number())))
        .with("due_on", facts.due.day(clocks).map(|day| day.to_string()).unwrap_or_default())
        .with("due_time", time)
        .with("remind", facts.remind.code())
        .with("repeat", facts.every().code())
}
