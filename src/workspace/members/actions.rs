//! The verbs on members.

use super::store;
use crate::base::{AccountId, Error, MemberId, Result, Right, Role, WorkspaceId};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// Gives an account a place in the workspace; a `Conflict` if it has one already.
pub fn add(tx: &Tx, account: AccountId, role: Role) -> Result<MemberId> {
    tx.actor().require(Right::PeopleWrite)?;
    if role == Role::Owner && tx.actor().role().is_some_and(|own| own != Role::Owner) {
        return Err(Error::Forbidden);
    }
    if store::maybe_find_of(tx, account)?.is_some() {
        return Err(Error::Conflict("members-already"));
    }
    let member = store::insert(tx, tx.workspace(), account, role)?;
    audit::record(
        tx,
        "member.add",
        None,
        &[Change::new("member", None::<i64>, member), Change::new("role", None::<&str>, role.code())],
    )?;
    settings::note_change(tx)?;
    Ok(member)
}

/// Makes the first owner of a workspace that was just created; nobody could have the right yet.
pub fn found(tx: &Tx, workspace: WorkspaceId, account: AccountId) -> Result<MemberId> {
    store::insert(tx, workspace, account, Role::Owner)
}
