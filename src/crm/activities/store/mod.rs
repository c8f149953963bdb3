//! All SQL on `note` and `activity`, and on `filed_mail`.

mod lines;
mod mail;

use rusqlite::named_params;

use super::model::{Chapter, Deed, Entry, Newest, Note, NoteInput, Outcome, Show, Talk};
use crate::base::listing::{Mark, Paging, Value};
use crate::base::{At, Fields, MemberId, NoteId, Result, SubjectId, SubjectKind};
use crate::crm::subjects;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use lines::{move_line, move_written};
pub use mail::{delete_mail, filed, insert_mail, mail_head};

/// The part of the subject's timeline that the query asks for, the newest first, without the lines of removed notes.
pub fn timeline(view: &View, subject: SubjectId, query: &Fields) -> Result<Chapter> {
    let show: Show = query.first("show").parse().unwrap_or_default();
    let paging = &Paging::<Newest>::parse(query, show.code());
    let sql = format!(
        "SELECT activity.id, activity.verb, activity.subject_id, subject.kind AS subject_kind, activity.detail,
                activity.member_id, activity.at, note.id AS note_id, note.kind AS note_kind, note.outcome AS note_outcome,
                note.held_at AS note_held_at, note.minutes AS note_minutes, note.phone AS note_phone,
                note.body AS note_body, note.version AS note_version, note.created_at AS note_created_at, note.created_by AS note_created_by,
                note.updated_at AS note_updated_at
         FROM subject
         CROSS JOIN activity ON activity.workspace_id = :workspace AND activity.subject_id = :subject
         LEFT JOIN note ON note.workspace_id = activity.workspace_id AND note.id = activity.note_id
         WHERE subject.workspace_id = :workspace
           AND subject.id = :subject
           AND (activity.note_id IS NULL OR note.live = 1)
           AND {shown}
           AND {condition}
         ORDER BY activity.at {direction}, activity.id {direction}
         LIMIT :limit",
        shown = shown(show),
        condition = paging.condition("activity.at", "activity.id"),
        direction = paging.direction(),
    );
    let rows = view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":subject": subject,
            ":limit": paging.limit(),
            ":value": paging.mark().map(|mark| &mark.value),
            ":id": paging.mark().map(|mark| mark.id),
        },
        entry,
    )?;
    let page = paging.page(rows, |entry| Mark { value: Value::Number(entry.at.0), id: entry.number });
    Ok(Chapter { page, show })
}

/// Which lines are shown. Without a note a line is of no kind: the walk stays that along the subject's timeline.
fn shown(show: Show) -> &'static str {
    match show {
        Show::All => "1 = 1",
        Show::Notes => "COALESCE(note.kind, '') = 'note'",
        Show::Calls => "COALESCE(note.kind, '') = 'call'",
        Show::Meetings => "COALESCE(note.kind, '') = 'meeting'",
        Show::Letters => "COALESCE(note.kind, '') IN ('letter', 'mail')",
    }
}

/// What was done lately with companies and contacts, the newest first.
pub fn latest(view: &View, limit: i64) -> Result<Vec<Entry>> {
    view.all(
        "SELECT activity.id, activity.verb, activity.subject_id, subject.kind AS subject_kind, activity.detail,
                activity.member_id, activity.at, note.id AS note_id, note.kind AS note_kind, note.outcome AS note_outcome,
                note.held_at AS note_held_at, note.minutes AS note_minutes, note.phone AS note_phone,
                note.body AS note_body, note.version AS note_version, note.created_at AS note_created_at, note.created_by AS note_created_by,
                note.updated_at AS note_updated_at
         FROM activity
         JOIN subject ON subject.workspace_id = activity.workspace_id AND subject.id = activity.subject_id
         LEFT JOIN note ON note.workspace_id = activity.workspace_id AND note.id = activity.note_id
         WHERE activity.workspace_id = :workspace
           AND (activity.note_id IS NULL OR note.live = 1)
         ORDER BY activity.at DESC, activity.id DESC
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":limit": limit },
        entry,
    )
}

/// Writes a line into the subject's timeline.
pub fn log(tx: &Tx, subject: SubjectId, deed: Deed, detail: &str) -> Result<()> {
    write(tx, subject, (deed, None, detail), tx.now())
}

/// Writes a line of what was done then into the subject's timeline.
pub fn log_at(tx: &Tx, subject: SubjectId, (deed, detail): (Deed, &str), at: At) -> Result<()> {
    write(tx, subject, (deed, None, detail), at)
}

