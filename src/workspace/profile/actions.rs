//! The verbs of a person on their own affairs.

use std::time::Duration;

use super::letters::AddressLetter;
use super::model::{AddressChange, LIFETIME, MOST_A_DAY};
use super::store;
use crate::base::{AccountId, Actor, Error, Result, SessionId};
use crate::platform::{Tx, View, crypto};
use crate::workspace::accounts::{self, Email};
use crate::workspace::email::{self, Recipient};
use crate::workspace::{audit, factors, identities, members, notices, settings};

const DAY: Duration = Duration::from_secs(86_400);

/// Asks for another address: a letter with a link goes there, unless somebody else has it, which is not said. Links
/// asked for before end.
pub fn ask_address(tx: &Tx, wanted: &Email) -> Result<()> {
    let account = accounts::find(tx, own(tx)?)?;
    if account.email.parse::<Email>().is_ok_and(|email| email.norm() == wanted.norm()) {
        return Err(Error::field("email", "profile-address-same"));
    }
    if store::count_since(tx, account.id, tx.now().minus(DAY))? >= MOST_A_DAY {
        return Err(Error::Limited(DAY));
    }
    store::save_all_ended(tx, account.id)?;
    let change = store::insert(tx, account.id, wanted, tx.now().plus(LIFETIME))?;
    audit::security(tx, "account.address-ask", Some(account.id), None, "")?;
    if accounts::maybe_find_secret(tx, wanted.norm())?.is_some() {
        return Ok(());
    }
    let to = Recipient { address: wanted.shown().to_owned(), ..accounts::recipient(&account) };
    email::send(tx, &to, &AddressLetter { change }).map(|_| ())
}

/// The change of one's own behind a link: `NotFound` for a wrong one, `Gone` for one that is over.
pub fn find_address(view: &View, token: &str) -> Result<AddressChange> {
    let account = view.actor().account.ok_or(Error::Unauthenticated)?;
    let change = store::find_by_token(view, account, &crypto::hash(token))?;
    if change.is_open(view.now()) { Ok(change) } else { Err(Error::Gone) }
}

/// Takes the new address; every other session ends.
pub fn change_address(tx: &Tx, token: &str, kept: SessionId) -> Result<()> {
    let change = find_address(tx, token)?;
    store::save_used(tx, change.id)?;
    accounts::change_address(tx, &change.email.parse()?, kept)?;
    touch_companies(tx, change.account)
}

/// Closes one's own account: its work everywhere ends, and `name` stands where the person's did. A `Conflict` while a
/// company would be left without an owner.
pub fn close(tx: &Tx, name: &str) -> Result<()> {
    let account = accounts::find(tx, own(tx)?)?;
    for place in store::list_places(tx, account.id)?.iter().filter(|place| place.ended_at.is_none()) {
        let there = Actor::member(tx.actor().door, account.id, place.workspace, place.member, place.role);
        tx.acting(&there, members::leave)?;
    }
    touch_companies(tx, account.id)?;
    let email: Email = account.email.parse()?;
    store::save_invitations_nameless(tx, email.norm())?;
    store::delete_all(tx, account.id)?;
    identities::forget(tx, account.id)?;
    factors::erase(tx, account.id)?;
    notices::forget_account(tx, account.id)?;
    accounts::close(tx, name)
}

/// Writes down that somebody took out what is held about them.
pub fn note_download(tx: &Tx) -> Result<()> {
    audit::security(tx, "account.export", Some(own(tx)?), None, "")
}

/// Names and addresses of members stand in the caches of every company.
fn touch_companies(tx: &Tx, account: AccountId) -> Result<()> {
    for place in store::list_places(tx, account)? {
        tx.acting(&Actor::system(tx.actor().door, place.workspace), settings::note_change)?;
    }
    Ok(())
}

fn own(tx: &Tx) -> Result<AccountId> {
    tx.actor().account.ok_or(Error::Unauthenticated)
}
