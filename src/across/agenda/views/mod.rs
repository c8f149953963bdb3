//! Tasks as pages, and as parts of others.

mod month;

use maud::{Markup, PreEscaped, html};

use crate::across::filing::{self, Kept};
use crate::across::naming::Named;
use crate::base::listing::{Count, Page};
use crate::base::{Fields, Problems, Right, SubjectId, format};
use crate::crm::activities::{self, Access};
use crate::crm::owners::{OwnerFilter, Owners, owner_name};
use crate::crm::tasks::{self, Bucket, Clocks, Every, Filter, Lines, Remind, State, Task, TaskKind};
use crate::crm::views::{self as lists, Lens, Seen};
use crate::platform::crypto;
use crate::web::components::{
    Button, Drawing, Icon, Inputs, Tone, empty, icon, menu, menu_post, pager, section, state, time, title,
    trail,
};
use crate::web::{Cx, flash, frame};

pub use month::month;

/// What the pages of tasks show.
pub struct Shown {
    /// The tasks.
    pub page: Page<Task>,
    /// How many there are, where that is known.
    pub count: Option<Count>,
    /// The records that they are about.
    pub names: Vec<Named>,
    /// Everybody who may have to do something.
    pub owners: Owners,
    /// What is kept with the only one.
    pub files: Kept,
}

/// The zones by which the reader's days and hours count.
pub fn clocks(cx: &Cx) -> Clocks {
    let clock = cx.who.reader.zone.clone();
    Clocks { day: cx.who.place.as_ref().map_or_else(|| clock.clone(), |place| place.zone.clone()), clock }
}

/// The open tasks under their heads.
pub fn agenda(cx: &Cx, shown: &Shown, (filter, seen): (&Filter, &Seen)) -> Markup {
    let lens = &seen.lens;
    let here = lists::list_address(cx, lens, &filter.pairs(cx.actor().member), "");
    let clocks = clocks(cx);
    let count = match shown.count {
        Some(Count::Exactly(number)) => format::number(cx.language(), number),
        Some(Count::MoreThan(number)) => format!("{}+", format::number(cx.language(), number)),
        None => String::new(),
    };
    let parts = shown.page.rows.chunk_by(|one, next| head(cx, one, &clocks) == head(cx, next, &clocks));
    let body = html! {
        (title(cx.t("tasks-all"), &count, acts(cx, filter, lens)))
        (lists::tabs(cx, lens))
        (bar(cx, shown, filter, "/tasks", html! { (lists::hidden(lens)) (lists::chips(cx, seen)) }))
        @if shown.page.rows.is_empty() { (nothing(cx, filter)) }
        @for part in parts {
            @let bucket = head(cx, &part[0], &clocks);
            (section(bucket.code(), cx.t(bucket.key()), html! {}, listed(cx, shown, (&clocks, &here), part)))
        }
        (turns(cx, shown, &here))
    };
    frame(cx, cx.t("tasks-all"), body)
}

/// There is nothing to do, or nothing like that.
fn nothing(cx: &Cx, filter: &Filter) -> Markup {
    match filter.rules.is_empty() {
        true => empty(Drawing::Tray, cx.t("tasks-none-title"), cx.t("tasks-none-text"), html! {}),
        false => {
            let all = Button::link(cx.path("/tasks?view=all"), cx.t("tasks-mine"));
            empty(
                Drawing::Glass,
                cx.t("tasks-none-such-title"),
                cx.t("tasks-none-such-text"),
                html! { (all) },
            )
        }
    }
}

fn head(cx: &Cx, task: &Task, clocks: &Clocks) -> Bucket {
    task.facts.due.bucket(cx.now(), clocks)
}

/// What is done.
pub fn done(cx: &Cx, shown: &Shown, filter: &Filter) -> Markup {
    let (clocks, here) = (clocks(cx), address(cx, "/tasks/done", filter));
    let body = html! {
        (trail(cx, &[(&cx.path("/tasks"), cx.t("tasks-all"))]))
        (title(cx.t("tasks-done"), "", html! {}))
        (bar(cx, shown, filter, "/tasks/done", html! {}))
        @if shown.page.rows.is_empty() {
            (empty(Drawing::Glass, cx.t("tasks-done-none"), "", html! {}))
        } @else {
            (listed(cx, shown, (&clocks, &here), &shown.page.rows))
        }
        (turns(cx, shown, &here))
    };
    frame(cx, cx.t("tasks-done"), body)
}

fn acts(cx: &Cx, filter: &Filter, lens: &Lens) -> Markup {
    html! {
        (Button::link(address(cx, "/tasks/month", filter), cx.t("tasks-month")).icon(Icon::Clock))
        (Button::link(address(cx, "/tasks/done", filter), cx.t("tasks-done")).icon(Icon::Tick))
        @if cx.may(Right::SalesWrite) {
            (Button::link(cx.path("/tasks/new"), cx.t("tasks-new")).primary().icon(Icon::Plus).key("n"))
        }
        (menu("more-list", cx.t("tasks-more"), lists::menu_links(cx, lens)))
    }
}

