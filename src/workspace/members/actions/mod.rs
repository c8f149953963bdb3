//! The verbs on members.

mod invitations;
pub mod teams;

use super::letters;
use super::model::Member;
use super::store;
use crate::base::{AccountId, Actor, Door, Error, MemberId, Result, Right, Role, WorkspaceId};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};
use crate::workspace::{accounts, settings};

pub use invitations::{Handed, Way, accept, find_by_link, invite, join, note_refusal, send_again, withdraw};

/// Gives an account a place in the workspace; a `Conflict` if it has one already.
pub fn add(tx: &Tx, account: AccountId, role: Role) -> Result<MemberId> {
    tx.actor().require(Right::PeopleWrite)?;
    require_above(tx, role)?;
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

/// Gives a member another role. A `Conflict` if they are the last owner, or do not work here any more.
pub fn change_role(tx: &Tx, id: MemberId, role: Role) -> Result<()> {
    let member = find_below(tx, id)?;
    require_above(tx, role)?;
    if !member.is_active {
        return Err(Error::Conflict("members-not-here"));
    }
    if member.role == role {
        return Ok(());
    }
    keep_an_owner(tx, &member)?;
    store::save_role(tx, id, role)?;
    note(tx, "member.role", id, &[Change::new("role", member.role.code(), role.code())])?;
    letters::tell_place(tx, &member)
}

/// Ends a member's work here: they keep their account and their name on what they did. A `Conflict` if they are the
/// last owner.
pub fn remove(tx: &Tx, id: MemberId) -> Result<()> {
    let member = find_below(tx, id)?;
    if !member.is_active {
        return Ok(());
    }
    keep_an_owner(tx, &member)?;
    store::save_disabled(tx, id)?;
    note(tx, "member.remove", id, &[])?;
    letters::tell_place(tx, &member)
}

/// Lets somebody who worked here come back in their old role; a `Conflict` if their account was closed.
pub fn let_back(tx: &Tx, id: MemberId) -> Result<()> {
    let member = find_below(tx, id)?;
    if member.is_active {
        return Ok(());
    }
    if accounts::find(tx, member.account)?.disabled_at.is_some() {
        return Err(Error::Conflict("members-account-closed"));
    }
    store::save_enabled(tx, id, member.role)?;
    note(tx, "member.return", id, &[])?;
    letters::tell_place(tx, &member)
}

/// Ends one's own work here. A `Conflict` for the last owner.
pub fn leave(tx: &Tx) -> Result<()> {
    let id = tx.member().ok_or(Error::NotFound)?;
    keep_an_owner(tx, &store::find(tx, id)?)?;
    store::save_disabled(tx, id)?;
    note(tx, "member.leave", id, &[])
}

/// The member, if the actor may change people and that one: only owners change owners.
fn find_below(tx: &Tx, id: MemberId) -> Result<Member> {
    tx.actor().require(Right::PeopleWrite)?;
    let member = store::find(tx, id)?;
    require_above(tx, member.role)?;
    Ok(member)
}

/// `Forbidden` if that is the role of owners and the actor is none.
fn require_above(tx: &Tx, role: Role) -> Result<()> {
    let is_below = tx.actor().role().is_some_and(|own| own != Role::Owner);
    if is_below && role == Role::Owner { Err(Error::Forbidden) } else { Ok(()) }
}

/// Whoever looks after a workspace must stay in it, as long as nobody else does: counted in the act's own transaction.
fn keep_an_owner(tx: &Tx, member: &Member) -> Result<()> {
    let is_last = member.role == Role::Owner && member.is_active && store::count_owners(tx)? <= 1;
    if is_last { Err(Error::Conflict("members-last-owner")) } else { Ok(()) }
}

fn note(tx: &Tx, verb: &'static str, member: MemberId, changes: &[Change]) -> Result<()> {
    let whom = Change::new("member", None::<i64>, member);
    let changes: Vec<Change> = std::iter::once(whom).chain(changes.iter().cloned()).collect();
    audit::record(tx, verb, None, &changes)?;
    settings::note_change(tx)
}

/// A member at work through a job: their rights count, and their name stands in the audit. `Forbidden` if they do not
/// work here any more.
pub fn at_work(view: &View, member: MemberId) -> Result<Actor> {
    let member = store::find(view, member)?;
    if !member.is_active {
        return Err(Error::Forbidden);
    }
    let led = store::teams::led_by(view, member.id)?;
    Ok(Actor::member(Door::Job, member.account, view.workspace(), member.id, member.role).leading(led))
}
