//! All SQL on `task`.

use rusqlite::named_params;

use super::model::{Due, Filter, Rule, Soonest, Task, TaskInput};
use crate::base::listing::Paging;
use crate::base::{At, Day, Error, MemberId, Result, SubjectId, SubjectKind, TaskId};
use crate::crm::owners::OwnerFilter;
use crate::crm::subjects;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};
use crate::workspace::settings;

/// What a task is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT task.id, task.kind, task.title, task.details, task.about_id, task.assignee_id, task.due_on, task.due_at,
                    task.due_sort, task.done_at, task.done_by, task.live, task.version, task.created_at, task.created_by,
                    task.updated_at, task.remind, task.remind_at, task.repeat ",
            $rest
        )
    };
}

mod listing;

#[cfg(test)]
pub(in crate::crm) use listing::statement;
pub use listing::{count, ids_of, list, list_about, list_done, list_until};

/// The task, removed or not, or `NotFound`.
pub fn find(view: &View, id: TaskId) -> Result<Task> {
    maybe_find(view, id)?.ok_or(Error::NotFound)
}

/// The task, removed or not, if there is one.
pub fn maybe_find(view: &View, id: TaskId) -> Result<Option<Task>> {
    view.maybe(
        select!(
            "FROM task
             WHERE task.workspace_id = :workspace
               AND task.id = :id"
        ),
        named_params! { ":workspace": view.workspace(), ":id": id },
        task,
    )
}

/// The task, or `NotFound` if it is removed.
pub fn find_live(view: &View, id: TaskId) -> Result<Task> {
    let task = find(view, id)?;
    if task.is_live { Ok(task) } else { Err(Error::NotFound) }
}

/// Those of the tasks that are not removed, in the order of the question.
pub fn find_many(view: &View, ids: &[TaskId]) -> Result<Vec<Task>> {
    view.all(
        select!(
            "FROM json_each(:ids) AS wanted
             CROSS JOIN task ON task.workspace_id = :workspace AND task.id = wanted.value AND task.live = 1
             ORDER BY wanted.key"
        ),
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        task,
    )
}

/// The numbers of the tasks that are not removed, after that one, rising; at most `limit`: programs walk by it.
pub fn ids_after(view: &View, changed_since: Option<At>, after: TaskId, limit: i64) -> Result<Vec<TaskId>> {
    view.all(
        "SELECT id
         FROM task
         WHERE workspace_id = :workspace
           AND live = 1
           AND id > :after
           AND updated_at >= :since
         ORDER BY id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":after": after,
            ":since": changed_since.unwrap_or(At(i64::MIN)),
            ":limit": limit,
        },
        |row| row.get("id"),
    )
}

/// Every task about that subject, removed ones too, by number.
pub fn ids_about(view: &View, about: SubjectId) -> Result<Vec<TaskId>> {
    view.all(
        "SELECT id
         FROM task
         WHERE workspace_id = :workspace
           AND about_id = :about
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":about": about },
        |row| row.get("id"),
    )
}

/// Removed tasks whose time to be taken back is over; at most `limit`.
pub fn list_removed(view: &View, before: At, limit: i64) -> Result<Vec<TaskId>> {
    view.all(
        "SELECT id
         FROM task
         WHERE workspace_id = :workspace
           AND live = 0
           AND updated_at < :before
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":before": before, ":limit": limit },
        |row| row.get("id"),
    )
}

/// Adds a task that stands at that place, of which somebody is to be reminded then.
pub fn insert(tx: &Tx, facts: &TaskInput, place: i64, remind_at: Option<At>) -> Result<Task> {
    let id = TaskId::of(subjects::store::insert(tx, SubjectKind::Task)?);
    let task = Task {
        id,
        facts: facts.clone(),
        done_at: None,
        done_by: None,
        is_live: true,
        version: 1,
        created_at: tx.now(),
        created_by: tx.member(),
        updated_at: tx.now(),
        remind_at,
    };
    tx.insert(
        "INSERT INTO task (id, workspace_id, kind, title, due_sort, created_at, created_by, updated_at)
         VALUES (:id, :workspace, :kind, :title, :place, :now, :member, :now)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":kind": facts.kind.code(),
            ":title": facts.title,
            ":place": place,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    save(tx, &task, place)?;
    Ok(task)
}

/// Sets back when the task was written down: another product has had it since then.
pub fn backdate(tx: &Tx, id: TaskId, at: At) -> Result<()> {
    tx.execute(
        "UPDATE task
         SET created_at = :at
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":at": at },
    )?;
    Ok(())
}