/// Whose tasks are shown; `kept` stays what it is.
fn bar(cx: &Cx, shown: &Shown, filter: &Filter, path: &str, kept: Markup) -> Markup {
    let own = cx.actor().member.map(|member| (member.to_string(), cx.t("tasks-mine").to_owned()));
    let rest = [
        ("all".to_owned(), cx.t("tasks-everybodys").to_owned()),
        ("nobody".to_owned(), cx.t("owners-nobody").to_owned()),
    ];
    let others = shown
        .owners
        .filters()
        .into_iter()
        .filter(|(number, _)| own.as_ref().is_none_or(|(own, _)| own != number));
    let choices: Vec<(String, String)> = own.clone().into_iter().chain(rest).chain(others).collect();
    html! {
        form.bar action=(cx.path(path)) {
            (kept)
            select.input name="assignee" aria-label=(cx.t("tasks-assignee")) {
                @for (value, text) in &choices { option value=(value) selected[*value == filter.whose()] { (text) } }
            }
            (Button::submit(cx.t("list-show")))
        }
    }
}

fn listed(cx: &Cx, shown: &Shown, (clocks, back): (&Clocks, &str), tasks: &[Task]) -> Markup {
    let name = |about: SubjectId| {
        let named = shown.names.iter().find(|named| named.subject == about)?;
        Some((cx.path(named.path()), named.name.clone()))
    };
    tasks::lines(cx, &Lines { clocks, owners: &shown.owners, name: Some(&name), back }, tasks)
}

fn turns(cx: &Cx, shown: &Shown, here: &str) -> Markup {
    let turn = |name: &str, cursor: &Option<String>| Some(flash::with(here, &[(name, cursor.as_deref()?)]));
    let (newer, older) = (turn("before", &shown.page.newer), turn("after", &shown.page.older));
    html! { @if newer.is_some() || older.is_some() { (pager(cx, "", newer.as_deref(), older.as_deref())) } }
}

fn address(cx: &Cx, path: &str, filter: &Filter) -> String {
    let own = cx.actor().member.map(OwnerFilter::Member).unwrap_or_default();
    if filter.assignee == own {
        cx.path(path)
    } else {
        flash::with(&cx.path(path), &[("assignee", &filter.whose())])
    }
}

/// One task: a page with exactly it.
pub fn task(cx: &Cx, shown: &Shown) -> Markup {
    let [task] = &shown.page.rows[..] else { return html! {} };
    let facts = &task.facts;
    let access = if task.is_of(cx.actor()) { Access::Write } else { Access::Read };
    let body = html! {
        (trail(cx, &[(&cx.path("/tasks"), cx.t("tasks-all"))]))
        (title(&facts.title, "", task_acts(cx, task)))
        div.form {
            (section("facts", cx.t("tasks-facts"), html! {}, task_facts(cx, shown, task)))
            @if !facts.details.is_empty() {
                (section("details", cx.t("tasks-details"), html! {}, html! {
                    div.prose { (PreEscaped(activities::html(&facts.details))) }
                }))
            }
        }
        (filing::of_record(cx, task.id.subject(), &shown.files, &shown.owners, access))
    };
    frame(cx, &facts.title, body)
}

fn task_acts(cx: &Cx, task: &Task) -> Markup {
    let path = cx.path(format_args!("/tasks/{}", task.id));
    let (verb, key) = match task.state() {
        State::Open => ("finish", "tasks-finish"),
        State::Done(_) | State::Removed => ("reopen", "tasks-reopen"),
    };
    let act = Button::submit(cx.t(key));
    html! {
        @if task.is_of(cx.actor()) {
            form method="post" action={ (path) "/" (verb) } {
                input type="hidden" name="back" value=(path);
                @if task.done_at.is_none() { (act.primary().icon(Icon::Tick)) } @else { (act) }
            }
            (Button::link(format!("{path}/edit"), cx.t("tasks-edit")).icon(Icon::Pencil).key("e"))
            (menu("task-menu", cx.t("tasks-more"), html! {
                (menu_post(Icon::Bin, &format!("{path}/remove"), cx.t("tasks-remove")))
            }))
        }
    }
}

fn task_facts(cx: &Cx, shown: &Shown, task: &Task) -> Markup {
    let facts = &task.facts;
    let about = facts.about.and_then(|about| shown.names.iter().find(|named| named.subject == about));
    let line = |key: &'static str, value: Markup| html! { div { dt { (cx.t(key)) } dd { (value) } } };
    html! {
        dl.facts.locked {
            @match task.state() {
                State::Done(at) => {
                    (line("tasks-state", html! {
                        (state(Tone::Good, cx.t("tasks-is-done"))) " " (time(cx, at)) ", "
                        (owner_name(cx, &shown.owners, task.done_by))
                    }))
                }
                State::Open | State::Removed => {
                    (line("tasks-due-on", html! {
                        @if facts.due == tasks::Due::Sometime { span.soft { (cx.t("tasks-sometime")) } }
                        (tasks::due(cx, task, &clocks(cx)))
                    }))
                }
            }
            @if facts.remind != Remind::Never { (line("tasks-remind", reminder(cx, task))) }
            @if facts.every() != Every::Never {
                (line("tasks-repeat", html! { (cx.t(facts.every().key())) }))
            }
            @if facts.kind != TaskKind::Todo { (line("tasks-kind", html! { (cx.t(facts.kind.key())) })) }
            @if let Some(named) = about {
                (line("tasks-about", html! { a href=(cx.path(named.path())) { (named.name) } }))
            }
            (line("tasks-assignee", owner_name(cx, &shown.owners, facts.assignee)))
            (line("tasks-written", html! {
                (time(cx, task.created_at)) ", " (owner_name(cx, &shown.owners, task.created_by))
            }))
        }
    }
}

