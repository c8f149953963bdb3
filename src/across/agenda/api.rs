//! Tasks for programs.

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::views::clocks;
use crate::base::{Fields, Result, TaskId};
use crate::crm::tasks::{Due, Every, Filter, Remind, Task, TaskInput, TaskKind, actions, store, typed};
use crate::crm::views::{self as lists, List};
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{
    self, Added, Date, Gone, Limit, Moment, Nullable, Number, Page, Sent, Shown, Tag, Text, Word, put,
};

/// The operations on tasks.
pub struct Tasks;

/// A task.
#[derive(Debug, Object)]
#[oai(rename = "Task")]
pub struct TaskRecord {
    /// The task's number.
    id: i64,
    /// What has to be done.
    kind: Word<TaskKind>,
    /// The same in a line.
    title: String,
    /// And at length, in Markdown.
    details: String,
    /// The contact, company or deal that it is about, by number.
    #[oai(skip_serializing_if_is_none)]
    about_id: Option<i64>,
    /// The member who has to do it.
    #[oai(skip_serializing_if_is_none)]
    assignee_id: Option<i64>,
    /// The day by whose end it is due.
    #[oai(skip_serializing_if_is_none)]
    due_on: Option<Date>,
    /// The instant at which it is due.
    #[oai(skip_serializing_if_is_none)]
    due_at: Option<Moment>,
    /// How long before that its assignee is reminded.
    remind: Word<Remind>,
    /// How often it comes back: when it is done, the next one is written down.
    repeat: Word<Every>,
    /// The same as a rule of RFC 5545; absent: it does not come back.
    #[oai(skip_serializing_if_is_none)]
    rrule: Option<String>,
    /// When it was done; absent: it is open.
    #[oai(skip_serializing_if_is_none)]
    done_at: Option<Moment>,
    /// The member who did it.
    #[oai(skip_serializing_if_is_none)]
    done_by: Option<i64>,
    /// Grows with each change; `ETag` holds it too.
    version: i64,
    /// When it was written down.
    created_at: Moment,
    /// The member who wrote it down; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    created_by: Option<i64>,
    /// When it was last changed.
    updated_at: Moment,
}

/// What a program says of a task; what is left out stays as it is, or is empty in a new one.
#[derive(Debug, Object)]
#[oai(rename = "TaskChange", deny_unknown_fields)]
pub struct TaskBody {
    /// What has to be done; `todo` if left out of a new one.
    kind: Sent<Word<TaskKind>>,
    /// The same in a line; a new task needs it.
    title: Sent<Text<200>>,
    /// And at length, in Markdown.
    details: Sent<Text<10000>>,
    /// The contact, company or deal that it is about, by number; `null`: nothing in particular.
    about_id: Sent<Nullable<Number>>,
    /// The member who has to do it; `null`: nobody.
    assignee_id: Sent<Nullable<Number>>,
    /// The day by whose end it is due; `null`: some time. Replaces `due_at`.
    due_on: Sent<Nullable<Date>>,
    /// The instant at which it is due; `null`: some time. Replaces `due_on`.
    due_at: Sent<Nullable<Moment>>,
    /// How long before that its assignee is reminded, of a whole day at 9 in the morning; `never` if left out of a new
    /// one.
    remind: Sent<Word<Remind>>,
    /// How often it comes back; `never` if left out of a new one.
    repeat: Sent<Word<Every>>,
}