/// Stores the task as it now is, at that place; the caller has checked the version.
pub fn save(tx: &Tx, task: &Task, place: i64) -> Result<()> {
    let facts = &task.facts;
    let (due_on, due_at) = match facts.due {
        Due::Sometime => (None, None),
        Due::On(day) => (Some(day.to_string()), None),
        Due::At(at) => (None, Some(at)),
    };
    tx.execute(
        "UPDATE task
         SET kind = :kind, title = :title, details = :details, about_id = :about, assignee_id = :assignee,
             due_on = :due_on, due_at = :due_at, due_sort = :place, remind = :remind, remind_at = :remind_at, repeat = :repeat,
             done_at = :done_at, done_by = :done_by,
             live = :live, version = :version, updated_at = :updated_at, updated_by = :member
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": task.id,
            ":kind": facts.kind.code(),
            ":title": facts.title,
            ":details": facts.details,
            ":about": facts.about,
            ":assignee": facts.assignee,
            ":due_on": due_on,
            ":due_at": due_at,
            ":place": place,
            ":remind": facts.remind.code(),
            ":remind_at": task.remind_at,
            ":repeat": facts.repeat.as_ref().map_or("", Rule::as_str),
            ":done_at": task.done_at,
            ":done_by": task.done_by,
            ":live": task.is_live,
            ":version": task.version,
            ":updated_at": task.updated_at,
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

/// Somebody was reminded of the task: that is no change of it.
pub fn save_reminded(tx: &Tx, id: TaskId) -> Result<()> {
    tx.execute(
        "UPDATE task
         SET remind_at = NULL
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

/// The member was told what is due that day; false if they were already.
pub fn save_summary(tx: &Tx, member: MemberId, day: Day) -> Result<bool> {
    let changed = tx.execute(
        "INSERT INTO task_summary (workspace_id, member_id, last_on)
         VALUES (:workspace, :member, :day)
         ON CONFLICT (workspace_id, member_id) DO UPDATE SET last_on = excluded.last_on
         WHERE task_summary.last_on <> excluded.last_on",
        named_params! { ":workspace": tx.workspace(), ":member": member, ":day": day },
    )?;
    Ok(changed == 1)
}

/// Deletes the task for good.
pub fn delete(tx: &Tx, id: TaskId) -> Result<()> {
    tx.execute(
        "DELETE FROM task
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    subjects::store::delete(tx, id.subject())
}

fn placed(row: &Row) -> rusqlite::Result<(Task, i64)> {
    Ok((task(row)?, row.get("due_sort")?))
}

fn task(row: &Row) -> rusqlite::Result<Task> {
    let due = match (row.get::<_, Option<String>>("due_on")?, row.get("due_at")?) {
        (Some(_), _) => Due::On(coded(row, "due_on")?),
        (None, Some(at)) => Due::At(at),
        (None, None) => Due::Sometime,
    };
    Ok(Task {
        id: row.get("id")?,
        facts: TaskInput {
            kind: coded(row, "kind")?,
            title: row.get("title")?,
            details: row.get("details")?,
            about: row.get("about_id")?,
            assignee: row.get("assignee_id")?,
            due,
            remind: coded(row, "remind")?,
            repeat: Rule::stored(row.get("repeat")?),
        },
        done_at: row.get("done_at")?,
        done_by: row.get("done_by")?,
        is_live: row.get("live")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
        remind_at: row.get("remind_at")?,
    })
}

/// What that member has to do by the end of the workspace's day, the soonest first; at most `limit`.
pub fn due_today(view: &View, member: MemberId, limit: usize) -> Result<Vec<Task>> {
    let zone = settings::of(view)?.zone();
    let end = At(Due::On(view.now().day(&zone)).place(&zone).saturating_add(1));
    let between = Some((At(i64::MIN), end));
    let filter = Filter { assignee: OwnerFilter::Member(member), between, ..Filter::default() };
    Ok(list(view, &filter, &Paging::few(Soonest, limit))?.rows)
}
