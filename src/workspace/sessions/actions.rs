//! Beginning and ending sessions. Who may do it is decided by the verbs of `accounts`, which call these.

use super::model::{Browser, Token};
use super::store;
use crate::base::{AccountId, Error, Result, SessionId};
use crate::platform::Tx;

/// Signs the browser in: a new session under a new token, whatever it held before.
pub fn begin(tx: &Tx, account: AccountId, browser: &Browser) -> Result<Token> {
    let token = Token::generate();
    store::insert(tx, account, &token.hash(), browser)?;
    Ok(token)
}

/// Notes that the person behind the session proved anew who they are. From now on it has a new token (ASVS 7.2.4).
pub fn confirm(tx: &Tx, session: SessionId) -> Result<Token> {
    let token = Token::generate();
    store::save_confirmed(tx, session, &token.hash())?;
    Ok(token)
}

/// Ends the session that acts.
pub fn end(tx: &Tx, session: SessionId) -> Result<()> {
    store::delete(tx, session)
}

/// Ends one of the account's own sessions; somebody else's is `NotFound`.
pub fn end_one(tx: &Tx, account: AccountId, session: SessionId) -> Result<()> {
    match store::delete_of(tx, account, session)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Ends every session of the account but one; gives their number.
pub fn end_others(tx: &Tx, account: AccountId, kept: SessionId) -> Result<usize> {
    store::delete_all_but(tx, account, kept)
}

/// Ends every session of the account; gives their number.
pub fn end_all(tx: &Tx, account: AccountId) -> Result<usize> {
    store::delete_all_but(tx, account, SessionId::NONE)
}

/// Removes at most a thousand sessions that ended by themselves; gives the number.
pub fn sweep(tx: &Tx) -> Result<usize> {
    store::delete_ended(tx)
}
