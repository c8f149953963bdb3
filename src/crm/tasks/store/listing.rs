//! Lists of tasks: open ones by when they are due, done ones, those about a record.

use rusqlite::{ToSql, named_params};

use super::{placed, task};
use crate::base::listing::{Count, Mark, Page, Paging, Value};
use crate::base::{At, MemberId, Result, SubjectId, TaskId, WorkspaceId};
use crate::crm::owners::OwnerFilter;
use crate::crm::tasks::model::{Done, Filter, Soonest, Task};
use crate::crm::views::{self, List};
use crate::platform::View;

/// One page of the open tasks, the soonest first.
pub fn list(view: &View, filter: &Filter, paging: &Paging<Soonest>) -> Result<Page<Task>> {
    let rows = fetch(view, filter, paging, paging.limit())?;
    let page = paging.page(rows, |(task, place)| Mark { value: Value::Number(*place), id: task.id.number() });
    Ok(Page {
        rows: page.rows.into_iter().map(|(task, _)| task).collect(),
        newer: page.newer,
        older: page.older,
    })
}

/// The open tasks that the filter lets through, the soonest first; at most `limit`.
pub fn list_until(view: &View, filter: &Filter, limit: i64) -> Result<Vec<Task>> {
    let rows = fetch(view, filter, &Paging::start(Soonest), limit)?;
    Ok(rows.into_iter().map(|(task, _)| task).collect())
}

fn fetch(view: &View, filter: &Filter, paging: &Paging<Soonest>, limit: i64) -> Result<Vec<(Task, i64)>> {
    let (bounds, sql) = (Bounds::of(view, filter)?, statement(filter, paging));
    let (value, id) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let mut params = bounds.params();
    params.extend([(":value", &value as &dyn ToSql), (":id", &id), (":limit", &limit)]);
    view.all(&sql, params.as_slice(), placed)
}

/// The statement of the list of open tasks: it walks an index in the order of the list.
pub(in crate::crm) fn statement(filter: &Filter, paging: &Paging<Soonest>) -> String {
    format!(
        select!(
            "FROM task {index}
             WHERE task.workspace_id = :workspace
               AND {condition}
               AND {place}
             ORDER BY task.due_sort {direction}, task.id {direction}
             LIMIT :limit"
        ),
        index = match filter.assignee {
            OwnerFilter::Any => "INDEXED BY task_by_due",
            OwnerFilter::Nobody | OwnerFilter::Member(_) => "INDEXED BY task_assignee",
        },
        condition = condition(filter),
        place = paging.condition("task.due_sort", "task.id"),
        direction = paging.direction(),
    )
}

/// How many open tasks the filter lets through, up to a bound.
pub fn count(view: &View, filter: &Filter) -> Result<Count> {
    let bounds = Bounds::of(view, filter)?;
    views::store::count(view, List::Tasks, "", &condition(filter), bounds.params())
}

/// The numbers of the open tasks that the filter lets through, after that one, rising; at most `limit`.
pub fn ids_of(view: &View, filter: &Filter, after: TaskId, limit: i64) -> Result<Vec<TaskId>> {
    let bounds = Bounds::of(view, filter)?;
    views::store::ids_after(view, List::Tasks, &condition(filter), bounds.params(), (after, limit))
}

/// Without the tasks that a set of changes wrote down.
const BESIDES: &str = "NOT EXISTS (
                 SELECT 1
                 FROM change_row
                 WHERE change_row.workspace_id = task.workspace_id
                   AND change_row.change_set_id = :besides
                   AND change_row.subject_id = task.id
                   AND change_row.act = 'created'
               )";

fn condition(filter: &Filter) -> String {
    let rules = views::store::condition(List::Tasks, &filter.rules);
    let mut parts = vec!["task.live = 1", "task.done_at IS NULL"];
    match filter.assignee {
        OwnerFilter::Any => {}
        OwnerFilter::Nobody => parts.push("task.assignee_id IS NULL"),
        OwnerFilter::Member(_) => parts.push("task.assignee_id = :assignee"),
    }
    if filter.between.is_some() {
        parts.push("task.due_sort >= :from AND task.due_sort < :until");
    }
    if filter.changed_since.is_some() {
        parts.push("task.updated_at >= :changed_since");
    }
    if filter.besides.is_some() {
        parts.push(BESIDES);
    }
    parts.extend(rules.as_deref());
    parts.join("\n               AND ")
}

/// The values that a filter binds.
struct Bounds<'f> {
    filter: &'f Filter,
    workspace: WorkspaceId,
    assignee: Option<MemberId>,
    between: (At, At),
    rules: views::store::Bound,
}

impl<'f> Bounds<'f> {
    fn of(view: &View, filter: &'f Filter) -> Result<Bounds<'f>> {
        let assignee = match filter.assignee {
            OwnerFilter::Member(member) => Some(member),
            OwnerFilter::Any | OwnerFilter::Nobody => None,
        };
        let (workspace, between) = (view.workspace(), filter.between.unwrap_or_default());
        Ok(Bounds { filter, workspace, assignee, between, rules: views::store::bound(view, &filter.rules)? })
    }

    fn params(&self) -> views::store::Params<'_> {
        let mut params: views::store::Params = vec![(":workspace", &self.workspace)];
        if self.assignee.is_some() {
            params.push((":assignee", &self.assignee));
        }
        if self.filter.between.is_some() {
            params.extend([(":from", &self.between.0 as &dyn ToSql), (":until", &self.between.1)]);
        }
        if self.filter.changed_since.is_some() {
            params.push((":changed_since", &self.filter.changed_since));
        }
        if self.filter.besides.is_some() {
            params.push((":besides", &self.filter.besides));
        }
        params.extend(self.rules.params());
        params
    }
}

/// One page of what is done, the last done first; of one member's, what they had to do.
pub fn list_done(view: &View, assignee: Option<MemberId>, paging: &Paging<Done>) -> Result<Page<Task>> {
    let sql = format!(
        select!(
            "FROM task INDEXED BY task_done
             WHERE task.workspace_id = :workspace
               AND task.live = 1
               AND task.done_at IS NOT NULL
               AND (:assignee IS NULL OR task.assignee_id = :assignee)
               AND {place}
             ORDER BY task.done_at {direction}, task.id {direction}
             LIMIT :limit"
        ),
        place = paging.condition("task.done_at", "task.id"),
        direction = paging.direction(),
    );
    let rows = view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":assignee": assignee,
            ":limit": paging.limit(),
            ":value": paging.mark().map(|mark| &mark.value),
            ":id": paging.mark().map(|mark| mark.id),
        },
        task,
    )?;
    Ok(paging.page(rows, |task| Mark {
        value: Value::Number(task.done_at.map_or(0, |at| at.0)),
        id: task.id.number(),
    }))
}

/// The open tasks about that subject, the soonest first; at most `limit`.
pub fn list_about(view: &View, about: SubjectId, limit: i64) -> Result<Vec<Task>> {
    view.all(
        select!(
            "FROM task
             WHERE task.workspace_id = :workspace
               AND task.about_id = :about
               AND task.live = 1
               AND task.done_at IS NULL
             ORDER BY task.due_sort, task.id
             LIMIT :limit"
        ),
        named_params! { ":workspace": view.workspace(), ":about": about, ":limit": limit },
        task,
    )
}
