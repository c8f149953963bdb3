//! Leads that a file brings.

use super::super::model::{Lead, LeadInput, State};
use super::super::store;
use super::labels::{settle_reason, settle_source};
use super::{Act, find_mine, index, record};
use crate::base::{At, ChangeSetId, LeadId, Result, Right};
use crate::crm::activities::{self, Deed};
use crate::crm::{fields, owners};
use crate::platform::Tx;
use crate::workspace::changes;

/// Adds a lead that a file brings, as a part of that set of changes: in that state, as far as somebody looks after it,
/// and dead for that reason. Nobody takes it in turn and nobody is told: a list is no news.
pub fn import(
    tx: &Tx,
    set: ChangeSetId,
    mut facts: LeadInput,
    (state, reason): (State, &str),
    since: Option<At>,
) -> Result<LeadId> {
    tx.actor().require_on(Right::SalesWrite, facts.owner)?;
    owners::store::require(tx, facts.owner)?;
    fields::actions::refuse_taken(tx, None, &facts.values)?;
    settle_source(tx, &mut facts)?;
    let owner = facts.owner;
    let since = since.unwrap_or(tx.now()).min(tx.now());
    let new = store::insert(tx, &facts)?;
    store::backdate(tx, new.id, since)?;
    let mut lead = Lead { created_at: since, ..new };
    if owner.is_some() {
        lead = lead.assigned(owner)?;
        store::save(tx, &lead)?;
    }
    if state == State::Working
        && let Some(answered) = lead.clone().answered(since, tx.member())
    {
        lead = answered;
        store::save(tx, &lead)?;
    }
    if state == State::Dead && !reason.is_empty() {
        lead = lead.disqualified(settle_reason(tx, reason)?)?;
        store::save(tx, &lead)?;
    }
    index(tx, &lead)?;
    activities::store::log(tx, lead.id.subject(), Deed::Imported, "")?;
    record(tx, "lead.import", &lead, None)?;
    changes::keep(tx, set, lead.id.subject(), None, lead.version)?;
    Ok(lead.id)
}

/// Makes the facts of a lead these, whatever they are now, as a part of that set of changes. `Conflict` if it is closed.
pub fn import_over(tx: &Tx, set: ChangeSetId, id: LeadId, mut facts: LeadInput) -> Result<()> {
    let old = find_mine(tx, id)?;
    owners::store::require(tx, facts.owner)?;
    fields::actions::refuse_taken(tx, Some(id.subject()), &facts.values)?;
    settle_source(tx, &mut facts)?;
    let new = old.clone().edited(facts)?;
    Act { verb: "lead.import", deed: Deed::Imported, detail: "" }.keep(tx, set, &old, new)
}
