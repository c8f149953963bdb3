//! Leads, deals, tasks and notes by what another product called them.

use std::collections::HashSet;

use crate::base::{NoteId, Result, SubjectId, SubjectKind, TaskId};
use crate::crm::{activities, deals, external_ids, leads, tasks};
use crate::platform::View;

/// Those of the records called so that are in use.
pub fn called(view: &View, kind: SubjectKind, wanted: &[&str]) -> Result<Vec<(String, SubjectId)>> {
    let found = external_ids::store::imported(view, kind, wanted)?;
    let ids: Vec<SubjectId> = found.iter().map(|(_, subject)| *subject).collect();
    let live: HashSet<SubjectId> = in_use(view, kind, &ids)?.into_iter().collect();
    Ok(found.into_iter().filter(|(_, subject)| live.contains(subject)).collect())
}

fn in_use(view: &View, kind: SubjectKind, ids: &[SubjectId]) -> Result<Vec<SubjectId>> {
    Ok(match kind {
        SubjectKind::Deal => {
            deals::store::names(view, ids)?.into_iter().map(|(id, _, _)| id.subject()).collect()
        }
        SubjectKind::Lead => {
            leads::store::lines(view, ids)?.into_iter().map(|lead| lead.id.subject()).collect()
        }
        SubjectKind::Task => {
            let ids: Vec<TaskId> = ids.iter().copied().map(TaskId::of).collect();
            tasks::store::find_many(view, &ids)?.into_iter().map(|task| task.id.subject()).collect()
        }
        SubjectKind::Note => {
            let ids: Vec<NoteId> = ids.iter().copied().map(NoteId::of).collect();
            activities::store::list_notes(view, &ids)?.into_iter().map(|note| note.id.subject()).collect()
        }
        SubjectKind::Contact
        | SubjectKind::Company
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => Vec::new(),
    })
}
