//! The verbs of support.

use super::letters;
use super::model::{Access, Hours, Reason, State};
use super::store;
use crate::base::{AccountId, Error, Result, Right, SupportAccessId};
use crate::platform::Tx;
use crate::workspace::accounts;
use crate::workspace::audit::{self, Change};

/// Asks the owners of the workspace at hand; a `Conflict` while a request of the same operator stands.
pub fn ask(tx: &Tx, reason: &Reason) -> Result<SupportAccessId> {
    let account = operator(tx)?;
    if let Some(before) = store::maybe_find_of(tx, account)? {
        match before.state(tx.now()) {
            State::Over(at) => store::save_ended(tx, before.id, at)?,
            State::Asked | State::Open(_) => return Err(Error::Conflict("support-asked-already")),
        }
    }
    let id = store::insert(tx, account, reason)?;
    audit::record(tx, "support.ask", None, &[Change::new("reason", None::<&str>, reason.as_str())])?;
    letters::tell_asked(tx, id)?;
    Ok(id)
}

/// An owner lets them in for so many hours from now; a `Conflict` if the request no longer waits.
pub fn grant(tx: &Tx, id: SupportAccessId, hours: Hours) -> Result<()> {
    tx.actor().require(Right::Support)?;
    let access = store::find(tx, id)?;
    if access.state(tx.now()) != State::Asked {
        return Err(Error::Conflict("support-not-waiting"));
    }
    store::save_granted(tx, id, hours)?;
    let changes = [
        Change::new("operator", None::<i64>, access.account),
        Change::new("hours", None::<i64>, i64::from(hours.number())),
    ];
    audit::record(tx, "support.grant", None, &changes)
}

/// An owner refuses, or shows them out at once. Ending twice is no fault.
pub fn end(tx: &Tx, id: SupportAccessId) -> Result<()> {
    tx.actor().require(Right::Support)?;
    let access = store::find(tx, id)?;
    close(tx, &access)
}

/// The operator takes the request back, or is done looking.
pub fn withdraw(tx: &Tx) -> Result<()> {
    match store::maybe_find_of(tx, operator(tx)?)? {
        Some(access) => close(tx, &access),
        None => Ok(()),
    }
}

fn close(tx: &Tx, access: &Access) -> Result<()> {
    let at = match access.state(tx.now()) {
        State::Over(_) if access.ended_at.is_some() => return Ok(()),
        State::Over(at) => at,
        State::Asked | State::Open(_) => tx.now(),
    };
    store::save_ended(tx, access.id, at)?;
    audit::record(tx, "support.end", None, &[Change::new("operator", access.account, None::<i64>)])
}

/// Notes the end of what is over by the clock; gives how many.
pub fn close_expired(tx: &Tx) -> Result<usize> {
    let expired = store::list_expired(tx)?;
    for access in &expired {
        close(tx, access)?;
    }
    Ok(expired.len())
}

/// Writes down that support is about to see a page. `NotFound` if nobody lets them in: there is no page then.
pub fn note_view(tx: &Tx, path: &str) -> Result<()> {
    let access = store::maybe_find_of(tx, operator(tx)?)?.ok_or(Error::NotFound)?;
    if !matches!(access.state(tx.now()), State::Open(_)) {
        return Err(Error::NotFound);
    }
    store::insert_view(tx, access.id, path)?;
    audit::record(tx, "support.view", None, &[Change::new("path", None::<&str>, path)])
}

fn operator(tx: &Tx) -> Result<AccountId> {
    accounts::require_operator(tx)?;
    tx.actor().account.ok_or(Error::Forbidden)
}
