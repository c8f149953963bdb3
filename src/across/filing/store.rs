//! Which record a file is kept with, and what the reader may do there: what only this slice can know.

use crate::base::{
    At, CompanyId, ContactId, DealId, Error, FileId, LeadId, MemberId, Result, Right, SubjectId, SubjectKind,
    TaskId,
};
use crate::crm::activities::Access;
use crate::crm::files::actions::Place;
use crate::crm::files::{self, File, Rules};
use crate::crm::{companies, contacts, deals, leads, subjects, tasks};
use crate::platform::View;

/// So many files stand on the page of a record.
const SHOWN: usize = 10;

/// A record as far as its files need to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its name.
    pub name: String,
    /// Its page within the workspace.
    pub path: String,
    /// What the reader may do with its files.
    pub access: Access,
    /// Whether it is in the trash, where nothing is put with it.
    pub is_trashed: bool,
    /// Where its files go.
    pub place: Place,
}

/// The newest files of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// The files.
    pub files: Vec<File>,
    /// Whether there are more.
    pub has_more: bool,
}

/// What stands on the page of a record.
pub fn kept(view: &View, about: SubjectId) -> Result<Kept> {
    let mut files = files::store::list_about(view, about, SHOWN as i64 + 1)?;
    let has_more = files.len() > SHOWN;
    files.truncate(SHOWN);
    Ok(Kept { files, has_more })
}

/// The record, if the reader may see it; `NotFound` if nothing can be kept with it.
pub fn look(view: &View, about: SubjectId) -> Result<Holder> {
    let kind = subjects::store::kind(view, about)?;
    let (name, access, story, trashed_at) = match kind {
        SubjectKind::Company => {
            view.actor().require(Right::CustomersRead)?;
            let company = companies::store::find(view, CompanyId::of(about))?;
            let access = access(view, Right::CustomersWrite, company.facts.owner, company.trashed_at);
            (company.facts.name, access, Some(about), company.trashed_at)
        }
        SubjectKind::Contact => {
            view.actor().require(Right::CustomersRead)?;
            let contact = contacts::store::find(view, ContactId::of(about))?;
            let access = access(view, Right::CustomersWrite, contact.facts.owner, contact.trashed_at);
            (contact.facts.name(), access, Some(about), contact.trashed_at)
        }
        SubjectKind::Lead => {
            view.actor().require(Right::SalesRead)?;
            let lead = leads::store::find(view, LeadId::of(about))?;
            let access = access(view, Right::SalesWrite, lead.facts.owner, lead.trashed_at);
            (lead.facts.name(), access, Some(about), lead.trashed_at)
        }
        SubjectKind::Deal => {
            view.actor().require(Right::SalesRead)?;
            let deal = deals::store::find(view, DealId::of(about))?;
            let access = access(view, Right::SalesWrite, deal.facts.owner, deal.trashed_at);
            (deal.facts.name, access, Some(about), deal.trashed_at)
        }
        SubjectKind::Task => {
            view.actor().require(Right::SalesRead)?;
            let task = tasks::store::find_live(view, TaskId::of(about))?;
            let access = if task.is_of(view.actor()) { Access::Write } else { Access::Read };
            (task.facts.title, access, task.facts.about, None)
        }
        SubjectKind::Note
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => {
            return Err(Error::NotFound);
        }
    };
    let path = format!("/{}/{about}", kind.place());
    Ok(Holder { name, path, access, is_trashed: trashed_at.is_some(), place: Place { about, story } })
}

/// The same, if the reader may change its files; else `Forbidden`, or a `Conflict` in the trash.
pub fn require(view: &View, about: SubjectId) -> Result<Holder> {
    let holder = look(view, about)?;
    match holder.access {
        Access::Write => Ok(holder),
        Access::Read if holder.is_trashed => Err(Error::Conflict("files-record-in-trash")),
        Access::Read => Err(Error::Forbidden),
    }
}

/// As [`require`], and `Invalid` on `file` if there is no room for anything more.
pub fn require_room(view: &View, about: SubjectId, rules: &Rules) -> Result<Holder> {
    let holder = require(view, about)?;
    rules.require_room(files::store::used(view)?, 1)?;
    Ok(holder)
}

/// A file that is not removed, with its record, if the reader may see that.
pub fn find(view: &View, id: FileId) -> Result<(File, Holder)> {
    let file = files::store::find_live(view, id)?;
    let holder = look(view, file.about)?;
    Ok((file, holder))
}

/// The same, if the reader may change it.
pub fn find_mine(view: &View, id: FileId) -> Result<(File, Holder)> {
    let file = files::store::find_live(view, id)?;
    let holder = require(view, file.about)?;
    Ok((file, holder))
}

/// What is in the trash can be looked at.
fn access(view: &View, right: Right, owner: Option<MemberId>, trashed_at: Option<At>) -> Access {
    match trashed_at {
        None if view.actor().may_on(right, owner) => Access::Write,
        _ => Access::Read,
    }
}
