//! Notes about records: whoever may change the record writes them, whoever is mentioned is told and follows from then
//! on, whoever follows already is told of new ones. The first one about a lead is the first answer to it, unless it tells
//! of a call that reached nobody.

use super::store::{find_mine, require};
use crate::across::naming;
use crate::base::{ChangeSetId, LeadId, MemberId, NoteId, Result, SubjectId, SubjectKind};
use crate::crm::activities::{self, Mail, NoteInput, NoteKind, Outcome};
use crate::crm::{followers, leads, owners};
use crate::platform::Tx;
use crate::workspace::notices::{self, NoticeKind};

/// Writes a note about that record.
pub fn write_note(tx: &Tx, about: SubjectId, input: &NoteInput) -> Result<NoteId> {
    let kind = require(tx, about)?;
    let (body, mentioned) = owners::store::list(tx)?.settle_mentions(&input.body);
    let following = followers::store::list(tx, about)?;
    let id = activities::actions::add(tx, about, &input.clone().worded(body))?;
    if kind == SubjectKind::Lead && input.is_answer() {
        leads::actions::answer_at(tx, LeadId::of(about), input.talk.at.unwrap_or(tx.now()))?;
    }
    tell_mentioned(tx, (id, about), &mentioned)?;
    let others = following.into_iter().filter(|member| !mentioned.contains(member));
    tell(tx, (id, about), NoticeKind::Noted, others)?;
    Ok(id)
}

/// Files an e-mail with that record, and tells whoever follows it. Names in it tell nobody: it was written elsewhere.
pub fn file_mail(tx: &Tx, about: SubjectId, mail: &Mail, outcome: Outcome) -> Result<NoteId> {
    let kind = require(tx, about)?;
    let id = activities::actions::file(tx, about, mail, outcome)?;
    if kind == SubjectKind::Lead {
        leads::actions::answer_at(tx, LeadId::of(about), mail.at.unwrap_or(tx.now()))?;
    }
    tell(tx, (id, about), NoticeKind::Noted, followers::store::list(tx, about)?.into_iter())?;
    Ok(id)
}

/// Changes a note that is at that version; those whom it mentions only now are told.
pub fn edit_note(tx: &Tx, id: NoteId, version: i64, input: &NoteInput) -> Result<ChangeSetId> {
    let old = find_mine(tx, id)?;
    if old.kind == NoteKind::Mail {
        return activities::actions::edit(tx, id, version, input);
    }
    let owners = owners::store::list(tx)?;
    let (body, mentioned) = owners.settle_mentions(&input.body);
    let known: Vec<MemberId> = owners.mentions(&old.body).into_iter().map(|mention| mention.member).collect();
    let set = activities::actions::edit(tx, id, version, &input.clone().worded(body))?;
    let new: Vec<MemberId> = mentioned.into_iter().filter(|member| !known.contains(member)).collect();
    tell_mentioned(tx, (id, old.about), &new)?;
    Ok(set)
}

fn tell_mentioned(tx: &Tx, note: (NoteId, SubjectId), mentioned: &[MemberId]) -> Result<()> {
    let others: Vec<MemberId> =
        mentioned.iter().copied().filter(|member| Some(*member) != tx.member()).collect();
    others.iter().try_for_each(|member| followers::store::insert(tx, note.1, *member))?;
    tell(tx, note, NoticeKind::Mentioned, others.into_iter())
}

fn tell(
    tx: &Tx,
    (note, about): (NoteId, SubjectId),
    kind: NoticeKind,
    mut members: impl Iterator<Item = MemberId>,
) -> Result<()> {
    match naming::names(tx, &[about])?.pop() {
        Some(record) => {
            members.try_for_each(|member| notices::tell(tx, member, kind, Some(note.subject()), &record.name))
        }
        None => Ok(()),
    }
}
