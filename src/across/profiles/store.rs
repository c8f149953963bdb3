//! Whose record a note is about: what only this slice can know.

use crate::base::{
    CompanyId, ContactId, DealId, Error, MemberId, NoteId, Result, Right, SubjectId, SubjectKind,
};
use crate::crm::activities::{self, Note};
use crate::crm::{companies, contacts, deals, subjects};
use crate::platform::View;

/// A note that was not removed, or `NotFound`.
pub fn find(view: &View, id: NoteId) -> Result<Note> {
    let note = activities::store::find_note(view, id)?;
    view.actor().require(to_read(note.about_kind))?;
    if note.is_live { Ok(note) } else { Err(Error::NotFound) }
}

/// The same, if the reader may change the record that it is about.
pub fn find_mine(view: &View, id: NoteId) -> Result<Note> {
    let note = find(view, id)?;
    require(view, note.about)?;
    Ok(note)
}

/// What the subject is, if the reader may change its record.
pub fn require(view: &View, about: SubjectId) -> Result<SubjectKind> {
    let kind = subjects::store::kind(view, about)?;
    view.actor().require_on(to_write(kind), owner(view, kind, about)?)?;
    Ok(kind)
}

/// `NotFound` unless that is a contact, a company or a deal.
pub fn look(view: &View, about: SubjectId) -> Result<()> {
    let kind = subjects::store::kind(view, about)?;
    view.actor().require(to_read(kind))?;
    owner(view, kind, about).map(|_| ())
}

fn owner(view: &View, kind: SubjectKind, about: SubjectId) -> Result<Option<MemberId>> {
    match kind {
        SubjectKind::Company => Ok(companies::store::find(view, CompanyId::of(about))?.facts.owner),
        SubjectKind::Contact => Ok(contacts::store::find(view, ContactId::of(about))?.facts.owner),
        SubjectKind::Deal => Ok(deals::store::find(view, DealId::of(about))?.facts.owner),
        SubjectKind::Note | SubjectKind::Task => Err(Error::NotFound),
    }
}

/// Who may see such a record may read about it.
fn to_read(kind: SubjectKind) -> Right {
    match kind {
        SubjectKind::Deal => Right::SalesRead,
        SubjectKind::Company | SubjectKind::Contact | SubjectKind::Note | SubjectKind::Task => {
            Right::CustomersRead
        }
    }
}

/// Who may change such a record may write about it.
fn to_write(kind: SubjectKind) -> Right {
    match kind {
        SubjectKind::Deal => Right::SalesWrite,
        SubjectKind::Company | SubjectKind::Contact | SubjectKind::Note | SubjectKind::Task => {
            Right::CustomersWrite
        }
    }
}
