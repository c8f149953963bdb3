//! Writing, changing and removing notes.
//!
//! Who may change a subject's record may write about it; the caller has checked that, since only it knows the owner.

use std::time::Duration;

use super::model::{Note, NoteInput};
use super::store;
use crate::base::{At, ChangeSetId, Error, NoteId, Result, SubjectId};
use crate::crm::subjects;
use crate::platform::{Tx, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// How long a change of a note can be taken back.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Writes a note about that subject.
pub fn add(tx: &Tx, about: SubjectId, input: &NoteInput) -> Result<NoteId> {
    import(tx, about, input, tx.now())
}

/// Writes a note about that subject that another product has had since then; it stands at its time on the timeline.
pub fn import(tx: &Tx, about: SubjectId, input: &NoteInput, at: At) -> Result<NoteId> {
    subjects::store::kind(tx, about)?;
    let id = store::insert_note(tx, about, input, at)?;
    store::log_note(tx, id, about, at)?;
    search_index::put(tx, id.subject(), &[&input.body])?;
    audit::record(
        tx,
        "note.create",
        Some(id.subject()),
        &[Change::new("body", None::<String>, &input.body)],
    )?;
    Ok(id)
}

/// Changes a note that is at that version.
pub fn edit(tx: &Tx, id: NoteId, version: i64, input: &NoteInput) -> Result<ChangeSetId> {
    let old = find_live(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    let new = Note { kind: input.kind, body: input.body.clone(), ..old.clone() };
    change(tx, "note.edit", old, new)
}

/// Removes a note; it can be taken back.
pub fn remove(tx: &Tx, id: NoteId) -> Result<ChangeSetId> {
    let old = find_live(tx, id)?;
    change(tx, "note.remove", old.clone(), Note { is_live: false, ..old })
}

/// Makes a note one about another record, as a part of that set of changes.
pub fn move_to(tx: &Tx, set: ChangeSetId, id: NoteId, about: SubjectId) -> Result<()> {
    let old = store::find_note(tx, id)?;
    let about_kind = subjects::store::kind(tx, about)?;
    let new = Note { about, about_kind, version: old.version + 1, ..old.clone() };
    store::save_note(tx, &new)?;
    store::move_line(tx, &new)?;
    let moved = [Change::new("about", old.about, new.about)];
    audit::record(tx, "note.move", Some(id.subject()), &moved)?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)
}

/// Makes the note what it was before an act, if it is still at the version that the act left; false if it is not.
pub fn put_back(tx: &Tx, id: NoteId, before: &serde_json::Value, version_after: i64) -> Result<bool> {
    let now = store::find_note(tx, id)?;
    let before: Note = serde_json::from_value(before.clone())?;
    if now.version != version_after {
        return Ok(false);
    }
    let left_at = before.version;
    let back = Note { version: now.version + 1, ..before };
    store::save_note(tx, &back)?;
    store::move_line(tx, &back)?;
    index(tx, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    audit::record(tx, "note.undo", Some(id.subject()), &[Change::new("body", &now.body, &back.body)])?;
    Ok(true)
}

/// Deletes the note for good.
pub fn forget(tx: &Tx, id: NoteId) -> Result<()> {
    search_index::remove(tx, id.subject())?;
    store::delete_note(tx, id)
}

/// Deletes the subject's notes and its whole timeline for good.
pub fn forget_all(tx: &Tx, about: SubjectId) -> Result<()> {
    for note in store::notes_about(tx, about)? {
        forget(tx, note)?;
    }
    store::delete_timeline(tx, about)
}

fn find_live(tx: &Tx, id: NoteId) -> Result<Note> {
    let note = store::find_note(tx, id)?;
    if note.is_live { Ok(note) } else { Err(Error::NotFound) }
}

fn change(tx: &Tx, verb: &'static str, old: Note, new: Note) -> Result<ChangeSetId> {
    let new = Note { version: old.version + 1, updated_at: tx.now(), ..new };
    if !store::save_note(tx, &new)? {
        return Err(Error::Stale(old.version));
    }
    index(tx, &new)?;
    let set = changes::begin(tx, verb, UNDO)?;
    let shown = if new.is_live { Some(&new.body) } else { None };
    audit::record(tx, verb, Some(new.id.subject()), &[Change::new("body", &old.body, shown)])?;
    changes::keep(tx, set, new.id.subject(), Some(serde_json::to_value(&old)?), new.version)?;
    Ok(set)
}

fn index(tx: &Tx, note: &Note) -> Result<()> {
    match note.is_live {
        true => search_index::put(tx, note.id.subject(), &[&note.body]),
        false => search_index::remove(tx, note.id.subject()),
    }
}
