//! The verbs of leads. Each runs in one transaction, checks the right on the owner's leads, and leaves its line in the
//! timeline, its entry in the audit and the search index as it should be.

mod labels;
mod bulk;
mod import;
mod states;
mod undo;

use std::time::Duration;

use super::model::{Lead, LeadInput};
use super::store;
use crate::base::{ChangeSetId, Error, LeadId, MemberId, Result, Right, SubjectKind};
use crate::crm::activities::{self, Deed};
use crate::crm::{external_ids, fields, files, followers, mails, owners, tasks};
use crate::platform::{Tx, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;
use crate::workspace::notices::{self, NoticeKind};

pub use bulk::{assign, begin, change_all, change_one, trash};
pub use import::{import, import_over};
pub use labels::{add_label, edit_label, remove_label, save_takers};
pub use states::{answer, answer_at, bring_back, convert, disqualify, recycle, take_up};
pub use undo::put_back;

/// How long an act can be taken back, and how long the trash keeps what was thrown away.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Adds a lead; without an owner it goes to whoever's turn it is, if anybody takes leads.
pub fn create(tx: &Tx, mut facts: LeadInput) -> Result<LeadId> {
    tx.actor().require_on(Right::SalesWrite, facts.owner)?;
    owners::store::require(tx, facts.owner)?;
    fields::actions::refuse_taken(tx, None, &facts.values)?;
    labels::settle_source(tx, &mut facts)?;
    let owner = match facts.owner {
        Some(owner) => Some(owner),
        None => store::takers::take_turn(tx)?,
    };
    let lead = store::insert(tx, &facts)?;
    activities::store::log(tx, lead.id.subject(), Deed::Created, "")?;
    let lead = match owner {
        Some(owner) => {
            let lead = lead.assigned(Some(owner))?;
            store::save(tx, &lead)?;
            activities::store::log(tx, lead.id.subject(), Deed::Assigned, &owner.to_string())?;
            lead
        }
        None => lead,
    };
    index(tx, &lead)?;
    tell_owner(tx, &lead, None)?;
    record(tx, "lead.create", &lead, None)?;
    Ok(lead.id)
}

/// Makes the facts of a lead that is at that version these. `Stale` if somebody else was faster, `Conflict` if it is
/// closed.
pub fn edit(tx: &Tx, id: LeadId, version: i64, mut facts: LeadInput) -> Result<()> {
    let old = find_mine(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    owners::store::require(tx, facts.owner)?;
    fields::actions::refuse_taken(tx, Some(id.subject()), &facts.values)?;
    labels::settle_source(tx, &mut facts)?;
    let mut new = old.clone().edited(facts)?;
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    let changed = new.facts.changes(&old.facts).into_iter().map(|(field, _, _)| field.to_owned());
    let own = fields::actions::words(tx, &new.facts.values, &old.facts.values)?;
    let changed: Vec<String> = changed.chain(own).collect();
    if !changed.is_empty() {
        activities::store::log(tx, id.subject(), Deed::Edited, &changed.join(" "))?;
    }
    tell_owner(tx, &new, old.facts.owner)?;
    record(tx, "lead.edit", &new, Some(&old))
}

/// Takes a lead out of the trash.
pub fn restore(tx: &Tx, id: LeadId) -> Result<()> {
    let mut lead = store::find(tx, id)?;
    tx.actor().require_on(Right::SalesWrite, lead.facts.owner)?;
    if lead.is_live() {
        return Ok(());
    }
    fields::actions::refuse_return(tx, id.subject(), &lead.facts.values)?;
    lead.trashed_at = None;
    lead.touch(tx.now(), tx.member());
    store::save(tx, &lead)?;
    index(tx, &lead)?;
    activities::store::log(tx, id.subject(), Deed::Restored, "")?;
    audit::record(tx, "lead.restore", Some(id.subject()), &[])
}

/// Deletes a lead and all that hangs on it for good.
pub fn forget(tx: &Tx, id: LeadId) -> Result<()> {
    let subject = id.subject();
    followers::store::delete_all(tx, subject)?;
    files::actions::forget_all(tx, subject)?;
    tasks::actions::forget_all(tx, subject)?;
    mails::actions::forget_all(tx, subject)?;
    activities::actions::forget_all(tx, subject)?;
    search_index::remove(tx, subject)?;
    external_ids::store::remove(tx, subject)?;
    fields::store::delete(tx, subject)?;
    store::delete(tx, id)?;
    audit::record(tx, "lead.delete", Some(subject), &[])
}

/// Tells whoever is the owner only now.
fn tell_owner(tx: &Tx, lead: &Lead, before: Option<MemberId>) -> Result<()> {
    match lead.facts.owner.filter(|owner| Some(*owner) != before) {
        Some(owner) => {
            notices::tell(tx, owner, NoticeKind::Assigned, Some(lead.id.subject()), &lead.facts.name())
        }
        None => Ok(()),
    }
}

/// A lead in use that the actor may change.
fn find_mine(tx: &Tx, id: LeadId) -> Result<Lead> {
    let lead = store::find(tx, id)?;
    tx.actor().require_on(Right::SalesWrite, lead.facts.owner)?;
    if lead.is_live() { Ok(lead) } else { Err(Error::Conflict("leads-in-trash")) }
}

/// How a change that can be taken back is told.
struct Act<'t> {
    verb: &'static str,
    deed: Deed,
    detail: &'t str,
}

impl Act<'_> {
    /// Stores what the act made of a lead, in a set of its own by which it is taken back.
    fn run(&self, tx: &Tx, old: &Lead, new: Lead) -> Result<ChangeSetId> {
        let set = changes::begin(tx, self.verb, UNDO)?;
        self.keep(tx, set, old, new)?;
        Ok(set)
    }

    /// Stores what the act made of a lead, as a part of that set.
    fn keep(&self, tx: &Tx, set: ChangeSetId, old: &Lead, mut new: Lead) -> Result<()> {
        new.touch(tx.now(), tx.member());
        store::save(tx, &new)?;
        index(tx, &new)?;
        activities::store::log(tx, new.id.subject(), self.deed, self.detail)?;
        record(tx, self.verb, &new, Some(old))?;
        changes::keep(tx, set, new.id.subject(), Some(serde_json::to_value(old)?), new.version)
    }
}

