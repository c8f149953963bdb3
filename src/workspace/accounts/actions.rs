//! The verbs on accounts. The installation itself may do all of them, a person those on their own account.

use std::net::IpAddr;

use super::letters::{self, What};
use super::model::{Email, Muted, NewAccount, PasswordHash, Preferences};
use super::store::{self, Operator};
use crate::base::{AccountId, Door, Error, Result, SessionId};
use crate::platform::Tx;
use crate::workspace::audit;
use crate::workspace::sessions::{self, Browser, Token};

/// Makes an account; a taken address is a problem of the field `email`. Whoever calls it has asked for the right.
pub fn create(tx: &Tx, new: &NewAccount) -> Result<AccountId> {
    let account = store::insert(tx, new)?;
    note(tx, "account.create", account)?;
    Ok(account)
}

/// Stores the hash of the same password, made anew with today's parameters.
pub fn renew_password(tx: &Tx, account: AccountId, renewed: &str) -> Result<()> {
    store::save_password(tx, account, renewed)
}

/// Ends another of one's own sessions.
pub fn end_session(tx: &Tx, session: SessionId) -> Result<()> {
    let account = own(tx)?;
    sessions::end_one(tx, account, session)?;
    note(tx, "session.end", account)
}

/// Ends all of one's own sessions but the acting one; gives their number.
pub fn end_other_sessions(tx: &Tx, kept: SessionId) -> Result<usize> {
    let account = own(tx)?;
    let ended = sessions::end_others(tx, account, kept)?;
    note(tx, "session.end", account)?;
    Ok(ended)
}

/// Saves what the person chose for themselves; `Stale` if it changed since that version.
pub fn save_preferences(tx: &Tx, version: i64, chosen: &Preferences) -> Result<()> {
    let account = own(tx)?;
    if store::save_preferences(tx, account, version, chosen)? {
        note(tx, "account.edit", account)
    } else {
        Err(Error::Stale(store::find(tx, account)?.version))
    }
}

/// Another password, chosen by the person: every session ends, and the acting browser goes on under a new token.
pub fn change_password(tx: &Tx, password: &PasswordHash, browser: &Browser) -> Result<Token> {
    let account = own(tx)?;
    store::save_password(tx, account, &password.0)?;
    sessions::end_all(tx, account)?;
    note_from(tx, "account.password", account, browser.address)?;
    letters::tell_changed(tx, &store::find(tx, account)?, What::Password)?;
    sessions::begin(tx, account, browser)
}

/// Another password, set by the installation; every session ends.
pub fn reset_password(tx: &Tx, account: AccountId, password: &PasswordHash) -> Result<()> {
    require_installation(tx)?;
    replace_password(tx, account, password, None)
}

/// Another password for whoever forgot theirs; every session ends, and a letter tells. Whoever calls it has made sure who
/// asks, from that address.
pub fn replace_password(
    tx: &Tx,
    account: AccountId,
    password: &PasswordHash,
    address: Option<IpAddr>,
) -> Result<()> {
    let before = store::find(tx, account)?;
    store::save_password(tx, account, &password.0)?;
    sessions::end_all(tx, account)?;
    audit::security(tx, "account.reset", Some(account), address, "")?;
    letters::tell_changed(tx, &before, What::Password)
}

/// Notes which letters the person does not want.
pub fn mute(tx: &Tx, muted: &Muted) -> Result<()> {
    let account = own(tx)?;
    store::save_muted(tx, account, muted)?;
    note(tx, "account.edit", account)
}

/// Gives the account an address whose letters it has shown to get; its other sessions end, and the address before is
/// told. A `Conflict` if somebody else has it by now.
pub fn change_address(tx: &Tx, email: &Email, kept: SessionId) -> Result<()> {
    let account = own(tx)?;
    let before = store::find(tx, account)?;
    if store::maybe_find_secret(tx, email.norm())?.is_some_and(|secret| secret.account != account) {
        return Err(Error::Conflict("accounts-address-taken"));
    }
    store::save_email(tx, account, email)?;
    sessions::end_others(tx, account, kept)?;
    note(tx, "account.address", account)?;
    letters::tell_changed(tx, &before, What::Address)
}

/// Closes one's own account for good: every session ends, and `name` stands where the person's did. Whoever calls it
/// has ended the person's work everywhere.
pub fn close(tx: &Tx, name: &str) -> Result<()> {
    let account = own(tx)?;
    let before = store::find(tx, account)?;
    sessions::end_all(tx, account)?;
    store::save_closed(tx, account, name)?;
    note(tx, "account.close", account)?;
    letters::tell_changed(tx, &before, What::Closed)
}

/// Shuts the account and ends its sessions.
pub fn disable(tx: &Tx, account: AccountId) -> Result<()> {
    require_installation(tx)?;
    store::find(tx, account)?;
    store::save_disabled(tx, account)?;
    sessions::end_all(tx, account)?;
    note(tx, "account.disable", account)
}

/// Opens it again.
pub fn enable(tx: &Tx, account: AccountId) -> Result<()> {
    require_installation(tx)?;
    store::find(tx, account)?;
    store::save_enabled(tx, account)?;
    note(tx, "account.enable", account)
}

/// Lets the account run the installation. Set-up does it once, later the command line.
pub fn make_operator(tx: &Tx, account: AccountId) -> Result<()> {
    store::find(tx, account)?;
    store::save_operator(tx, account, Operator::Yes)?;
    note(tx, "account.operator", account)
}

/// Takes that back; its sessions go on as an ordinary person's.
pub fn unmake_operator(tx: &Tx, account: AccountId) -> Result<()> {
    require_installation(tx)?;
    store::find(tx, account)?;
    store::save_operator(tx, account, Operator::No)?;
    note(tx, "account.no-operator", account)
}

fn own(tx: &Tx) -> Result<AccountId> {
    tx.actor().account.ok_or(Error::Unauthenticated)
}

/// `NotFound` unless the one who acts runs the installation, as an account or at its command line: nobody else learns
/// what there is to run.
pub fn require_operator(tx: &Tx) -> Result<()> {
    let is_operator = match tx.actor().account {
        Some(account) => store::find(tx, account)?.is_operator,
        None => tx.actor().door == Door::Cli,
    };
    if is_operator { Ok(()) } else { Err(Error::NotFound) }
}

fn require_installation(tx: &Tx) -> Result<()> {
    if tx.actor().door == Door::Cli { Ok(()) } else { Err(Error::Forbidden) }
}

fn note(tx: &Tx, event: &'static str, account: AccountId) -> Result<()> {
    audit::security(tx, event, Some(account), None, "")
}

fn note_from(tx: &Tx, event: &'static str, account: AccountId, address: IpAddr) -> Result<()> {
    audit::security(tx, event, Some(account), Some(address), "")
}
