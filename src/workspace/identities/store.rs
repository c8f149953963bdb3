//! The table of identities.

use rusqlite::named_params;

use super::model::Identity;
use crate::base::{AccountId, IdentityId, Result};
use crate::platform::db::Row;
use crate::platform::openid::Arrival;
use crate::platform::{Tx, View};

/// The identities of an account, in the order in which they were linked.
pub fn list(view: &View, account: AccountId) -> Result<Vec<Identity>> {
    view.all(
        "SELECT id, issuer, email, created_at, used_at
         FROM identity
         WHERE account_id = :account
         ORDER BY id",
        named_params! { ":account": account },
        identity,
    )
}

fn identity(row: &Row) -> rusqlite::Result<Identity> {
    Ok(Identity {
        id: row.get("id")?,
        issuer: row.get("issuer")?,
        email: row.get("email")?,
        created_at: row.get("created_at")?,
        used_at: row.get("used_at")?,
    })
}

/// Whose account is linked to what the issuer calls by that name.
pub fn maybe_find_owner(view: &View, arrival: &Arrival) -> Result<Option<AccountId>> {
    view.maybe(
        "SELECT account_id
         FROM identity
         WHERE issuer = :issuer
           AND subject = :subject",
        named_params! { ":issuer": arrival.issuer, ":subject": arrival.subject },
        |row| row.get("account_id"),
    )
}

/// Links it.
pub fn insert(tx: &Tx, account: AccountId, arrival: &Arrival) -> Result<()> {
    tx.execute(
        "INSERT INTO identity (account_id, issuer, subject, email, created_at)
         VALUES (:account, :issuer, :subject, :email, :now)",
        named_params! {
            ":account": account,
            ":issuer": arrival.issuer,
            ":subject": arrival.subject,
            ":email": arrival.email,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Notes that somebody signed in by it.
pub fn save_used(tx: &Tx, arrival: &Arrival) -> Result<()> {
    tx.execute(
        "UPDATE identity
         SET used_at = :now
         WHERE issuer = :issuer
           AND subject = :subject",
        named_params! { ":issuer": arrival.issuer, ":subject": arrival.subject, ":now": tx.now() },
    )?;
    Ok(())
}

/// Takes one of the account's own away; gives how many.
pub fn delete_of(tx: &Tx, account: AccountId, id: IdentityId) -> Result<usize> {
    tx.execute(
        "DELETE FROM identity
         WHERE id = :id
           AND account_id = :account",
        named_params! { ":id": id, ":account": account },
    )
}

/// Forgets all of the account's: it is closed.
pub fn delete_all(tx: &Tx, account: AccountId) -> Result<usize> {
    tx.execute(
        "DELETE FROM identity
         WHERE account_id = :account",
        named_params! { ":account": account },
    )
}
