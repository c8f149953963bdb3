//! What a search finds, by kind.

use crate::across::naming::{self, Named};
use crate::base::{FileId, NoteId, Result, Right, SubjectId, SubjectKind, TaskId};
use crate::crm::activities::{self, Note};
use crate::crm::files::{self, File};
use crate::crm::tasks::{self, Task};
use crate::platform::{View, search_index};

/// What was found.
#[derive(Default)]
pub struct Found {
    /// Contacts, the likeliest first.
    pub contacts: Vec<Named>,
    /// Companies, the likeliest first.
    pub companies: Vec<Named>,
    /// Leads, for whoever may see them, the likeliest first.
    pub leads: Vec<Named>,
    /// Deals, for whoever may see them, the likeliest first.
    pub deals: Vec<Named>,
    /// Products, for whoever may see them, the likeliest first.
    pub products: Vec<Named>,
    /// Papers, for whoever may see them, the likeliest first.
    pub invoices: Vec<Named>,
    /// Offers, for whoever may see them, the likeliest first.
    pub quotes: Vec<Named>,
    /// Notes, each with the record that it is about.
    pub notes: Vec<(Note, Named)>,
    /// Tasks, for whoever may see them.
    pub tasks: Vec<Task>,
    /// Files, each with the name of its record, for whoever may see that.
    pub files: Vec<(File, String)>,
}

impl Found {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.contacts.is_empty()
            && self.companies.is_empty()
            && self.leads.is_empty()
            && self.deals.is_empty()
            && self.products.is_empty()
            && self.invoices.is_empty()
            && self.quotes.is_empty()
            && self.notes.is_empty()
            && self.tasks.is_empty()
            && self.files.is_empty()
    }
}

/// Finds up to `limit` records by that text.
pub fn find(view: &View, text: &str, limit: u32) -> Result<Found> {
    let subjects = search_index::find(view, text, limit)?;
    let named = naming::names(view, &subjects)?;
    let may_see = |kind| kind != SubjectKind::Deal || view.actor().may(Right::SalesRead);
    let is_known = |subject: &SubjectId| named.iter().any(|named| named.subject == *subject);
    let rest: Vec<SubjectId> = subjects.iter().copied().filter(|subject| !is_known(subject)).collect();
    let notes: Vec<NoteId> = rest.iter().map(|id| NoteId::of(*id)).collect();
    let notes = activities::store::list_notes(view, &notes)?;
    let tasks: Vec<TaskId> = rest.iter().map(|id| TaskId::of(*id)).collect();
    let tasks = match view.actor().may(Right::SalesRead) {
        true => tasks::store::find_many(view, &tasks)?,
        false => Vec::new(),
    };
    let about: Vec<SubjectId> = notes.iter().map(|note| note.about).collect();
    let records = naming::names(view, &about)?;
    let notes = notes.into_iter().filter_map(|note| {
        let record = records.iter().find(|named| named.subject == note.about && may_see(named.kind))?.clone();
        Some((note, record))
    });
    let of = |kind| named.iter().filter(|named| named.kind == kind).cloned().collect();
    let files = files_of(view, &rest)?;
    Ok(Found {
        notes: notes.collect(),
        contacts: of(SubjectKind::Contact),
        companies: of(SubjectKind::Company),
        leads: of(SubjectKind::Lead),
        deals: of(SubjectKind::Deal),
        products: of(SubjectKind::Product),
        invoices: of(SubjectKind::Invoice),
        quotes: of(SubjectKind::Quote),
        tasks,
        files,
    })
}

/// Those that are files of records in use, each with the name of its record.
fn files_of(view: &View, subjects: &[SubjectId]) -> Result<Vec<(File, String)>> {
    let ids: Vec<FileId> = subjects.iter().map(|id| FileId::of(*id)).collect();
    let files = files::store::find_many(view, &ids)?;
    let about: Vec<SubjectId> = files.iter().map(|file| file.about).collect();
    let mut names: Vec<(SubjectId, String)> =
        naming::names(view, &about)?.into_iter().map(|named| (named.subject, named.name)).collect();
    if view.actor().may(Right::SalesRead) {
        let tasks: Vec<TaskId> = about.iter().map(|id| TaskId::of(*id)).collect();
        let tasks = tasks::store::find_many(view, &tasks)?.into_iter();
        names.extend(tasks.map(|task| (task.id.subject(), task.facts.title)));
    }
    let named = files.into_iter().filter_map(|file| {
        let name = names.iter().find(|(subject, _)| *subject == file.about)?.1.clone();
        Some((file, name))
    });
    Ok(named.collect())
}
