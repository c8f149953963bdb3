//! The pages of tasks.

use std::time::Duration;

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::Month;
use super::views::{self, Sheet, Shown, clocks};
use crate::across::filing::{self, Kept};
use crate::across::naming::{self, Named};
use crate::base::id::kind;
use crate::base::listing::{Count, Page, Paging};
use crate::base::{At, Error, Fields, Problems, Result, SubjectId, TaskId};
use crate::crm::owners::{self, OwnerFilter};
use crate::crm::tasks::{Due, Filter, Task, TaskInput, TaskKind, actions, store, typed};
use crate::crm::views::{self as lists, Choices, List, Set};
use crate::platform::{Tx, View, crypto};
use crate::web::language::own_path;
use crate::web::{Asked, Cx, Form, Of, flash};

/// So many tasks a month shows.
const MONTH: i64 = 1_000;

/// What is still to be done, under the heads of the agenda.
#[handler]
pub async fn agenda(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let kept = cx.kept();
    let (shown, filter, seen) = cx.read(|view| {
        let lens = lists::store::open(view, List::Tasks, &query)?;
        let asked = lens.asked(&query);
        let filter = Filter::parse(&asked, cx.actor().member);
        let page = store::list(view, &filter, &Paging::parse(&asked, &filter.code()))?;
        let choices = if lens.names_choices() { choices(&cx, view)? } else { Choices::default() };
        let read = || store::count(view, &filter);
        let count = lists::pages::count((&kept, view), (List::Tasks, &filter), page.whole(), read)?;
        Ok((gather(view, page, Some(count))?, filter, lists::pages::seen(view, lens, choices, &[])?))
    })?;
    Ok(views::agenda(&cx, &shown, (&filter, &seen)))
}

/// What can be chosen in conditions.
pub fn choices(cx: &Cx, view: &View) -> Result<Choices> {
    let named = |choices: &[(&str, &'static str)]| {
        choices.iter().map(|(code, key)| ((*code).to_owned(), cx.t(key).to_owned())).collect()
    };
    let kinds: Vec<(&str, &str)> = TaskKind::ALL.iter().map(|kind| (kind.code(), kind.key())).collect();
    let records = [
        ("contact", "naming-contact"),
        ("company", "naming-company"),
        ("lead", "naming-lead"),
        ("deal", "naming-deal"),
    ];
    Ok(lists::pages::choices(cx, view, List::Tasks)?
        .with(Set::TaskKinds, named(&kinds))
        .with(Set::Records, named(&records)))
}

/// What is done, the last done first.
#[handler]
pub async fn done(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let filter = Filter::parse(&query, cx.actor().member);
    let assignee = match filter.assignee {
        OwnerFilter::Member(member) => Some(member),
        OwnerFilter::Any | OwnerFilter::Nobody => None,
    };
    let shown = cx.read(|view| {
        gather(view, store::list_done(view, assignee, &Paging::parse(&query, &filter.code()))?, None)
    })?;
    Ok(views::done(&cx, &shown, &filter))
}

/// What is to be done in a month, each task on its day.
#[handler]
pub async fn month(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let (clocks, shown_month) = (clocks(&cx), Month::parse(query.first("month"), cx.today()));
    // A day more at both ends: the hours of the reader may be of another zone than the workspace's days.
    let edge = |month: Option<Month>, else_at: i64| {
        month.map_or(At(else_at), |month| At(Due::On(month.first()).place(&clocks.day)))
    };
    let from = edge(Some(shown_month), i64::MIN).minus(Duration::from_secs(2 * 86_400));
    let until = edge(shown_month.after(), i64::MAX).plus(Duration::from_secs(86_400));
    let filter = Filter { between: Some((from, until)), ..Filter::parse(&query, cx.actor().member) };
    let shown = cx.read(|view| {
        let rows = store::list_until(view, &filter, MONTH)?;
        gather(view, Page { rows, newer: None, older: None }, None)
    })?;
    Ok(views::month(&cx, &shown, &filter, shown_month))
}

/// The empty form; `?about=` of a record's page says about whom.
#[handler]
pub async fn add(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let assignee = cx.actor().member.map(|member| member.to_string()).unwrap_or_default();
    let fields = Fields::new()
        .with("act", crypto::token())
        .with("kind", "todo")
        .with("assignee", assignee)
        .with("due_on", query.first("due_on"))
        .with("about", query.first("about"));
    draw(&cx, &fields, &Problems::default(), None)
}

/// Writes the task down, or shows the form again with what is wrong.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let input = match TaskInput::parse(&typed, &clocks(&cx)) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, None),
        Err(other) => return Err(other),
    };
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| Ok(actions::add(tx, &input)?.to_string());
    match cx.write_once(&act, &typed, run).await {
        Ok(_) => Ok(flash::done(back(&cx, &typed), "tasks-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, None),
        Err(other) => Err(other),
    }
}

/// A task.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Task>) -> Result<Markup> {
    let shown = cx.read(|view| {
        let task = store::find_live(view, id)?;
        let page = Page { rows: vec![task], newer: None, older: None };
        Ok(Shown { files: filing::kept(view, id.subject())?, ..gather(view, page, None)? })
    })?;
    Ok(views::task(&cx, &shown))
}