/// Takes such a line away: the act that it tells of was taken back.
pub fn unlog(tx: &Tx, subject: SubjectId, (deed, detail): (Deed, &str), at: At) -> Result<()> {
    tx.execute(
        "DELETE FROM activity
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND at = :at
           AND verb = :verb
           AND detail = :detail
           AND note_id IS NULL",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":verb": deed.code(),
            ":detail": detail,
            ":at": at,
        },
    )?;
    Ok(())
}

/// Writes the line of a note that was written then; `detail` is the subject of an e-mail.
pub fn log_note(tx: &Tx, note: NoteId, about: SubjectId, (at, detail): (At, &str)) -> Result<()> {
    write(tx, about, (Deed::Noted, Some(note), detail), at)
}

fn write(
    tx: &Tx,
    subject: SubjectId,
    (deed, note, detail): (Deed, Option<NoteId>, &str),
    at: At,
) -> Result<()> {
    tx.insert(
        "INSERT INTO activity (workspace_id, subject_id, verb, note_id, detail, member_id, at)
         VALUES (:workspace, :subject, :verb, :note, :detail, :member, :at)",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":verb": deed.code(),
            ":note": note,
            ":detail": detail,
            ":member": tx.member(),
            ":at": at,
        },
    )?;
    Ok(())
}

/// The note, removed or not, or `NotFound`.
pub fn find_note(view: &View, id: NoteId) -> Result<Note> {
    view.one(
        "SELECT note.id, note.about_id, subject.kind AS about_kind, note.kind, note.outcome, note.held_at,
                note.minutes, note.phone, note.body, note.live, note.version, note.created_at, note.created_by, note.updated_at
         FROM note
         JOIN subject ON subject.workspace_id = note.workspace_id AND subject.id = note.about_id
         WHERE note.workspace_id = :workspace
           AND note.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        note,
    )
}

/// Those of the notes that are not removed, in the order of the question.
pub fn list_notes(view: &View, ids: &[NoteId]) -> Result<Vec<Note>> {
    view.all(
        "SELECT note.id, note.about_id, subject.kind AS about_kind, note.kind, note.outcome, note.held_at,
                note.minutes, note.phone, note.body, note.live, note.version, note.created_at, note.created_by, note.updated_at
         FROM json_each(:ids) AS wanted
         CROSS JOIN note ON note.workspace_id = :workspace AND note.id = wanted.value AND note.live = 1
         JOIN subject ON subject.workspace_id = note.workspace_id AND subject.id = note.about_id
         ORDER BY wanted.key",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        note,
    )
}

/// Adds a note about that subject, written then.
pub fn insert_note(tx: &Tx, about: SubjectId, input: &NoteInput, at: At) -> Result<NoteId> {
    let id = subjects::store::insert(tx, SubjectKind::Note)?;
    tx.insert(
        "INSERT INTO note (id, workspace_id, about_id, kind, outcome, held_at, minutes, phone, body, created_at,
                           created_by, updated_at, updated_by)
         VALUES (:id, :workspace, :about, :kind, :outcome, :held_at, :minutes, :phone, :body, :at, :member, :at,
                 :member)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":about": about,
            ":kind": input.kind.code(),
            ":outcome": outcome(&input.talk),
            ":held_at": input.talk.at,
            ":minutes": input.talk.minutes,
            ":phone": input.talk.phone,
            ":body": input.body,
            ":at": at,
            ":member": tx.member(),
        },
    )?;
    Ok(NoteId::of(id))
}

/// The numbers of the notes that are not removed, after that one, rising; at most `limit`: an export walks by it.
pub fn note_ids_after(view: &View, after: NoteId, limit: i64) -> Result<Vec<NoteId>> {
    view.all(
        "SELECT id
         FROM note
         WHERE workspace_id = :workspace
           AND live = 1
           AND id > :after
         ORDER BY id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":after": after, ":limit": limit },
        |row| row.get("id"),
    )
}

/// Makes the note, and its line, that member's: they wrote it elsewhere.
pub fn attribute(tx: &Tx, id: NoteId, author: MemberId) -> Result<()> {
    let params = named_params! { ":workspace": tx.workspace(), ":id": id, ":author": author };
    tx.execute(
        "UPDATE note
         SET created_by = :author
         WHERE workspace_id = :workspace
           AND id = :id",
        params,
    )?;
    tx.execute(
        "UPDATE activity
         SET member_id = :author
         WHERE workspace_id = :workspace
           AND note_id = :id",
        params,
    )?;
    Ok(())
}

