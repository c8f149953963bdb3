//! Writing, changing and removing notes.
//!
//! Who may change a subject's record may write about it; the caller has checked that, since only it knows the owner.

use std::time::Duration;

use super::model::{Mail, Note, NoteInput, NoteKind, Outcome, Talk};
use super::store;
use crate::base::{At, ChangeSetId, Error, MemberId, NoteId, Result, SubjectId};
use crate::crm::{external_ids, subjects};
use crate::platform::{Tx, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// How long a change of a note can be taken back.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);
/// A talk may have been so much later than now.
const GRACE: Duration = Duration::from_secs(3_600);

/// Writes a note about that subject. What has not been yet cannot be told: problems of the field `held_on`.
pub fn add(tx: &Tx, about: SubjectId, input: &NoteInput) -> Result<NoteId> {
    require_past(tx, input)?;
    import(tx, about, input, tx.now())
}

/// Writes a note about that subject that another product has had since then; it stands at its time on the timeline.
pub fn import(tx: &Tx, about: SubjectId, input: &NoteInput, at: At) -> Result<NoteId> {
    write(tx, about, input, (at, ""))
}

/// Files an e-mail with that subject: one of ours or of theirs, by that outcome. `Conflict` if it is there already.
pub fn file(tx: &Tx, about: SubjectId, mail: &Mail, outcome: Outcome) -> Result<NoteId> {
    if store::filed(tx, &mail.head.message_id)?.is_some() {
        return Err(Error::Conflict("calls-mail-known"));
    }
    let talk = Talk { outcome: Some(outcome), at: mail.at, ..Talk::default() };
    let input = NoteInput { kind: NoteKind::Mail, body: mail.text.clone(), talk };
    let id = write(tx, about, &input, (tx.now(), &mail.head.subject))?;
    store::insert_mail(tx, id, &mail.head)?;
    search_index::put(tx, id.subject(), &[&mail.head.subject, &mail.text])?;
    Ok(id)
}

fn write(tx: &Tx, about: SubjectId, input: &NoteInput, (at, detail): (At, &str)) -> Result<NoteId> {
    subjects::store::kind(tx, about)?;
    let id = store::insert_note(tx, about, input, at)?;
    store::log_note(tx, id, about, (input.talk.at.unwrap_or(at), detail))?;
    search_index::put(tx, id.subject(), &[&input.body])?;
    let told = input.talk.told().into_iter().filter(|(_, said)| !said.is_empty());
    let mut changes: Vec<Change> =
        told.map(|(field, said)| Change::new(field, None::<String>, said)).collect();
    if input.kind != NoteKind::Note {
        changes.push(Change::new("kind", None::<String>, input.kind.code()));
    }
    changes.push(Change::new("body", None::<String>, &input.body));
    audit::record(tx, "note.create", Some(id.subject()), &changes)?;
    Ok(id)
}

/// The same by whoever wrote it elsewhere, if they work here.
pub fn import_by(
    tx: &Tx,
    about: SubjectId,
    input: &NoteInput,
    (at, author): (At, Option<MemberId>),
) -> Result<NoteId> {
    let id = import(tx, about, input, at)?;
    if let Some(author) = author {
        store::attribute(tx, id, author)?;
    }
    Ok(id)
}

/// Makes a note what a file says, whatever it is now, as a part of that set of changes.
pub fn import_over(tx: &Tx, set: ChangeSetId, id: NoteId, input: &NoteInput) -> Result<()> {
    let old = find_live(tx, id)?;
    let new = Note {
        kind: input.kind,
        body: input.body.clone(),
        version: old.version + 1,
        updated_at: tx.now(),
        ..old.clone()
    };
    if !store::save_note(tx, &new)? {
        return Err(Error::Stale(old.version));
    }
    index(tx, &new)?;
    audit::record(tx, "note.import", Some(id.subject()), &[Change::new("body", &old.body, &new.body)])?;
    changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)
}

/// Changes a note that is at that version.
pub fn edit(tx: &Tx, id: NoteId, version: i64, input: &NoteInput) -> Result<ChangeSetId> {
    let old = find_live(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    require_past(tx, input)?;
    let new = Note { kind: input.kind, body: input.body.clone(), talk: input.talk.clone(), ..old.clone() };
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

/// Takes a note away that an act wrote, if it is still at the version that the act left; false if it is not.
pub fn unmake(tx: &Tx, id: NoteId, version_after: i64) -> Result<bool> {
    if store::find_note(tx, id)?.version != version_after {
        return Ok(false);
    }
    forget(tx, id).map(|()| true)
}

/// Deletes the note for good.
pub fn forget(tx: &Tx, id: NoteId) -> Result<()> {
    search_index::remove(tx, id.subject())?;
    external_ids::store::remove(tx, id.subject())?;
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

/// An hour's grace: the clock of whoever wrote it down may be fast.
fn require_past(tx: &Tx, input: &NoteInput) -> Result<()> {
    match input.talk.at {
        Some(at) if at > tx.now().plus(GRACE) => Err(Error::field("held_on", "activities-held-on-future")),
        _ => Ok(()),
    }
}

fn change(tx: &Tx, verb: &'static str, old: Note, new: Note) -> Result<ChangeSetId> {
    let new = Note { version: old.version + 1, updated_at: tx.now(), ..new };
    if !store::save_note(tx, &new)? {
        return Err(Error::Stale(old.version));
    }
    store::move_line(tx, &new)?;
    index(tx, &new)?;
    let set = changes::begin(tx, verb, UNDO)?;
    let shown = if new.is_live { Some(&new.body) } else { None };
    let told = old.talk.told().into_iter().zip(new.talk.told()).filter(|(before, now)| before != now);
    let mut changes: Vec<Change> =
        told.map(|((field, before), (_, now))| Change::new(field, before, now)).collect();
    changes.push(Change::new("body", &old.body, shown));
    audit::record(tx, verb, Some(new.id.subject()), &changes)?;
    changes::keep(tx, set, new.id.subject(), Some(serde_json::to_value(&old)?), new.version)?;
    Ok(set)
}

fn index(tx: &Tx, note: &Note) -> Result<()> {
    match (note.is_live, note.kind) {
        (true, NoteKind::Mail) => {
            let head = store::mail_head(tx, note.id)?;
            search_index::put(tx, note.id.subject(), &[&head.subject, &note.body])
        }
        (true, _) => search_index::put(tx, note.id.subject(), &[&note.body]),
        (false, _) => search_index::remove(tx, note.id.subject()),
    }
}