impl TaskBody {
    /// The fields of a form with what was sent in them.
    fn onto(self, fields: Fields) -> Fields {
        let number = |sent: &Sent<Nullable<Number>>| sent.said(|number| number.0.to_string());
        let (day, instant) =
            (self.due_on.said(|day| day.0.to_string()), self.due_at.said(|at| at.0.to_string()));
        let fields = match day.is_some() || instant.is_some() {
            true => fields.without("due_on").without("due_time").without("due_at"),
            false => fields,
        };
        let fields = put(fields, "kind", self.kind.0.map(|kind| kind.0.code().to_owned()));
        let fields = put(fields, "title", self.title.text());
        let fields = put(fields, "details", self.details.text());
        let fields = put(fields, "about", number(&self.about_id));
        let fields = put(fields, "assignee", number(&self.assignee_id));
        let fields = put(fields, "repeat", self.repeat.0.map(|every| every.0.code().to_owned()));
        let fields = put(fields, "remind", self.remind.0.map(|remind| remind.0.code().to_owned()));
        put(put(fields, "due_on", day), "due_at", instant)
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Tasks")]
impl Tasks {
    /// List tasks
    ///
    /// Open and done ones, by rising number; removed ones are left out. A view shows open ones only.
    #[oai(path = "/tasks", method = "get", operation_id = "task.list")]
    #[expect(
        clippy::too_many_arguments,
        reason = "each is a part of the request, by its name in the description"
    )]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
        /// Only what was changed then or later.
        updated_since: Query<Option<Moment>>,
        /// Only what this view shows; a view that names nobody shows the tasks of the member behind the token.
        view: Query<Option<Number>>,
    ) -> poem::Result<Json<Page<TaskRecord>>> {
        let since = updated_since.0.map(|since| since.0);
        let asked = lists::api::asked(&cx, List::Tasks, view.0)?;
        let name = lists::api::walk(List::Tasks, asked.as_ref());
        let walk = payload::Walk::new(&name, since, cursor.0.as_deref(), limit.0)?;
        let found = cx.read(|view| {
            let after = TaskId::new(walk.after);
            let ids = match &asked {
                None => store::ids_after(view, since, after, walk.rows())?,
                Some(asked) => {
                    let filter = Filter { changed_since: since, ..Filter::parse(asked, view.member()) };
                    store::ids_of(view, &filter, after, walk.rows())?
                }
            };
            store::find_many(view, &ids)
        })?;
        Ok(Json(walk.page(found.into_iter().map(record).collect(), |task| task.id)))
    }

    /// Read a task
    #[oai(path = "/tasks/:id", method = "get", operation_id = "task.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<TaskRecord>> {
        shown(&cx, of(id))
    }

    /// Write a task down
    ///
    /// With an `Idempotency-Key` the same request is done once in 24 hours, however often it is sent.
    #[oai(path = "/tasks", method = "post", operation_id = "task.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<TaskBody>,
    ) -> poem::Result<Added<TaskRecord>> {
        let fields = body.0.onto(Fields::new());
        let input = TaskInput::parse(&fields, &clocks(&cx)).map_err(payload::renamed)?;
        let run = move |tx: &Tx| Ok(actions::add(tx, &input)?.to_string());
        let id: TaskId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let task = cx.read(|view| store::find_live(view, id)).map(record)?;
        let (etag, location) = (payload::etag(task.version), format!("/api/v1/tasks/{id}"));
        Ok(Added::New(Json(task), etag, location))
    }

    /// Change a task
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/tasks/:id", method = "patch", operation_id = "task.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<TaskBody>,
    ) -> poem::Result<Shown<TaskRecord>> {
        let (id, clocks) = (of(id), clocks(&cx));
        let stored = cx.read(|view| store::find_live(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let known = match stored.facts.due {
            // The hour on a page knows no seconds.
            Due::At(at) => typed(&stored.facts, &clocks)
                .without("due_on")
                .without("due_time")
                .with("due_at", at.to_string()),
            Due::On(_) | Due::Sometime => typed(&stored.facts, &clocks),
        };
        let input = TaskInput::parse(&body.0.onto(known), &clocks).map_err(payload::renamed)?;
        cx.write(move |tx| actions::edit(tx, id, version, input)).await.map_err(payload::renamed)?;
        shown(&cx, id)
    }

    /// Do a task
    ///
    /// A task that is done already is a conflict. `If-Match` may name the version that is meant.
    #[oai(path = "/tasks/:id/finish", method = "post", operation_id = "task.finish")]
    async fn finish(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<TaskRecord>> {
        let id = of(id);
        let run = move |tx: &Tx| {
            payload::matches(if_match.0.as_deref(), store::find_live(tx, id)?.version)?;
            actions::finish(tx, id)
        };
        cx.write(run).await?;
        shown(&cx, id)
    }

    /// Open a task again
    ///
    /// A task that is not done is a conflict. `If-Match` may name the version that is meant.
    #[oai(path = "/tasks/:id/reopen", method = "post", operation_id = "task.reopen")]
    async fn reopen(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<TaskRecord>> {
        let id = of(id);
        let run = move |tx: &Tx| {
            payload::matches(if_match.0.as_deref(), store::find_live(tx, id)?.version)?;
            actions::reopen(tx, id)
        };
        cx.write(run).await?;
        shown(&cx, id)
    }

    /// Remove a task
    ///
    /// People can take that back for 30 days. `If-Match` may name the version that is meant.
    #[oai(path = "/tasks/:id", method = "delete", operation_id = "task.remove")]
    async fn remove(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Gone> {
        let id = of(id);
        let run = move |tx: &Tx| {
            payload::matches(if_match.0.as_deref(), store::find_live(tx, id)?.version)?;
            actions::remove(tx, id)
        };
        cx.write(run).await?;
        Ok(Gone::Removed)
    }
}

fn of(id: Path<Number>) -> TaskId {
    TaskId::new(id.0.0)
}

fn shown(cx: &Cx, id: TaskId) -> poem::Result<Shown<TaskRecord>> {
    let task: Result<TaskRecord> = cx.read(|view| store::find_live(view, id)).map(record);
    let task = task?;
    let etag = payload::etag(task.version);
    Ok(Shown::Now(Json(task), etag))
}

fn record(task: Task) -> TaskRecord {
    let (every, facts) = (task.facts.every(), task.facts);
    let (due_on, due_at) = match facts.due {
        Due::Sometime => (None, None),
        Due::On(day) => (Some(Date(day)), None),
        Due::At(at) => (None, Some(Moment(at))),
    };
    TaskRecord {
        id: task.id.number(),
        kind: Word(facts.kind),
        title: facts.title,
        details: facts.details,
        about_id: facts.about.map(|about| about.number()),
        assignee_id: facts.assignee.map(|assignee| assignee.number()),
        due_on,
        due_at,
        remind: Word(facts.remind),
        repeat: Word(every),
        rrule: facts.repeat.map(|rule| rule.as_str().to_owned()),
        done_at: task.done_at.map(Moment),
        done_by: task.done_by.map(|member| member.number()),
        version: task.version,
        created_at: Moment(task.created_at),
        created_by: task.created_by.map(|member| member.number()),
        updated_at: Moment(task.updated_at),
    }
}
