//! The verbs on a forgotten password.

use std::net::IpAddr;
use std::time::Duration;

use super::super::letters::ResetLetter;
use super::super::model::{RESETS_A_DAY, Reset, SendReset};
use super::super::store::resets;
use crate::base::{AccountId, Error, Result};
use crate::platform::{Tx, View, crypto, queue};
use crate::workspace::accounts::{self, Account, PasswordHash};
use crate::workspace::{audit, email};

const DAY: Duration = Duration::from_secs(86_400);

/// Somebody forgot the password of that address. A known and an unknown one leave the same rows; whether a letter goes
/// is found out later, at a time that nobody can foresee.
pub fn ask(tx: &Tx, norm: &str, address: IpAddr) -> Result<()> {
    let account = accounts::maybe_find_secret(tx, norm)?.map(|secret| secret.account);
    audit::security(tx, "reset.ask", account, Some(address), "")?;
    let [chance] = crypto::random();
    let due_at = tx.now().plus(Duration::from_millis(u64::from(chance) * 8));
    queue::enqueue_at(tx, &SendReset { account }, due_at)
}

/// Sends the letter with the link, unless there is nobody to get it, or too many went today.
pub fn send(tx: &Tx, account: AccountId) -> Result<()> {
    let account = accounts::find(tx, account)?;
    let asked = resets::count_since(tx, account.id, tx.now().minus(DAY))?;
    if account.disabled_at.is_some() || asked >= RESETS_A_DAY {
        return Ok(());
    }
    let reset = resets::insert(tx, account.id, &seal(tx, &account)?)?;
    email::send(tx, &accounts::recipient(&account), &ResetLetter { reset }).map(|_| ())
}

/// The reset behind a link: `NotFound` for a wrong one, `Gone` for one that is over.
pub fn find(view: &View, token: &str) -> Result<Reset> {
    let reset = resets::find_by_token(view, &crypto::hash(token))?;
    if is_open(view, &reset)? { Ok(reset) } else { Err(Error::Gone) }
}

/// Whether it may still be used. Another password or address, however it came about, ends what was asked for before.
fn is_open(view: &View, reset: &Reset) -> Result<bool> {
    let account = accounts::find(view, reset.account)?;
    Ok(reset.ends_at > view.now() && account.disabled_at.is_none() && reset.seal == seal(view, &account)?)
}

/// Sets the password: every session and every link of the account ends. A second factor stays.
pub fn set_password(tx: &Tx, token: &str, password: &PasswordHash, address: IpAddr) -> Result<AccountId> {
    let reset = find(tx, token)?;
    accounts::replace_password(tx, reset.account, password, Some(address))?;
    Ok(reset.account)
}

fn seal(view: &View, account: &Account) -> Result<[u8; 32]> {
    let secret = accounts::find_secret(view, account.id)?;
    Ok(crypto::hash(format!("{} {}", account.email, secret.password_hash)))
}
