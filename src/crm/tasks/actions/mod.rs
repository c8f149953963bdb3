//! The verbs of tasks. Each runs in one transaction and leaves its line in the timeline of the record that the task is
//! about, its entry in the audit and the search index as it should be.

mod bulk;

use std::ops::Range;
use std::time::Duration;

use super::letters::{SummaryLetter, zone};
use super::model::{Remind, Reminding, State, Task, TaskInput};
use super::store;
use crate::base::{At, ChangeSetId, Day, Error, MemberId, Result, Right, SubjectId, SubjectKind, TaskId};
use crate::crm::activities::{self, Deed};
use crate::crm::{external_ids, files, owners, subjects};
use crate::platform::{Tx, View, queue, search_index};
use crate::workspace::accounts::Notice;
use crate::workspace::audit::{self, Change};
use crate::workspace::members::Member;
use crate::workspace::notices::{self, NoticeKind};
use crate::workspace::{accounts, changes, email, settings};

pub use bulk::{begin, change_one};

/// How long a removal can be taken back.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);
/// The hours in which the letter of the morning goes: at 7, or later if nobody could send it then.
const MORNING: Range<i8> = 7..12;

/// Writes a task down.
pub fn add(tx: &Tx, facts: &TaskInput) -> Result<TaskId> {
    tx.actor().require(Right::SalesWrite)?;
    let facts = settled(tx, facts.clone())?;
    let task = write_down(tx, &facts)?;
    tell_assignee(tx, &task, None)?;
    Ok(task.id)
}

fn write_down(tx: &Tx, facts: &TaskInput) -> Result<Task> {
    let remind_at = reminder(tx, facts, tx.member())?.filter(|at| *at > tx.now());
    let task = store::insert(tx, facts, place(tx, facts)?, remind_at)?;
    expect(tx, &task)?;
    index(tx, &task)?;
    tell(tx, &task, Deed::Planned)?;
    record(tx, "task.create", &task, None)?;
    Ok(task)
}

/// Makes the facts of a task that is at that version these. `Stale` if somebody else was faster.
pub fn edit(tx: &Tx, id: TaskId, version: i64, facts: TaskInput) -> Result<()> {
    let old = find_mine(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    require_known(tx, &facts)?;
    let facts = facts.with_rule_of(&old.facts);
    let remind_at = moved_reminder(tx, &old, &facts)?;
    let new = Task { remind_at, ..old.clone().edited(settled(tx, facts)?, tx.now()) };
    save(tx, &new)?;
    tell_assignee(tx, &new, old.facts.assignee)?;
    record(tx, "task.edit", &new, Some(&old))
}

/// Does it; a `Conflict` unless it is open. If it comes back, the next one is written down and takes the rule along.
pub fn finish(tx: &Tx, id: TaskId) -> Result<ChangeSetId> {
    let old = find_mine(tx, id)?;
    let set = changes::begin(tx, "task.finish", UNDO)?;
    finish_in(tx, set, &old).map(|()| set)
}

fn finish_in(tx: &Tx, set: ChangeSetId, old: &Task) -> Result<()> {
    let mut new = old.clone().finished(tx.now(), tx.member())?;
    let next = match old.facts.repeat {
        Some(_) => old.facts.following(tx.now(), &zone(tx, old.facts.assignee.or(old.created_by))?),
        None => None,
    };
    new.facts.repeat = None;
    tell(tx, &new, Deed::Finished)?;
    change_in(tx, set, "task.finish", (old, &new))?;
    if let Some(facts) = next {
        let next = write_down(tx, &facts)?;
        changes::keep(tx, set, next.id.subject(), None, next.version)?;
    }
    Ok(())
}

/// Opens it again; a `Conflict` unless it is done.
pub fn reopen(tx: &Tx, id: TaskId) -> Result<()> {
    let old = find_mine(tx, id)?;
    let new = old.clone().reopened(tx.now())?.without_past_reminder(tx.now());
    tell(tx, &new, Deed::Reopened)?;
    change(tx, "task.reopen", &old, &new).map(|_| ())
}

/// Removes it; it can be taken back.
pub fn remove(tx: &Tx, id: TaskId) -> Result<ChangeSetId> {
    let old = find_mine(tx, id)?;
    let new = old.clone().removed(tx.now())?;
    change(tx, "task.remove", &old, &new)
}

/// Makes a task one about another record, as a part of that set of changes.
pub fn move_to(tx: &Tx, set: ChangeSetId, id: TaskId, about: SubjectId) -> Result<()> {
    let old = store::find(tx, id)?;
    let facts = TaskInput { about: Some(about), ..old.facts.clone() };
    let new = Task { facts, version: old.version + 1, ..old.clone() };
    save(tx, &new)?;
    record(tx, "task.move", &new, Some(&old))?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)
}

