//! One record of an import at a time is taken back.

use crate::base::{CompanyId, ContactId, DealId, LeadId, NoteId, Result, SubjectKind, TaskId};
use crate::crm::{activities, companies, contacts, deals, leads, tasks};
use crate::platform::{Tx, View};
use crate::workspace::changes;

/// Takes one record of an import back; false if somebody changed it since, or others need it.
pub fn put_back(tx: &Tx, row: &changes::ChangeRow) -> Result<bool> {
    let kind = match crate::crm::subjects::store::kind(tx, row.subject) {
        Err(crate::base::Error::NotFound) => return Ok(true),
        kind => kind?,
    };
    let before = row.before.as_ref();
    match kind {
        SubjectKind::Contact => {
            let id = ContactId::of(row.subject);
            if before.is_none() && deals::store::has_of_contact(tx, id)? {
                return Ok(false);
            }
            let taken = crate::crm::points::Taken::Refuse;
            let done = contacts::actions::put_back(tx, id, before, row.version_after, taken)?;
            Ok(done == contacts::actions::PutBack::Done)
        }
        SubjectKind::Company => {
            let id = CompanyId::of(row.subject);
            if before.is_none() && (has_contacts(tx, id)? || deals::store::has_of_company(tx, id)?) {
                return Ok(false);
            }
            let done = companies::actions::put_back(tx, id, before, row.version_after)?;
            Ok(done == companies::actions::PutBack::Done)
        }
        SubjectKind::Note => put_back_note(tx, row),
        SubjectKind::Deal => deals::actions::put_back(tx, DealId::of(row.subject), before, row.version_after),
        SubjectKind::Lead => leads::actions::put_back(tx, LeadId::of(row.subject), before, row.version_after),
        SubjectKind::Task => {
            let id = TaskId::of(row.subject);
            match before {
                Some(before) => tasks::actions::put_back(tx, id, before, row.version_after),
                None => tasks::actions::unmake_imported(tx, id, row.version_after),
            }
        }
        // No file brings files.
        SubjectKind::File | SubjectKind::Product | SubjectKind::Invoice | SubjectKind::Quote => Ok(false),
    }
}

/// Whether a contact in use or in the trash belongs to the company.
fn has_contacts(view: &View, id: CompanyId) -> Result<bool> {
    contacts::store::has_of_company(view, id)
}

fn put_back_note(tx: &Tx, row: &changes::ChangeRow) -> Result<bool> {
    let id = NoteId::of(row.subject);
    if let Some(before) = &row.before {
        return activities::actions::put_back(tx, id, before, row.version_after);
    }
    if activities::store::find_note(tx, id)?.version != row.version_after {
        return Ok(false);
    }
    activities::actions::forget(tx, id)?;
    Ok(true)
}
