//! Noting a call, with what is to be done next, and filing an e-mail, each as one act that can be taken back.

use super::model::{CallInput, FollowUp};
use crate::across::{naming, profiles};
use crate::base::{At, ChangeSetId, Error, LeadId, NoteId, Result, SubjectId, SubjectKind};
use crate::crm::activities::{self, Mail, NoteKind, actions::UNDO};
use crate::crm::files::actions::Place;
use crate::crm::files::{self, Arrived, Rules};
use crate::crm::leads::{self, Lead};
use crate::crm::subjects;
use crate::crm::tasks::{self, Due, Remind, TaskInput, TaskKind};
use crate::platform::Tx;
use crate::platform::blobs::Blobs;
use crate::workspace::{changes, members};

/// Notes a call, a meeting or a letter about that record. `Forbidden` unless the actor may write about it, and plan tasks
/// if something is to be done next.
pub fn log(tx: &Tx, about: SubjectId, input: &CallInput) -> Result<(NoteId, ChangeSetId)> {
    let set = changes::begin(tx, "call.log", UNDO)?;
    let before = lead(tx, about)?;
    let note = profiles::write_note(tx, about, &input.note)?;
    changes::keep(tx, set, note.subject(), None, 1)?;
    if let Some(before) = before {
        keep_lead(tx, set, &before)?;
    }
    if let Some(next) = &input.next {
        let task = tasks::actions::add(tx, &task(tx, about, input.note.kind, next)?)?;
        let version = tasks::store::find(tx, task)?.version;
        changes::keep(tx, set, task.subject(), None, version)?;
    }
    Ok((note, set))
}

/// What became of an e-mail that somebody wanted to file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// It is there now, by that set of changes.
    New(NoteId, ChangeSetId),
    /// It was there already.
    Known(NoteId),
}

/// Reads an e-mail, on a thread of its own: a reader that loses its way must not lose us ours. `Invalid` on `file` if there
/// is none.
pub async fn read(source: Vec<u8>, now: At) -> Result<Mail> {
    if source.is_empty() {
        return Err(Error::field("file", "calls-mail-missing"));
    }
    let read = tokio::task::spawn_blocking(move || Mail::read(&source, now)).await;
    read.unwrap_or_else(|_| Err(Error::field("file", "calls-mail-wrong")))
}

/// Files an e-mail with that record, and what came with it as files of the record. One that was filed and removed comes
/// anew. `Forbidden` unless the actor may write about the record.
pub fn file(
    tx: &Tx,
    about: SubjectId,
    mail: &Mail,
    (arrived, rules, blobs): (&[Arrived], &Rules, &Blobs),
) -> Result<Filed> {
    profiles::require(tx, about)?;
    if let Some(known) = activities::store::filed(tx, &mail.head.message_id)? {
        if activities::store::find_note(tx, known)?.is_live {
            return Ok(Filed::Known(known));
        }
        activities::actions::forget(tx, known)?;
    }
    let set = changes::begin(tx, "mail.file", UNDO)?;
    let before = lead(tx, about)?;
    let own: Vec<String> = members::list(tx)?.iter().map(|member| member.email.to_lowercase()).collect();
    let note = profiles::file_mail(tx, about, mail, mail.outcome(&own))?;
    changes::keep(tx, set, note.subject(), None, 1)?;
    if let Some(before) = before {
        keep_lead(tx, set, &before)?;
    }
    for file in arrived {
        let place = Place { about, story: None };
        let file = files::actions::add(tx, place, file, (rules, blobs))?;
        changes::keep(tx, set, file.subject(), None, 1)?;
    }
    Ok(Filed::New(note, set))
}

/// The lead, if the record is one.
fn lead(tx: &Tx, about: SubjectId) -> Result<Option<Lead>> {
    match subjects::store::kind(tx, about)? {
        SubjectKind::Lead => leads::store::find(tx, LeadId::of(about)).map(Some),
        _ => Ok(None),
    }
}

/// A lead that the call answered goes back with it.
fn keep_lead(tx: &Tx, set: ChangeSetId, before: &Lead) -> Result<()> {
    let now = leads::store::find(tx, before.id)?;
    match now.version == before.version {
        true => Ok(()),
        false => {
            changes::keep(tx, set, before.id.subject(), Some(serde_json::to_value(before)?), now.version)
        }
    }
}

/// What the actor has to do next about the record.
fn task(tx: &Tx, about: SubjectId, kind: NoteKind, next: &FollowUp) -> Result<TaskInput> {
    let title = match next.title.is_empty() {
        true => naming::names(tx, &[about])?.pop().map(|named| named.name).unwrap_or_default(),
        false => next.title.clone(),
    };
    Ok(TaskInput {
        kind: match kind {
            NoteKind::Call => TaskKind::Call,
            NoteKind::Meeting => TaskKind::Meeting,
            NoteKind::Letter | NoteKind::Mail => TaskKind::Letter,
            NoteKind::Note => TaskKind::Todo,
        },
        title,
        details: String::new(),
        about: Some(about),
        assignee: tx.member(),
        due: Due::On(next.on),
        remind: Remind::default(),
        repeat: None,
    })
}