/// Reminds of the task if that is still when somebody is to be reminded of it, and it is still to be done.
pub fn remind(tx: &Tx, id: TaskId, at: At) -> Result<()> {
    let Some(task) = store::maybe_find(tx, id)? else { return Ok(()) };
    let reader = task.facts.assignee.or(task.created_by);
    match reader {
        Some(reader) if task.state() == State::Open && task.remind_at == Some(at) => {
            store::save_reminded(tx, id)?;
            notices::tell(tx, reader, NoticeKind::Reminder, Some(id.subject()), &task.facts.title)
        }
        _ => Ok(()),
    }
}

/// Sends a member the letter of the morning if it is morning where they are, they want it, did not get it today, and
/// have something to do.
pub fn summarize(tx: &Tx, member: &Member) -> Result<()> {
    let account = accounts::find(tx, member.account)?;
    let wants_it = account.muted.lets(Notice::Summary) && account.disabled_at.is_none();
    let now = tx.now().timestamp().to_zoned(zone(tx, Some(member.id))?);
    let day = Day(now.date());
    if !member.is_active || !wants_it || !MORNING.contains(&now.hour()) {
        return Ok(());
    }
    if store::save_summary(tx, member.id, day)? && !store::due_today(tx, member.id, 1)?.is_empty() {
        email::send(tx, &accounts::recipient(&account), &SummaryLetter { member: member.id, day })?;
    }
    Ok(())
}

/// Makes the task what it was before an act, if it is still at the version that the act left; false if it is not.
pub fn put_back(tx: &Tx, id: TaskId, before: &serde_json::Value, version_after: i64) -> Result<bool> {
    let now = store::find(tx, id)?;
    if now.version != version_after {
        return Ok(false);
    }
    let before: Task = serde_json::from_value(before.clone())?;
    let left_at = before.version;
    let back = Task { version: now.version + 1, ..before }.without_past_reminder(tx.now());
    save(tx, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    record(tx, "task.undo", &back, Some(&now))?;
    Ok(true)
}

/// Writes a task down that a file brings, as a part of that set of changes; done then, if it is. Nobody is reminded or
/// told: a list is no news.
pub fn import(
    tx: &Tx,
    set: ChangeSetId,
    facts: &TaskInput,
    done: Option<At>,
    since: Option<At>,
) -> Result<TaskId> {
    tx.actor().require(Right::SalesWrite)?;
    let facts = settled(tx, facts.clone())?;
    let task = store::insert(tx, &facts, place(tx, &facts)?, None)?;
    let since = since.unwrap_or(tx.now()).min(tx.now());
    store::backdate(tx, task.id, since)?;
    let task = match done {
        Some(at) => Task { updated_at: tx.now(), ..task.finished(at.min(tx.now()), facts.assignee)? },
        None => task,
    };
    save(tx, &task)?;
    if let Some(about) = facts.about {
        activities::store::log_at(tx, about, (Deed::Planned, &facts.title), since)?;
    }
    if let (Some(about), Some(at)) = (facts.about, task.done_at) {
        activities::store::log_at(tx, about, (Deed::Finished, &facts.title), at)?;
    }
    record(tx, "task.import", &task, None)?;
    changes::keep(tx, set, task.id.subject(), None, task.version)?;
    Ok(task.id)
}

/// Makes a task what a file says, whatever it is now, as a part of that set of changes; `done` is whether and when, if
/// the file says it.
pub fn import_over(
    tx: &Tx,
    set: ChangeSetId,
    id: TaskId,
    facts: TaskInput,
    done: Option<Option<At>>,
) -> Result<()> {
    let old = find_mine(tx, id)?;
    let facts = settled(tx, facts.with_rule_of(&old.facts))?;
    let remind_at = moved_reminder(tx, &old, &facts)?;
    let edited = Task { remind_at, ..old.clone().edited(facts, tx.now()) };
    let new = match (done, edited.state()) {
        (Some(Some(at)), State::Open) => edited.finished(at.min(tx.now()), tx.member())?,
        (Some(None), State::Done(_)) => edited.reopened(tx.now())?,
        _ => edited,
    };
    save(tx, &new)?;
    record(tx, "task.import", &new, Some(&old))?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)
}

