//! The verbs on second factors. A person changes their own; the installation can only take all away.

use webauthn_rs::prelude::Passkey;

use super::model::{AppSecret, CODES, Code, PasskeyId, RecoveryCode, credential_id, mark};
use super::passkeys::Proven;
use super::store;
use crate::base::{AccountId, Door, Error, Result, SessionId};
use crate::platform::Tx;
use crate::platform::crypto::MasterKey;
use crate::workspace::accounts::{self, What};
use crate::workspace::{audit, sessions};

/// By what somebody proved themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Used {
    /// The authenticator app.
    App,
    /// A passkey.
    Passkey,
    /// A recovery code; so many are left.
    Recovery(u32),
}

impl Used {
    /// The word for it in the log.
    pub fn code(self) -> &'static str {
        match self {
            Used::App => "app",
            Used::Passkey => "passkey",
            Used::Recovery(_) => "recovery",
        }
    }
}

/// An app about to become the account's second factor.
pub struct NewApp {
    /// The secret as the form brought it.
    pub locked: Vec<u8>,
    /// The first code of the app.
    pub code: Code,
}

/// Takes the code that the person typed, once. `Invalid` if it is wrong, late or was used.
pub fn use_code(tx: &Tx, key: &MasterKey, account: AccountId, code: &Code) -> Result<Used> {
    let wrong = || Error::field("code", "factors-code-wrong");
    match code {
        Code::App(digits) => {
            let (locked, last_step) = store::maybe_find_app(tx, account)?.ok_or_else(wrong)?;
            let secret = AppSecret::open(key, account, &locked)?;
            let step = secret.accept(digits, tx.now(), last_step).ok_or_else(wrong)?;
            store::save_step(tx, account, step)?;
            Ok(Used::App)
        }
        Code::Recovery(code) => {
            if store::take_code(tx, account, code)? == 0 {
                return Err(wrong());
            }
            let left = store::enrolled(tx, account)?.codes;
            audit::security(tx, "factor.recovery", Some(account), None, &format!("{left} left"))?;
            tell(tx, account, What::Code)?;
            Ok(Used::Recovery(left))
        }
    }
}

/// Notes that the passkey proved its owner.
pub fn use_passkey(tx: &Tx, proven: &Proven) -> Result<Used> {
    store::save_used(tx, proven.passkey, &proven.key)?;
    Ok(Used::Passkey)
}

/// Makes the app the second factor once its first code is right; gives recovery codes with the first factor.
pub fn add_app(tx: &Tx, key: &MasterKey, session: SessionId, new: &NewApp) -> Result<Vec<RecoveryCode>> {
    let account = own(tx)?;
    let wrong = || Error::field("code", "factors-code-wrong");
    let Code::App(digits) = &new.code else { return Err(wrong()) };
    let secret = AppSecret::open(key, account, &new.locked).map_err(|_| Error::Malformed("secret"))?;
    let step = secret.accept(digits, tx.now(), 0).ok_or_else(wrong)?;
    let codes = first_codes(tx, account)?;
    store::save_app(tx, account, &new.locked, step)?;
    changed(tx, account, session, ("factor.add", "app"))?;
    Ok(codes)
}

/// Takes the app away.
pub fn remove_app(tx: &Tx, session: SessionId) -> Result<()> {
    let account = own(tx)?;
    if store::delete_app(tx, account)? == 0 {
        return Err(Error::NotFound);
    }
    drop_useless_codes(tx, account)?;
    changed(tx, account, session, ("factor.remove", "app"))
}

/// Adds a passkey under that name; gives recovery codes with the first factor.
pub fn add_passkey(tx: &Tx, session: SessionId, name: &str, key: &Passkey) -> Result<Vec<RecoveryCode>> {
    let account = own(tx)?;
    if store::maybe_find_passkey(tx, &credential_id(key))?.is_some() {
        return Err(Error::field("credential", "factors-passkey-known"));
    }
    let codes = first_codes(tx, account)?;
    store::insert_passkey(tx, account, name, key)?;
    changed(tx, account, session, ("factor.add", &format!("passkey {}", mark(key))))?;
    Ok(codes)
}

/// Takes a passkey away.
pub fn remove_passkey(tx: &Tx, session: SessionId, id: PasskeyId) -> Result<()> {
    let account = own(tx)?;
    if store::delete_passkey(tx, account, id)? == 0 {
        return Err(Error::NotFound);
    }
    drop_useless_codes(tx, account)?;
    changed(tx, account, session, ("factor.remove", "passkey"))
}

/// Makes new recovery codes; those before end. `Conflict` without a second factor.
pub fn new_codes(tx: &Tx) -> Result<Vec<RecoveryCode>> {
    let account = own(tx)?;
    if !store::enrolled(tx, account)?.is_any() {
        return Err(Error::Conflict("factors-none"));
    }
    audit::security(tx, "factor.codes", Some(account), None, "")?;
    tell(tx, account, What::Factor)?;
    make_codes(tx, account)
}

/// Takes every second factor of the account away and ends its sessions: for a person who lost phone and codes, once the
/// installation has made sure who asks.
pub fn forget(tx: &Tx, account: AccountId) -> Result<()> {
    if tx.actor().door != Door::Cli {
        return Err(Error::Forbidden);
    }
    erase(tx, account)?;
    sessions::end_all(tx, account)?;
    audit::security(tx, "factor.forget", Some(account), None, "")?;
    tell(tx, account, What::Factor)
}

/// Erases every second factor of an account that is being closed. Whoever calls it has asked for the right.
pub fn erase(tx: &Tx, account: AccountId) -> Result<()> {
    store::delete_app(tx, account)?;
    store::delete_passkeys(tx, account)?;
    store::delete_codes(tx, account).map(|_| ())
}

fn first_codes(tx: &Tx, account: AccountId) -> Result<Vec<RecoveryCode>> {
    if store::enrolled(tx, account)?.is_any() { Ok(Vec::new()) } else { make_codes(tx, account) }
}

fn make_codes(tx: &Tx, account: AccountId) -> Result<Vec<RecoveryCode>> {
    let codes: Vec<RecoveryCode> = (0..CODES).map(|_| RecoveryCode::generate()).collect();
    store::save_codes(tx, account, &codes)?;
    Ok(codes)
}

fn drop_useless_codes(tx: &Tx, account: AccountId) -> Result<()> {
    if !store::enrolled(tx, account)?.is_any() {
        store::delete_codes(tx, account)?;
    }
    Ok(())
}

/// Whoever sat at another browser proved themselves by less, or by what is gone (ASVS 7.4.3).
fn changed(
    tx: &Tx,
    account: AccountId,
    session: SessionId,
    (event, what): (&'static str, &str),
) -> Result<()> {
    sessions::end_others(tx, account, session)?;
    audit::security(tx, event, Some(account), None, what)?;
    tell(tx, account, What::Factor)
}

fn tell(tx: &Tx, account: AccountId, what: What) -> Result<()> {
    accounts::tell_changed(tx, &accounts::find(tx, account)?, what)
}

fn own(tx: &Tx) -> Result<AccountId> {
    tx.actor().account.ok_or(Error::Unauthenticated)
}
