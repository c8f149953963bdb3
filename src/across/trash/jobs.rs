//! What is done by itself: the trash is emptied.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::Result;
use crate::billing::customers;
use crate::crm::{activities, companies, contacts, deals, files, leads, tasks};
use crate::platform::Tx;
use crate::platform::queue::{Job, Lane};

/// So many records go in one transaction.
const AT_ONCE: i64 = 25;

/// Deletes for good what has been in the trash for 30 days: deals, leads, contacts, companies, removed notes, tasks and
/// files. Its kind is called by contacts, which came first: jobs that wait know it by that name.
#[derive(Debug, Serialize, Deserialize)]
pub struct EmptyTrash {}

impl Job for EmptyTrash {
    const KIND: &'static str = "contacts.empty-trash";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(600);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// One step; gives how many records went.
pub fn empty_trash(tx: &Tx) -> Result<usize> {
    let before = tx.now().minus(deals::actions::UNDO);
    let sales = deals::store::list_due(tx, before, AT_ONCE)?;
    for id in &sales {
        deals::actions::forget(tx, *id)?;
    }
    let asked = leads::store::list_due(tx, before, AT_ONCE)?;
    for id in &asked {
        leads::actions::forget(tx, *id)?;
    }
    let people = contacts::store::list_due(tx, before, AT_ONCE)?;
    for id in &people {
        customers::store::delete(tx, id.subject())?;
        deals::store::leave_contact(tx, *id)?;
        contacts::actions::forget(tx, *id)?;
    }
    let companies = companies::store::list_due(tx, before, AT_ONCE)?;
    for id in &companies {
        customers::store::delete(tx, id.subject())?;
        deals::store::leave_company(tx, *id)?;
        contacts::store::leave_company(tx, *id)?;
        companies::actions::forget(tx, *id)?;
    }
    let notes = activities::store::list_removed(tx, before, AT_ONCE)?;
    for id in &notes {
        activities::actions::forget(tx, *id)?;
    }
    let tasks = tasks::store::list_removed(tx, before, AT_ONCE)?;
    for id in &tasks {
        tasks::actions::forget(tx, *id)?;
    }
    let files = files::store::list_removed(tx, before, AT_ONCE)?;
    for id in &files {
        files::actions::forget(tx, *id)?;
    }
    Ok(sales.len() + asked.len() + people.len() + companies.len() + notes.len() + tasks.len() + files.len())
}
