//! Two companies become one.

use super::super::model::{Company, CompanyInput};
use super::super::store;
use super::{find_mine, index};
use crate::base::{ChangeSetId, CompanyId, Error, Result};
use crate::crm::activities::{self, Deed};
use crate::crm::fields;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// Makes the facts of the company that is kept those that `facts` makes of both, and takes the one that goes out of use,
/// as a part of that set of changes. Each is named with the version that was looked at: `Stale` if somebody else was
/// faster with one of them. What hangs on the one that goes is the caller's to move.
pub fn unite(
    tx: &Tx,
    set: ChangeSetId,
    kept: (CompanyId, i64),
    gone: (CompanyId, i64),
    facts: impl FnOnce(&CompanyInput, &CompanyInput) -> CompanyInput,
) -> Result<()> {
    let (kept, gone) = (find_at(tx, kept)?, find_at(tx, gone)?);
    let facts = facts(&kept.facts, &gone.facts);
    // The one that goes first: its e-mail addresses are free then.
    take_out(tx, set, &gone, kept.id)?;
    let mut new = Company { facts, ..kept.clone() };
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    activities::store::log(tx, kept.id.subject(), Deed::Merged, &gone.facts.name)?;
    let changed = new.facts.changes(&kept.facts).into_iter();
    let mut told: Vec<Change> = changed.map(|(field, old, new)| Change::new(field, old, new)).collect();
    told.extend(fields::actions::changes(tx, &new.facts.values, &kept.facts.values)?);
    told.push(Change::new("merged", None::<i64>, gone.id));
    audit::record(tx, "company.merge", Some(kept.id.subject()), &told)?;
    // The last kept goes back first.
    changes::keep(tx, set, kept.id.subject(), Some(serde_json::to_value(&kept)?), new.version)
}

fn take_out(tx: &Tx, set: ChangeSetId, gone: &Company, into: CompanyId) -> Result<()> {
    let mut new = Company { trashed_at: Some(tx.now()), ..gone.clone() };
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    let told = [Change::new("merged_into", None::<i64>, into)];
    audit::record(tx, "company.merge", Some(gone.id.subject()), &told)?;
    changes::keep(tx, set, gone.id.subject(), Some(serde_json::to_value(gone)?), new.version)
}

fn find_at(tx: &Tx, (id, version): (CompanyId, i64)) -> Result<Company> {
    let company = find_mine(tx, id)?;
    if company.version == version { Ok(company) } else { Err(Error::Stale(company.version)) }
}
