//! The verbs of the first run.

use subtle::ConstantTimeEq;

use super::model::{Beginning, LIFETIME, Stored};
use super::store;
use crate::base::{Error, Result};
use crate::platform::{Tx, View, crypto};
use crate::workspace::accounts::{self, NewAccount, PasswordHash};
use crate::workspace::sessions::{self, Browser, Token};
use crate::workspace::{audit, members, settings};

/// Whether nobody owns a workspace yet.
pub fn is_needed(view: &View) -> Result<bool> {
    Ok(store::count_owners(view)? == 0)
}

/// Makes the token of the address `/setup/<token>`: valid for 30 minutes and once; earlier ones end. A `Conflict` once
/// somebody owns a workspace.
pub fn make_token(tx: &Tx) -> Result<String> {
    if !is_needed(tx)? {
        return Err(Error::Conflict("setup-done"));
    }
    let token = crypto::token();
    store::save_all_ended(tx)?;
    store::insert(tx, &crypto::hash(&token), tx.now().plus(LIFETIME))?;
    audit::security(tx, "setup.token", None, None, "")?;
    Ok(token)
}

/// Whether the token would be taken now: `NotFound` for a wrong one, `Gone` for a used or late one.
pub fn check(view: &View, token: &str) -> Result<()> {
    find(view, token).map(|_| ())
}

/// Uses the token: makes account, workspace, owner and operator, and signs the browser in.
pub fn begin(
    tx: &Tx,
    token: &str,
    beginning: &Beginning,
    password: PasswordHash,
    browser: &Browser,
) -> Result<Token> {
    let stored = find(tx, token)?;
    store::save_used(tx, stored.id)?;
    let account = accounts::create(
        tx,
        &NewAccount {
            email: beginning.email.clone(),
            name: beginning.name.clone(),
            password,
            language: Some(beginning.workspace.language),
        },
    )?;
    accounts::make_operator(tx, account)?;
    let workspace = settings::create(tx, &beginning.workspace)?;
    members::found(tx, workspace, account)?;
    audit::security(tx, "session.begin", Some(account), Some(browser.address), "setup")?;
    sessions::begin(tx, account, browser)
}

/// The stored token of that text. All are compared, each in the same time.
fn find(view: &View, token: &str) -> Result<Stored> {
    let hash = crypto::hash(token);
    let mut found = None;
    for stored in store::list(view)? {
        if bool::from(stored.token_hash.ct_eq(&hash)) {
            found = Some(stored);
        }
    }
    let stored = found.ok_or(Error::NotFound)?;
    let is_late = stored.is_used || stored.ends_at <= view.now() || !is_needed(view)?;
    if is_late { Err(Error::Gone) } else { Ok(stored) }
}
