//! The verbs of acts on all records of a list, and one step of each.

use std::time::{Duration, Instant};

use super::model::{BulkAct, Reason, Run, Status, Undo, Wish};
use super::store;
use crate::across::undo;
use crate::base::listing::Count;
use crate::base::{
    BulkActId, ChangeSetId, CompanyId, ContactId, DealId, Error, LeadId, Result, Right, SubjectId, TaskId,
};
use crate::crm::points::Taken;
use crate::crm::views::{Known, List, Many, State};
use crate::crm::{companies, contacts, deals, leads, tasks};
use crate::platform::{Tx, View, queue};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// A closure changes records for so long, then lets others write.
const SLICE: Duration = Duration::from_millis(15);
/// The fewest records of one closure, however slow the machine is.
const FEWEST: usize = 8;

/// Has a job do what is wished.
pub fn begin(tx: &Tx, wish: &Wish) -> Result<BulkActId> {
    tx.actor().require(wish.list.write_right())?;
    let member = tx.member().ok_or(Error::Forbidden)?;
    let set = match wish.list {
        List::Contacts => contacts::actions::begin(tx, &wish.many)?,
        List::Companies => companies::actions::begin(tx, &wish.many)?,
        List::Leads => leads::actions::begin(tx, &wish.many)?,
        List::Deals => deals::actions::begin(tx, &wish.many)?,
        List::Tasks => tasks::actions::begin(tx, &wish.many)?,
    };
    let id = store::insert(tx, wish, set, member)?;
    let mut changes = vec![
        Change::new("list", None::<&str>, wish.list.code()),
        Change::new("filter", None::<&str>, wish.state.json()?),
        Change::new("with", None::<&str>, serde_json::to_string(&wish.many)?),
        Change::new("count", None::<i64>, wish.expected),
    ];
    if !wish.chosen.is_empty() {
        changes.push(Change::new("rows", None::<&str>, told(&wish.chosen)));
    }
    audit::record(tx, "bulk.begin", None, &changes)?;
    queue::enqueue(tx, &Run { act: id })?;
    Ok(id)
}

/// The ticked rows for the audit.
fn told(chosen: &[(SubjectId, i64)]) -> String {
    chosen.iter().map(|(record, _)| record.to_string()).collect::<Vec<_>>().join(" ")
}

/// Stops an act; what was done to records so far is done.
pub fn cancel(tx: &Tx, id: BulkActId) -> Result<()> {
    let act = find_mine(tx, id)?;
    if act.status != Status::Running {
        return Err(Error::Conflict("bulk-over"));
    }
    store::save(tx, &BulkAct { status: Status::Cancelled, ..act })?;
    audit::record(tx, "bulk.cancel", None, &[Change::new("act", id, id)])
}

/// Has a job take an act back that is over.
pub fn take_back(tx: &Tx, id: BulkActId) -> Result<()> {
    let act = find_mine(tx, id)?;
    if !matches!(act.status, Status::Done | Status::Cancelled) {
        return Err(Error::Conflict("bulk-over"));
    }
    undo::actions::require(tx, act.set)?;
    let member = tx.member().ok_or(Error::Forbidden)?;
    store::save(tx, &BulkAct { status: Status::Undoing, ..act })?;
    queue::enqueue(tx, &Undo { act: id, member })
}

/// An act, for whoever asked for it and for those who may change settings; for all others there is none.
pub fn find_mine(view: &View, id: BulkActId) -> Result<BulkAct> {
    let act = store::find(view, id)?;
    let is_mine = view.member() == Some(act.member) || view.actor().may(Right::SettingsWrite);
    if is_mine { Ok(act) } else { Err(Error::NotFound) }
}

/// How many records a list shows.
pub fn count(view: &View, list: List, state: &State) -> Result<Count> {
    let fields = state.fields();
    match list {
        List::Contacts => contacts::store::count(view, &contacts::Filter::parse(&fields)),
        List::Companies => companies::store::count(view, &companies::Filter::parse(&fields)),
        List::Leads => leads::store::count(view, &leads::Filter::parse(&fields)),
        List::Deals => deals::store::count(view, &deals::Filter::parse(&fields)),
        List::Tasks => tasks::store::count(view, &tasks::Filter::parse(&fields, view.member())),
    }
}

