//! Lists of tasks: open ones by when they are due, done ones, those about a record.

use rusqlite::{ToSql, named_params};

use super::{placed, task};
use crate::base::listing::{Count, Mark, Page, Paging, Value};
use crate::base::{At, MemberId, Result, SubjectId};
use crate::crm::owners::OwnerFilter;
use crate::crm::tasks::model::{Done, Filter, Soonest, Task};
use crate::platform::View;

/// Up to here the tasks of a filter are counted.
const COUNTED: i64 = 1_000;

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
    let sql = statement(filter, paging);
    let assignee = member_of(filter);
    let (from, until) = bounds(filter);
    let (value, id) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let workspace = view.workspace();
    let mut params: Vec<(&str, &dyn ToSql)> =
        vec![(":workspace", &workspace), (":value", &value), (":id", &id), (":limit", &limit)];
    push_bounds(&mut params, filter, (&assignee, &from, &until));
    view.all(&sql, params.as_slice(), placed)
}

/// The statement of the list of open tasks: it walks an index in the order of the list.
pub(in crate::crm) fn statement(filter: &Filter, paging: &Paging<Soonest>) -> String {
    format!(
        select!(
            "FROM task {index}
             WHERE task.workspace_id = :workspace
               AND task.live = 1
               AND task.done_at IS NULL
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
    let sql = format!(
        "SELECT count(*) AS found
         FROM (SELECT 1
               FROM task
               WHERE task.workspace_id = :workspace
                 AND task.live = 1
                 AND task.done_at IS NULL
                 AND {}
               LIMIT :limit)",
        condition(filter),
    );
    let assignee = member_of(filter);
    let (from, until) = bounds(filter);
    let (limit, workspace) = (COUNTED + 1, view.workspace());
    let mut params: Vec<(&str, &dyn ToSql)> = vec![(":workspace", &workspace), (":limit", &limit)];
    push_bounds(&mut params, filter, (&assignee, &from, &until));
    let found: i64 = view.one(&sql, params.as_slice(), |row| row.get("found"))?;
    Ok(if found > COUNTED { Count::MoreThan(COUNTED) } else { Count::Exactly(found) })
}

fn condition(filter: &Filter) -> String {
    let assignee = match filter.assignee {
        OwnerFilter::Any => "1",
        OwnerFilter::Nobody => "task.assignee_id IS NULL",
        OwnerFilter::Member(_) => "task.assignee_id = :assignee",
    };
    let between = match filter.between {
        Some(_) => "task.due_sort >= :from AND task.due_sort < :until",
        None => "1",
    };
    format!("{assignee} AND {between}")
}

fn member_of(filter: &Filter) -> Option<MemberId> {
    match filter.assignee {
        OwnerFilter::Member(member) => Some(member),
        OwnerFilter::Any | OwnerFilter::Nobody => None,
    }
}

fn bounds(filter: &Filter) -> (At, At) {
    filter.between.unwrap_or_default()
}

fn push_bounds<'p>(
    params: &mut Vec<(&'static str, &'p dyn ToSql)>,
    filter: &Filter,
    (assignee, from, until): (&'p Option<MemberId>, &'p At, &'p At),
) {
    if assignee.is_some() {
        params.push((":assignee", assignee));
    }
    if filter.between.is_some() {
        params.extend([(":from", from as &dyn ToSql), (":until", until)]);
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