/// Stores the note as it now is; its version must be one more than the stored one, else nothing changes: false.
pub fn save_note(tx: &Tx, note: &Note) -> Result<bool> {
    let changed = tx.execute(
        "UPDATE note
         SET about_id = :about, kind = :kind, outcome = :outcome, held_at = :held_at, minutes = :minutes,
             phone = :phone, body = :body, live = :live, version = :version, updated_at = :updated_at,
             updated_by = :member
         WHERE workspace_id = :workspace
           AND id = :id
           AND version = :version - 1",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": note.id,
            ":about": note.about,
            ":kind": note.kind.code(),
            ":outcome": outcome(&note.talk),
            ":held_at": note.talk.at,
            ":minutes": note.talk.minutes,
            ":phone": note.talk.phone,
            ":body": note.body,
            ":live": note.is_live,
            ":version": note.version,
            ":updated_at": note.updated_at,
            ":member": tx.member(),
        },
    )?;
    Ok(changed == 1)
}

/// The notes about that subject, removed ones too, by number.
pub fn notes_about(view: &View, about: SubjectId) -> Result<Vec<NoteId>> {
    view.all(
        "SELECT id
         FROM note
         WHERE workspace_id = :workspace
           AND about_id = :about
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":about": about },
        |row| row.get("id"),
    )
}

/// What was written about many subjects and not removed: (subject, Markdown).
pub fn bodies_about(view: &View, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, String)>> {
    view.all(
        "SELECT note.about_id, note.body
         FROM json_each(:subjects) AS wanted
         CROSS JOIN note ON note.workspace_id = :workspace AND note.about_id = wanted.value AND note.live = 1
         ORDER BY note.id",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| Ok((row.get("about_id")?, row.get("body")?)),
    )
}

/// Removed notes whose time to be taken back is over; at most `limit`.
pub fn list_removed(view: &View, before: At, limit: i64) -> Result<Vec<NoteId>> {
    view.all(
        "SELECT id
         FROM note
         WHERE workspace_id = :workspace
           AND live = 0
           AND updated_at < :before
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":before": before, ":limit": limit },
        |row| row.get("id"),
    )
}

/// Deletes the note and its line for good.
pub fn delete_note(tx: &Tx, id: NoteId) -> Result<()> {
    let whose = named_params! { ":workspace": tx.workspace(), ":id": id };
    delete_mail(tx, id)?;
    tx.execute("DELETE FROM activity WHERE workspace_id = :workspace AND note_id = :id", whose)?;
    tx.execute("DELETE FROM note WHERE workspace_id = :workspace AND id = :id", whose)?;
    subjects::store::delete(tx, id.subject())
}

/// Deletes the subject's whole timeline for good; its notes must be gone.
pub fn delete_timeline(tx: &Tx, subject: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM activity WHERE workspace_id = :workspace AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    Ok(())
}

fn entry(row: &Row) -> rusqlite::Result<Entry> {
    let subject = row.get("subject_id")?;
    let subject_kind = row.get("subject_kind")?;
    let note_id: Option<NoteId> = row.get("note_id")?;
    let note = match note_id {
        None => None,
        Some(id) => Some(Note {
            id,
            about: subject,
            about_kind: subject_kind,
            kind: coded(row, "note_kind")?,
            talk: Talk {
                outcome: maybe_outcome(row, "note_outcome")?,
                at: row.get("note_held_at")?,
                minutes: row.get("note_minutes")?,
                phone: row.get("note_phone")?,
            },
            body: row.get("note_body")?,
            is_live: true,
            version: row.get("note_version")?,
            created_at: row.get("note_created_at")?,
            created_by: row.get("note_created_by")?,
            updated_at: row.get("note_updated_at")?,
        }),
    };
    Ok(Entry {
        number: row.get("id")?,
        deed: coded(row, "verb")?,
        subject,
        subject_kind,
        note,
        detail: row.get("detail")?,
        member: row.get("member_id")?,
        at: row.get("at")?,
    })
}

fn note(row: &Row) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get("id")?,
        about: row.get("about_id")?,
        about_kind: row.get("about_kind")?,
        kind: coded(row, "kind")?,
        talk: Talk {
            outcome: maybe_outcome(row, "outcome")?,
            at: row.get("held_at")?,
            minutes: row.get("minutes")?,
            phone: row.get("phone")?,
        },
        body: row.get("body")?,
        is_live: row.get("live")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The stored word; empty for none.
fn outcome(talk: &Talk) -> &'static str {
    talk.outcome.map_or("", Outcome::code)
}

fn maybe_outcome(row: &Row, column: &'static str) -> rusqlite::Result<Option<Outcome>> {
    let is_none = row.get::<_, String>(column)?.is_empty();
    if is_none { Ok(None) } else { coded(row, column).map(Some) }
}
