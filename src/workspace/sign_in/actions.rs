//! The verbs of the door.

use std::net::IpAddr;

use crate::base::{AccountId, Error, Result, SessionId};
use crate::platform::Tx;
use crate::workspace::sessions::{self, Browser, Token};
use crate::workspace::{accounts, audit};

/// Signs the account in at that browser; the session that the browser had before ends. A hash made anew with today's
/// parameters is stored on the way.
pub fn sign_in(
    tx: &Tx,
    account: AccountId,
    browser: &Browser,
    before: Option<SessionId>,
    renewed: Option<String>,
) -> Result<Token> {
    if let Some(session) = before {
        sessions::end(tx, session)?;
    }
    if let Some(hash) = renewed {
        accounts::renew_password(tx, account, &hash)?;
    }
    audit::security(tx, "session.begin", Some(account), Some(browser.address), "")?;
    sessions::begin(tx, account, browser)
}

/// Signs the acting browser out.
pub fn sign_out(tx: &Tx, session: SessionId) -> Result<()> {
    sessions::end(tx, session)?;
    audit::security(tx, "session.end", Some(own(tx)?), None, "")
}

/// Notes that the person behind the acting session proved anew who they are; it goes on under a new token.
pub fn confirm(tx: &Tx, session: SessionId) -> Result<Token> {
    audit::security(tx, "session.confirm", Some(own(tx)?), None, "")?;
    sessions::confirm(tx, session)
}

/// A refused try to sign in; the account is unknown where the address is.
pub fn note_refusal(tx: &Tx, account: Option<AccountId>, address: IpAddr) -> Result<()> {
    audit::security(tx, "session.refuse", account, Some(address), "")
}

fn own(tx: &Tx) -> Result<AccountId> {
    tx.actor().account.ok_or(Error::Unauthenticated)
}