/// Writes what changed into the audit.
fn record(tx: &Tx, verb: &'static str, lead: &Lead, before: Option<&Lead>) -> Result<()> {
    let empty = LeadInput::default();
    let known = before.map_or(&empty, |before| &before.facts);
    let changed = lead.facts.changes(known);
    let mut changes: Vec<Change> =
        changed.into_iter().map(|(field, old, new)| Change::new(field, old, new)).collect();
    changes.extend(fields::actions::changes(tx, &lead.facts.values, &known.values)?);
    if before.map(|before| before.state) != Some(lead.state) {
        changes.push(Change::new("state", before.map(|before| before.state.code()), lead.state.code()));
    }
    audit::record(tx, verb, Some(lead.id.subject()), &changes)
}

/// Makes the search find the lead as it now is called, where what a choice is called has changed.
pub fn find_anew(tx: &Tx, id: LeadId) -> Result<()> {
    index(tx, &store::find(tx, id)?)
}

/// Makes the search find the lead as it now is.
fn index(tx: &Tx, lead: &Lead) -> Result<()> {
    if !lead.is_live() {
        return search_index::remove(tx, lead.id.subject());
    }
    let own = fields::actions::search_texts(tx, SubjectKind::Lead, &lead.facts.values)?;
    let mut texts = lead.facts.search_texts();
    texts.extend(own.iter().map(String::as_str));
    search_index::put(tx, lead.id.subject(), &texts)
}