/// The next records of the act by number; at most `limit`.
pub fn next(view: &View, act: &BulkAct, limit: i64) -> Result<Vec<SubjectId>> {
    let (fields, after) = (act.state.fields(), act.step_at);
    if !act.chosen.is_empty() {
        let left = act.chosen.iter().map(|(record, _)| *record).filter(|record| *record > after);
        return Ok(left.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect());
    }
    Ok(match act.list {
        List::Contacts => {
            let filter = contacts::Filter::parse(&fields);
            let ids = contacts::store::ids_after(view, &filter, ContactId::of(after), limit)?;
            ids.into_iter().map(ContactId::subject).collect()
        }
        List::Companies => {
            let filter = companies::Filter::parse(&fields);
            let ids = companies::store::ids_after(view, &filter, CompanyId::of(after), limit)?;
            ids.into_iter().map(CompanyId::subject).collect()
        }
        List::Leads => {
            let ids =
                leads::store::ids_after(view, &leads::Filter::parse(&fields), LeadId::of(after), limit)?;
            ids.into_iter().map(LeadId::subject).collect()
        }
        List::Deals => {
            let ids =
                deals::store::ids_after(view, &deals::Filter::parse(&fields), DealId::of(after), limit)?;
            ids.into_iter().map(DealId::subject).collect()
        }
        List::Tasks => {
            // What comes back when a task is done is no task of the list that was seen.
            let besides = Some(act.set);
            let filter = tasks::Filter { besides, ..tasks::Filter::parse(&fields, view.member()) };
            let ids = tasks::store::ids_of(view, &filter, TaskId::of(after), limit)?;
            ids.into_iter().map(TaskId::subject).collect()
        }
    })
}

/// Does the act to as many of these records as there is time for; gives how many. None, and nothing is done, if it runs
/// no more or has come further already.
pub fn step(tx: &Tx, id: BulkActId, records: &[SubjectId]) -> Result<Option<usize>> {
    let mut act = store::find(tx, id)?;
    if act.status != Status::Running {
        return Ok(None);
    }
    let begun = Instant::now();
    let mut done = 0;
    for record in records.iter().copied().filter(|record| *record > act.step_at).collect::<Vec<_>>() {
        if done >= FEWEST && begun.elapsed() > SLICE {
            break;
        }
        match change_one(tx, &act, record) {
            Ok(true) => act.counts.changed += 1,
            Ok(false) => act.counts.alike += 1,
            Err(error) => {
                let reason = Reason::of(&error).ok_or(error)?;
                store::skip(tx, id, record, reason)?;
                act.counts.skipped += 1;
            }
        }
        act.step_at = record;
        done += 1;
    }
    store::save(tx, &act)?;
    Ok(Some(done))
}

fn change_one(tx: &Tx, act: &BulkAct, record: SubjectId) -> Result<bool> {
    let version = act.chosen.iter().find(|(one, _)| *one == record).map(|(_, version)| *version);
    let known = version.map_or(Known::At(act.seen_at), Known::Version);
    let (set, many): (ChangeSetId, &Many) = (act.set, &act.many);
    match act.list {
        List::Contacts => contacts::actions::change_one(tx, set, (ContactId::of(record), known), many),
        List::Companies => companies::actions::change_one(tx, set, (CompanyId::of(record), known), many),
        List::Leads => leads::actions::change_one(tx, set, (LeadId::of(record), known), many),
        List::Deals => deals::actions::change_one(tx, set, (DealId::of(record), known), many),
        List::Tasks => tasks::actions::change_one(tx, set, (TaskId::of(record), known), many),
    }
}

/// Ends an act that has looked at every record.
pub fn finish(tx: &Tx, id: BulkActId) -> Result<()> {
    let act = store::find(tx, id)?;
    match act.status {
        Status::Running => store::save(tx, &BulkAct { status: Status::Done, ..act }),
        _ => Ok(()),
    }
}

/// Stops whatever a job does with the act, whose member does not work here any more.
pub fn stop(tx: &Tx, id: BulkActId) -> Result<()> {
    let act = store::find(tx, id)?;
    let status = match act.status {
        Status::Running => Status::Cancelled,
        Status::Undoing => Status::Done,
        over => over,
    };
    store::save(tx, &BulkAct { status, ..act })
}

/// Takes the next records of an act back; tells whether some are left.
pub fn step_back(tx: &Tx, id: BulkActId) -> Result<bool> {
    let mut act = store::find(tx, id)?;
    if act.status != Status::Undoing {
        return Ok(false);
    }
    // Whoever took the set back by another way has done it all.
    if changes::find(tx, act.set)?.state(tx.now()) != changes::State::Open {
        store::save(tx, &BulkAct { status: Status::Undone, ..act })?;
        return Ok(false);
    }
    let (report, step) = undo::actions::step(tx, act.set, act.undo_at, Taken::Share)?;
    act.counts.kept += i64::try_from(report.changed.len()).unwrap_or(i64::MAX);
    let is_left = match step {
        undo::actions::Step::After(row) => {
            act.undo_at = Some(row);
            true
        }
        undo::actions::Step::Done => {
            act.status = Status::Undone;
            false
        }
    };
    store::save(tx, &act)?;
    Ok(is_left)
}