/// Takes a task away that an act wrote down, if it is still at the version that the act left; false if it is not.
pub fn unmake(tx: &Tx, id: TaskId, version_after: i64) -> Result<bool> {
    if store::find(tx, id)?.version != version_after {
        return Ok(false);
    }
    forget(tx, id).map(|()| true)
}

/// Takes a task away that an import wrote down, with the lines that tell of it; false if it changed since.
pub fn unmake_imported(tx: &Tx, id: TaskId, version_after: i64) -> Result<bool> {
    let Some(task) = store::maybe_find(tx, id)? else { return Ok(false) };
    if task.version != version_after {
        return Ok(false);
    }
    if let Some(about) = task.facts.about {
        let title = task.facts.title.as_str();
        activities::store::unlog(tx, about, (Deed::Planned, title), task.created_at)?;
        if let Some(at) = task.done_at {
            activities::store::unlog(tx, about, (Deed::Finished, title), at)?;
        }
    }
    forget(tx, id).map(|()| true)
}

/// Deletes the task for good.
pub fn forget(tx: &Tx, id: TaskId) -> Result<()> {
    files::actions::forget_all(tx, id.subject())?;
    search_index::remove(tx, id.subject())?;
    external_ids::store::remove(tx, id.subject())?;
    store::delete(tx, id)
}

/// Deletes every task about that subject for good.
pub fn forget_all(tx: &Tx, about: SubjectId) -> Result<()> {
    for task in store::ids_about(tx, about)? {
        forget(tx, task)?;
    }
    Ok(())
}

/// A task that is not removed and that the actor may change.
fn find_mine(tx: &Tx, id: TaskId) -> Result<Task> {
    let task = store::find_live(tx, id)?;
    if task.is_of(tx.actor()) { Ok(task) } else { Err(Error::Forbidden) }
}

/// The facts, about what the record is a part of by now. Problems as [`require_known`] tells them.
fn settled(view: &View, facts: TaskInput) -> Result<TaskInput> {
    require_known(view, &facts)?;
    let about = facts.about.map(|about| subjects::store::present(view, about)).transpose()?;
    Ok(TaskInput { about, ..facts })
}

/// Problems of the fields `assignee` and `about` if there is nobody or nothing of that number.
fn require_known(view: &View, facts: &TaskInput) -> Result<()> {
    owners::store::require(view, facts.assignee).map_err(|_| Error::field("assignee", "owners-unknown"))?;
    match facts.about.map(|about| subjects::store::kind(view, about)) {
        None
        | Some(Ok(SubjectKind::Company | SubjectKind::Contact | SubjectKind::Lead | SubjectKind::Deal)) => {
            Ok(())
        }
        Some(
            Ok(
                SubjectKind::Note
                | SubjectKind::Task
                | SubjectKind::File
                | SubjectKind::Product
                | SubjectKind::Invoice
                | SubjectKind::Quote,
            )
            | Err(Error::NotFound),
        ) => Err(Error::field("about", "tasks-about-unknown")),
        Some(Err(other)) => Err(other),
    }
}

