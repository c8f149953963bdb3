//! The verbs of the door.

pub mod resets;

use std::net::IpAddr;
use std::time::Duration;

use super::model::Step;
use super::store;
use crate::base::{AccountId, Error, Result, SessionId};
use crate::platform::Tx;
use crate::platform::crypto::MasterKey;
use crate::workspace::factors::{self, Code, Proven, Used};
use crate::workspace::sessions::{self, Browser, Token};
use crate::workspace::{accounts, audit};

/// What the right password opened.
pub enum Opened {
    /// All: the browser is signed in.
    In(Token),
    /// The page that asks for the second factor.
    Half(Token),
}

/// Somebody whose password was right.
pub struct Owner {
    /// Who.
    pub account: AccountId,
    /// The hash of the same password, made anew with today's parameters.
    pub renewed: Option<String>,
    /// The session that the browser had before: it ends.
    pub before: Option<SessionId>,
}

/// Signs the account in at that browser, or half if it has a second factor.
pub fn sign_in(tx: &Tx, owner: &Owner, browser: &Browser) -> Result<Opened> {
    if let Some(session) = owner.before {
        sessions::end(tx, session)?;
    }
    if let Some(hash) = &owner.renewed {
        accounts::renew_password(tx, owner.account, hash)?;
    }
    if factors::enrolled(tx, owner.account)?.is_any() {
        let token = Token::generate();
        store::insert(tx, owner.account, &token.hash(), browser.stay)?;
        audit::security(tx, "session.half", Some(owner.account), Some(browser.address), "")?;
        return Ok(Opened::Half(token));
    }
    begin(tx, owner.account, browser, "password").map(Opened::In)
}

/// Ends half a sign-in by a code and signs the browser in. `Gone` if the half is over.
pub fn finish_by_code(
    tx: &Tx,
    step: Step,
    browser: &Browser,
    (key, code): (&MasterKey, &Code),
) -> Result<(Token, Used)> {
    let used = factors::use_code(tx, key, step.account, code)?;
    end_step(tx, step)?;
    Ok((begin(tx, step.account, browser, word(used))?, used))
}

/// Signs whoever the passkey proved in at that browser; half a sign-in before it ends.
pub fn finish_by_passkey(tx: &Tx, proven: &Proven, browser: &Browser, step: Option<Step>) -> Result<Token> {
    let used = factors::use_passkey(tx, proven)?;
    if let Some(step) = step {
        end_step(tx, step)?;
    }
    if accounts::find(tx, proven.account)?.disabled_at.is_some() {
        return Err(Error::Unauthenticated);
    }
    begin(tx, proven.account, browser, word(used))
}

fn end_step(tx: &Tx, step: Step) -> Result<()> {
    if store::delete(tx, step.id)? == 0 { Err(Error::Gone) } else { Ok(()) }
}

fn begin(tx: &Tx, account: AccountId, browser: &Browser, by: &str) -> Result<Token> {
    audit::security(tx, "session.begin", Some(account), Some(browser.address), by)?;
    sessions::begin(tx, account, browser)
}

fn word(used: Used) -> &'static str {
    match used {
        Used::App => "app",
        Used::Passkey => "passkey",
        Used::Recovery(_) => "recovery code",
    }
}

/// Signs the acting browser out.
pub fn sign_out(tx: &Tx, session: SessionId) -> Result<()> {
    sessions::end(tx, session)?;
    audit::security(tx, "session.end", Some(own(tx)?), None, "")
}

/// By what somebody who is signed in proves anew who they are.
pub enum Proof {
    /// The password, which was right.
    Password,
    /// A code of the app, or a recovery code.
    Code(MasterKey, Code),
    /// A passkey, which was right.
    Passkey(Proven),
}

/// Notes that the person behind the acting session proved anew who they are; it goes on under a new token. Whoever has a
/// second factor proves themselves by that.
pub fn confirm(tx: &Tx, session: SessionId, proof: &Proof) -> Result<Token> {
    let account = own(tx)?;
    match proof {
        Proof::Password if factors::enrolled(tx, account)?.is_any() => return Err(Error::Forbidden),
        Proof::Password => {}
        Proof::Code(key, code) => {
            factors::use_code(tx, key, account, code)?;
        }
        Proof::Passkey(proven) if proven.account == account => {
            factors::use_passkey(tx, proven)?;
        }
        Proof::Passkey(_) => return Err(Error::field("credential", "factors-passkey-wrong")),
    }
    audit::security(tx, "session.confirm", Some(account), None, "")?;
    sessions::confirm(tx, session)
}

/// A refused try to sign in; the account is unknown where the address is.
pub fn note_refusal(tx: &Tx, account: Option<AccountId>, address: IpAddr) -> Result<()> {
    audit::security(tx, "session.refuse", account, Some(address), "")
}

/// Removes at most a thousand halves that nobody finished, and resets of the day before; gives the number.
pub fn sweep(tx: &Tx) -> Result<usize> {
    let steps = store::delete_ended(tx)?;
    Ok(steps + store::resets::delete_before(tx, tx.now().minus(Duration::from_secs(86_400)))?)
}

fn own(tx: &Tx) -> Result<AccountId> {
    tx.actor().account.ok_or(Error::Unauthenticated)
}