/// How long before, and when that is, or that it was.
fn reminder(cx: &Cx, task: &Task) -> Markup {
    html! {
        (cx.t(task.facts.remind.key()))
        @if let (Some(at), State::Open) = (task.remind_at, task.state()) { ", " (time(cx, at)) }
    }
}

/// What stands in the form, and what is wrong with it.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The task that is changed; none is written down.
    pub task: Option<&'a Task>,
    /// The record that it is about.
    pub about: Option<&'a Named>,
    /// Everybody who may have to do it.
    pub owners: &'a Owners,
    /// What somebody else has stored meanwhile.
    pub stored: Option<&'a Task>,
}

/// The form as a page.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let heading = cx.t(if sheet.task.is_some() { "tasks-edit-title" } else { "tasks-new-title" });
    let action = match sheet.task {
        Some(task) => cx.path(format_args!("/tasks/{}/edit", task.id)),
        None => cx.path("/tasks/new"),
    };
    let back = match (sheet.task, sheet.about) {
        (Some(task), _) => cx.path(format_args!("/tasks/{}", task.id)),
        (None, Some(about)) => cx.path(about.path()),
        (None, None) => cx.path("/tasks"),
    };
    let body = html! {
        (trail(cx, &[(&cx.path("/tasks"), cx.t("tasks-all"))]))
        (title(heading, "", html! {}))
        @if let Some(stored) = sheet.stored { (clash(cx, sheet, stored)) }
        (inputs.errors())
        form.form method="post" action=(action) novalidate {
            (inputs.hidden(if sheet.task.is_some() { "version" } else { "act" }))
            @if sheet.task.is_none() { input type="hidden" name="back" value=(back); }
            @if let Some(about) = sheet.about {
                p { (cx.t("tasks-about")) ": " a href=(cx.path(about.path())) { (about.name) } }
            }
            (tasks::fields(cx, &inputs, sheet.owners))
            (tasks::form_acts(cx, &back))
        }
    };
    frame(cx, &inputs.title(heading), body)
}

fn clash(cx: &Cx, sheet: &Sheet, stored: &Task) -> Markup {
    html! {
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-text")) }
            p {
                b { (stored.facts.title) } ", " (tasks::due(cx, stored, &clocks(cx))) ", "
                (owner_name(cx, sheet.owners, stored.facts.assignee))
            }
            @if !stored.facts.details.is_empty() {
                div.said { (PreEscaped(activities::html(&stored.facts.details))) }
            }
        }
    }
}

/// The part of a record's page: what is to be done about it, and the line for one more.
pub fn of_record(cx: &Cx, about: SubjectId, record: &str, tasks: &[Task], owners: &Owners) -> Markup {
    let more = html! {
        @if cx.may(Right::SalesWrite) {
            a href=(cx.path(format_args!("/tasks/new?about={about}"))) { (cx.t("tasks-new")) }
        }
    };
    let list = html! {
        @if tasks.is_empty() { p.help { (cx.t("tasks-none-here")) } }
        @else { (tasks::lines(cx, &Lines { clocks: &clocks(cx), owners, name: None, back: record }, tasks)) }
        @if cx.may(Right::SalesWrite) {
            form.bar method="post" action=(cx.path("/tasks/new")) {
                input type="hidden" name="act" value=(crypto::token());
                input type="hidden" name="about" value=(about);
                input type="hidden" name="back" value=(record);
                @if let Some(member) = cx.actor().member { input type="hidden" name="assignee" value=(member); }
                input.input name="title" aria-label=(cx.t("tasks-title")) placeholder=(cx.t("tasks-quick"))
                    maxlength="200" autocomplete="off" required;
                input.input type="date" name="due_on" aria-label=(cx.t("tasks-due-on"));
                button.button { (icon(Icon::Plus)) " " (cx.t("tasks-add")) }
            }
        }
    };
    section("tasks", cx.t("tasks-all"), more, list)
}

/// The part of today's page: what the reader has to do now.
pub fn today(cx: &Cx, tasks: &[Task], names: &[Named], owners: &Owners) -> Markup {
    let name = |about: SubjectId| {
        let named = names.iter().find(|named| named.subject == about)?;
        Some((cx.path(named.path()), named.name.clone()))
    };
    let shown = Lines { clocks: &clocks(cx), owners, name: Some(&name), back: &cx.path("") };
    let all = html! { a href=(cx.path("/tasks")) { (cx.t("tasks-all")) } };
    section("todo", cx.t("tasks-to-do"), all, tasks::lines(cx, &shown, tasks))
}