fn change(tx: &Tx, verb: &'static str, old: &Task, new: &Task) -> Result<ChangeSetId> {
    let set = changes::begin(tx, verb, UNDO)?;
    change_in(tx, set, verb, (old, new)).map(|()| set)
}

fn change_in(tx: &Tx, set: ChangeSetId, verb: &'static str, (old, new): (&Task, &Task)) -> Result<()> {
    save(tx, new)?;
    record(tx, verb, new, Some(old))?;
    changes::keep(tx, set, new.id.subject(), Some(serde_json::to_value(old)?), new.version)
}

fn save(tx: &Tx, task: &Task) -> Result<()> {
    store::save(tx, task, place(tx, &task.facts)?)?;
    expect(tx, task)?;
    index(tx, task)
}

/// Puts the reminder of an open task into the queue, where it may be already.
fn expect(tx: &Tx, task: &Task) -> Result<()> {
    match task.remind_at {
        Some(at) if task.state() == State::Open => {
            queue::enqueue_at(tx, &Reminding { task: task.id, at }, at)
        }
        _ => Ok(()),
    }
}

/// When somebody is to be reminded of a task with these facts, by the hours of whoever has to do it or wrote it down.
fn reminder(view: &View, facts: &TaskInput, author: Option<MemberId>) -> Result<Option<At>> {
    if facts.remind == Remind::Never {
        return Ok(None);
    }
    Ok(facts.remind.instant(facts.due, &zone(view, facts.assignee.or(author))?))
}

/// The reminder of a task that gets these facts: what was given stays given until it moves, and never moves into the past.
fn moved_reminder(view: &View, old: &Task, facts: &TaskInput) -> Result<Option<At>> {
    let (before, after) =
        (reminder(view, &old.facts, old.created_by)?, reminder(view, facts, old.created_by)?);
    Ok(if before == after { old.remind_at } else { after.filter(|at| *at > view.now()) })
}

fn place(view: &View, facts: &TaskInput) -> Result<i64> {
    Ok(facts.due.place(&settings::of(view)?.zone()))
}

fn index(tx: &Tx, task: &Task) -> Result<()> {
    let facts = &task.facts;
    match task.is_live {
        true => search_index::put(tx, task.id.subject(), &[&facts.title, &facts.details]),
        false => search_index::remove(tx, task.id.subject()),
    }
}

/// Writes the line of the record that the task is about.
fn tell(tx: &Tx, task: &Task, deed: Deed) -> Result<()> {
    match task.facts.about {
        Some(about) => activities::store::log(tx, about, deed, &task.facts.title),
        None => Ok(()),
    }
}

/// Tells whoever was given an open task; `before` had it until now.
fn tell_assignee(tx: &Tx, task: &Task, before: Option<MemberId>) -> Result<()> {
    match task.facts.assignee {
        Some(assignee) if task.state() == State::Open && Some(assignee) != before => {
            notices::tell(tx, assignee, NoticeKind::Assigned, Some(task.id.subject()), &task.facts.title)
        }
        _ => Ok(()),
    }
}

fn record(tx: &Tx, verb: &'static str, task: &Task, before: Option<&Task>) -> Result<()> {
    let changed = task.facts.changes(before.map(|before| &before.facts));
    let mut changes: Vec<Change> =
        changed.into_iter().map(|(field, old, new)| Change::new(field, old, new)).collect();
    let done = |task: &Task| task.done_at.map(|at| at.0);
    let was_done = before.and_then(done);
    if was_done != done(task) {
        changes.push(Change::new("done_at", was_done, done(task)));
    }
    audit::record(tx, verb, Some(task.id.subject()), &changes)
}
