//! The verbs of files. Each runs in one transaction and leaves its entry in the audit and the search index as it should
//! be.
//!
//! Who may change a record may change its files; the caller has checked that, since only it knows the owner.

mod intake;

use std::time::Duration;

use super::model::{Arrived, File, FileName, Rules, Scan, State};
use super::store;
use crate::base::{ChangeSetId, Error, FileId, Result, SubjectId};
use crate::crm::activities::{self, Deed};
use crate::crm::subjects;
use crate::platform::blobs::Blobs;
use crate::platform::{Tx, queue, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

pub use intake::{Examined, examine, give_up};

/// How long a removal can be taken back.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Where a file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The record that it is kept with.
    pub about: SubjectId,
    /// The record in whose timeline that is told.
    pub story: Option<SubjectId>,
}

/// Puts a file that lies on the disk with a record. `Invalid` if there is no room for it.
pub fn add(tx: &Tx, place: Place, arrived: &Arrived, (rules, blobs): (&Rules, &Blobs)) -> Result<FileId> {
    subjects::store::kind(tx, place.about)?;
    let is_there = arrived.blobs().all(|blob| blobs.has(blob.hash));
    if !is_there {
        // Swept between its arrival and now: somebody else's copy of the same bytes had gone.
        return Err(Error::Unavailable("files-try-again"));
    }
    let before = store::used(tx)?;
    let file = store::insert(tx, place.about, arrived, rules.initial)?;
    let after = store::used(tx)?;
    rules.require_room(before, after.saturating_sub(before))?;
    index(tx, &file)?;
    if let Some(story) = place.story {
        activities::store::log(tx, story, Deed::Filed, &file.name.to_string())?;
    }
    if file.state == State::Waiting {
        queue::enqueue_now(tx, &Scan {})?;
    }
    let changes = [
        Change::new("name", None::<String>, file.name.to_string()),
        Change::new("about", None::<i64>, place.about.number()),
    ];
    audit::record(tx, "file.create", Some(file.id.subject()), &changes)?;
    Ok(file.id)
}

/// Gives a file that is at that version another name.
pub fn rename(tx: &Tx, id: FileId, version: i64, name: FileName) -> Result<()> {
    let old = store::find_live(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    let new = old.clone().renamed(name, tx.now())?;
    save(tx, &new)?;
    record(tx, "file.rename", &new, Some(&old))
}

/// Removes a file; it can be taken back.
pub fn remove(tx: &Tx, id: FileId) -> Result<ChangeSetId> {
    let old = store::find_live(tx, id)?;
    let new = old.clone().removed(tx.now())?;
    save(tx, &new)?;
    let set = changes::begin(tx, "file.remove", UNDO)?;
    record(tx, "file.remove", &new, Some(&old))?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)?;
    Ok(set)
}

/// Keeps the files of a record with another one, as a part of that set of changes. What was removed comes back to where
/// it was.
pub fn move_all(tx: &Tx, set: ChangeSetId, (from, to): (SubjectId, SubjectId)) -> Result<()> {
    for id in store::ids_about(tx, from)? {
        let old = store::find(tx, id)?;
        if !old.is_live {
            continue;
        }
        let new = old.clone().moved(to, tx.now())?;
        save(tx, &new)?;
        record(tx, "file.move", &new, Some(&old))?;
        changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)?;
    }
    Ok(())
}

/// Makes the file what it was before an act, if it is still at the version that the act left; false if it is not.
pub fn put_back(tx: &Tx, id: FileId, before: &serde_json::Value, version_after: i64) -> Result<bool> {
    let now = store::find(tx, id)?;
    if now.version != version_after {
        return Ok(false);
    }
    let before: File = serde_json::from_value(before.clone())?;
    let left_at = before.version;
    let back = now.clone().put_back(before, tx.now());
    save(tx, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    record(tx, "file.undo", &back, Some(&now))?;
    Ok(true)
}

/// Writes down what the scanner said of a file; nothing happens if the file is gone or was seen meanwhile.
pub fn settle(tx: &Tx, id: FileId, state: State, finding: &str) -> Result<()> {
    let file = store::maybe_find(tx, id)?.filter(|file| file.state == State::Waiting);
    if file.is_none() {
        return Ok(());
    }
    store::settle(tx, id, state, finding)?;
    let changes = [Change::new("state", State::Waiting.code(), state.code())];
    audit::record(tx, "file.scan", Some(id.subject()), &changes)
}

/// Deletes the file for good; its bytes go seven days later, if no other file has them.
pub fn forget(tx: &Tx, id: FileId) -> Result<()> {
    search_index::remove(tx, id.subject())?;
    store::delete(tx, id)
}

/// Deletes every file of that subject for good.
pub fn forget_all(tx: &Tx, about: SubjectId) -> Result<()> {
    for file in store::ids_about(tx, about)? {
        forget(tx, file)?;
    }
    Ok(())
}

fn save(tx: &Tx, file: &File) -> Result<()> {
    store::save(tx, file)?;
    index(tx, file)
}

fn index(tx: &Tx, file: &File) -> Result<()> {
    match file.is_live {
        true => search_index::put(tx, file.id.subject(), &[&file.name.to_string()]),
        false => search_index::remove(tx, file.id.subject()),
    }
}

fn record(tx: &Tx, verb: &'static str, file: &File, before: Option<&File>) -> Result<()> {
    let name = |file: &File| file.name.to_string();
    let old = before.map(name);
    let changes = match old.as_deref() == Some(name(file).as_str()) {
        true => Vec::new(),
        false => vec![Change::new("name", old, name(file))],
    };
    audit::record(tx, verb, Some(file.id.subject()), &changes)
}
