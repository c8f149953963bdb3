//! The verbs of whoever runs the installation, in the workspace at hand.

use super::model::Standing;
use super::store;
use crate::base::{AccountId, Actor, Error, Result, WorkspaceId};
use crate::platform::Tx;
use crate::workspace::settings::NewWorkspace;
use crate::workspace::{accounts, audit, members, settings};

/// Makes a workspace that belongs to that account, or to whoever is invited next; acts in no workspace.
pub fn create(tx: &Tx, new: &NewWorkspace, owner: Option<AccountId>) -> Result<WorkspaceId> {
    accounts::require_operator(tx)?;
    let workspace = settings::create(tx, new)?;
    if let Some(owner) = owner {
        members::found(tx, workspace, owner)?;
    }
    audit::security(tx, "workspace.create", owner, None, &format!("workspace {workspace}"))?;
    Ok(workspace)
}

/// Shuts everybody out; a `Conflict` if they are already.
pub fn suspend(tx: &Tx) -> Result<()> {
    accounts::require_operator(tx)?;
    if store::find(tx, tx.workspace())?.standing != Standing::Open {
        return Err(Error::Conflict("operator-suspended-already"));
    }
    store::save_suspended(tx, Some(tx.now()))?;
    audit::record(tx, "workspace.suspend", None, &[])
}

/// Lets them in again; a `Conflict` if they can enter.
pub fn resume(tx: &Tx) -> Result<()> {
    accounts::require_operator(tx)?;
    if store::find(tx, tx.workspace())?.standing == Standing::Open {
        return Err(Error::Conflict("operator-not-suspended"));
    }
    store::save_suspended(tx, None)?;
    audit::record(tx, "workspace.resume", None, &[])
}

/// The one who acts, about a workspace in which they have no place.
pub fn about(actor: &Actor, workspace: WorkspaceId) -> Result<Actor> {
    let account = actor.account.ok_or(Error::Unauthenticated)?;
    Ok(Actor::support(actor.door, account, workspace))
}