/// The form with the task as it is.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Task>) -> Result<Markup> {
    let task = find_mine(&cx, id)?;
    let fields = typed(&task.facts, &clocks(&cx)).with("version", task.version.to_string());
    draw(&cx, &fields, &Problems::default(), Some(&task))
}

/// Changes the task, or shows the form again: with what is wrong, or beside what somebody else has stored meanwhile.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Task>, Form(typed): Form) -> Result<Response> {
    let task = find_mine(&cx, id)?;
    let input = match TaskInput::parse(&typed, &clocks(&cx)) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, Some(&task)),
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    match cx.write(move |tx| actions::edit(tx, id, version, input)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/tasks/{id}")), "tasks-saved")),
        Err(Error::Stale(_)) => clash(&cx, id, &typed),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, Some(&task)),
        Err(other) => Err(other),
    }
}

/// Does the task; it can be taken back.
#[handler]
pub async fn finish(cx: Cx, Of(id): Of<kind::Task>, Form(typed): Form) -> Result<Response> {
    let set = cx.write(move |tx| actions::finish(tx, id)).await?;
    Ok(flash::undoable(back(&cx, &typed), "tasks-finished", set))
}

/// Opens the task again.
#[handler]
pub async fn reopen(cx: Cx, Of(id): Of<kind::Task>, Form(typed): Form) -> Result<Response> {
    cx.write(move |tx| actions::reopen(tx, id)).await?;
    Ok(flash::done(back(&cx, &typed), "tasks-reopened"))
}

/// Removes the task; it can be taken back.
#[handler]
pub async fn remove(cx: Cx, Of(id): Of<kind::Task>) -> Result<Response> {
    let set = cx.write(move |tx| actions::remove(tx, id)).await?;
    Ok(flash::undoable(cx.path("/tasks"), "tasks-removed", set))
}

/// Where the form came from, else the agenda.
fn back(cx: &Cx, typed: &Fields) -> String {
    match own_path(typed.first("back")) {
        "/" => cx.path("/tasks"),
        path => path.to_owned(),
    }
}

fn gather(view: &View, page: Page<Task>, count: Option<Count>) -> Result<Shown> {
    let about: Vec<SubjectId> = page.rows.iter().filter_map(|task| task.facts.about).collect();
    Ok(Shown {
        names: naming::names(view, &about)?,
        owners: owners::store::list(view)?,
        page,
        count,
        files: Kept::default(),
    })
}

/// A task that is not removed, if the reader may change it.
fn find_mine(cx: &Cx, id: TaskId) -> Result<Task> {
    let task = cx.read(|view| store::find_live(view, id))?;
    if task.is_of(cx.actor()) { Ok(task) } else { Err(Error::Forbidden) }
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems, task: Option<&Task>) -> Result<Markup> {
    let (about, owners) = cx.read(|view| about(view, fields))?;
    Ok(views::form(
        cx,
        &Sheet { fields, problems, task, about: about.as_ref(), owners: &owners, stored: None },
    ))
}

fn refuse(cx: &Cx, fields: &Fields, problems: &Problems, task: Option<&Task>) -> Result<Response> {
    let page = draw(cx, fields, problems, task)?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Somebody else was faster: what is stored now, and the form with what was typed, which now follows theirs.
fn clash(cx: &Cx, id: TaskId, typed: &Fields) -> Result<Response> {
    let stored = find_mine(cx, id)?;
    let pairs = typed.pairs().filter(|(name, _)| *name != "version");
    let fields: Fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let fields = fields.with("version", stored.version.to_string());
    let (about, owners) = cx.read(|view| about(view, &fields))?;
    let sheet = Sheet {
        fields: &fields,
        problems: &Problems::default(),
        task: Some(&stored),
        about: about.as_ref(),
        owners: &owners,
        stored: Some(&stored),
    };
    Ok(views::form(cx, &sheet).with_status(StatusCode::CONFLICT).into_response())
}

fn about(view: &View, fields: &Fields) -> Result<(Option<Named>, owners::Owners)> {
    let named = match fields.first("about").parse::<SubjectId>() {
        Ok(about) => naming::names(view, &[about])?.pop(),
        Err(_) => None,
    };
    Ok((named, owners::store::list(view)?))
}
