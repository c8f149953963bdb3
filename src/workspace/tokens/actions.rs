//! The verbs on tokens.

use super::letters::MadeLetter;
use super::model::{Grant, Life, NewToken, Secret, Token};
use super::store;
use crate::base::{Error, Result, Right, TokenId};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::{accounts, email};

/// How many tokens one member can have at once.
const MOST: i64 = 50;

/// Makes a token of the member who acts, who is told of it by letter.
pub fn create(tx: &Tx, new: &NewToken, secret: &Secret) -> Result<TokenId> {
    let member = tx.member().ok_or(Error::Forbidden)?;
    let account = tx.actor().account.ok_or(Error::Forbidden)?;
    if store::count_of(tx, member)? >= MOST {
        return Err(Error::Conflict("tokens-too-many"));
    }
    let id = store::insert(tx, member, new, secret)?;
    let grants: Vec<&str> = new.grants.iter().map(|grant| Grant::code(*grant)).collect();
    let addresses: Vec<String> = new.addresses.iter().map(ToString::to_string).collect();
    audit::record(
        tx,
        "token.create",
        None,
        &[
            Change::new("token", None::<i64>, id),
            Change::new("name", None::<&str>, &new.name),
            Change::new("grants", None::<&str>, grants.join(" ")),
            Change::new("life", None::<&str>, Life::code(new.life)),
            Change::new("addresses", None::<&str>, addresses.join(" ")),
        ],
    )?;
    email::send(tx, &accounts::recipient_of(tx, account)?, &MadeLetter { token: id })?;
    Ok(id)
}

/// Ends a token: one's own, or anybody's for whom looks after people. Any other is `NotFound`.
pub fn revoke(tx: &Tx, id: TokenId) -> Result<Token> {
    let token = store::find(tx, id)?;
    if Some(token.member) != tx.member() && !tx.actor().may(Right::PeopleWrite) {
        return Err(Error::NotFound);
    }
    store::save_revoked(tx, id)?;
    let changes = [Change::new("token", id, None::<i64>), Change::new("name", &token.name, None::<&str>)];
    audit::record(tx, "token.revoke", None, &changes)?;
    Ok(token)
}
