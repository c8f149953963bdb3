//! Two contacts become one.

use super::super::model::{Contact, ContactInput};
use super::super::store;
use super::{find_mine, index};
use crate::base::{ChangeSetId, ContactId, Error, Result};
use crate::crm::activities::{self, Deed};
use crate::crm::fields;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// Makes the facts of the contact that is kept those that `facts` makes of both, and takes the one that goes out of use,
/// as a part of that set of changes. Each is named with the version that was looked at: `Stale` if somebody else was
/// faster with one of them. What hangs on the one that goes is the caller's to move.
pub fn unite(
    tx: &Tx,
    set: ChangeSetId,
    kept: (ContactId, i64),
    gone: (ContactId, i64),
    facts: impl FnOnce(&ContactInput, &ContactInput) -> ContactInput,
) -> Result<()> {
    let (kept, gone) = (find_at(tx, kept)?, find_at(tx, gone)?);
    let facts = facts(&kept.facts, &gone.facts);
    // The one that goes first: its e-mail addresses are free then.
    take_out(tx, set, &gone, kept.id)?;
    let mut new = Contact { facts, ..kept.clone() };
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    activities::store::log(tx, kept.id.subject(), Deed::Merged, &gone.facts.name())?;
    let changed = new.facts.changes(&kept.facts).into_iter();
    let mut told: Vec<Change> = changed.map(|(field, old, new)| Change::new(field, old, new)).collect();
    told.extend(fields::actions::changes(tx, &new.facts.values, &kept.facts.values)?);
    told.push(Change::new("merged", None::<i64>, gone.id));
    audit::record(tx, "contact.merge", Some(kept.id.subject()), &told)?;
    // The last kept goes back first.
    changes::keep(tx, set, kept.id.subject(), Some(serde_json::to_value(&kept)?), new.version)
}

fn take_out(tx: &Tx, set: ChangeSetId, gone: &Contact, into: ContactId) -> Result<()> {
    let mut new = Contact { trashed_at: Some(tx.now()), ..gone.clone() };
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    let told = [Change::new("merged_into", None::<i64>, into)];
    audit::record(tx, "contact.merge", Some(gone.id.subject()), &told)?;
    changes::keep(tx, set, gone.id.subject(), Some(serde_json::to_value(gone)?), new.version)
}

fn find_at(tx: &Tx, (id, version): (ContactId, i64)) -> Result<Contact> {
    let contact = find_mine(tx, id)?;
    if contact.version == version { Ok(contact) } else { Err(Error::Stale(contact.version)) }
}
