//! The tables of second factors.

use rusqlite::named_params;
use webauthn_rs::prelude::Passkey;

use super::model::{Enrolled, KeyLine, PasskeyId, RecoveryCode, Stored, credential_id};
use crate::base::{AccountId, At, Result};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// What the account has.
pub fn enrolled(view: &View, account: AccountId) -> Result<Enrolled> {
    let app = view.maybe(
        "SELECT created_at
         FROM totp
         WHERE account_id = :account",
        named_params! { ":account": account },
        |row| row.get::<_, At>("created_at"),
    )?;
    let passkeys = view.all(
        "SELECT id, name, created_at, used_at
         FROM passkey
         WHERE account_id = :account
         ORDER BY id
         LIMIT 100",
        named_params! { ":account": account },
        |row| {
            Ok(KeyLine {
                id: row.get("id")?,
                name: row.get("name")?,
                created_at: row.get("created_at")?,
                used_at: row.get("used_at")?,
            })
        },
    )?;
    let codes = view.one(
        "SELECT count(*) AS left
         FROM recovery_code
         WHERE account_id = :account
           AND used_at IS NULL",
        named_params! { ":account": account },
        |row| row.get("left"),
    )?;
    Ok(Enrolled { app, passkeys, codes })
}

/// The locked secret of the account's app, and the last step that was accepted.
pub fn maybe_find_app(view: &View, account: AccountId) -> Result<Option<(Vec<u8>, i64)>> {
    view.maybe(
        "SELECT secret, last_step
         FROM totp
         WHERE account_id = :account",
        named_params! { ":account": account },
        |row| Ok((row.get("secret")?, row.get("last_step")?)),
    )
}

/// Stores the account's app, in place of the one before.
pub fn save_app(tx: &Tx, account: AccountId, locked: &[u8], step: i64) -> Result<()> {
    delete_app(tx, account)?;
    tx.insert(
        "INSERT INTO totp (account_id, secret, last_step, created_at)
         VALUES (:account, :secret, :step, :now)",
        named_params! { ":account": account, ":secret": locked, ":step": step, ":now": tx.now() },
    )?;
    Ok(())
}

/// Notes the last step that was accepted.
pub fn save_step(tx: &Tx, account: AccountId, step: i64) -> Result<()> {
    tx.execute(
        "UPDATE totp
         SET last_step = :step
         WHERE account_id = :account",
        named_params! { ":account": account, ":step": step },
    )?;
    Ok(())
}

/// Takes the account's app away; gives whether there was one.
pub fn delete_app(tx: &Tx, account: AccountId) -> Result<usize> {
    tx.execute(
        "DELETE FROM totp
         WHERE account_id = :account",
        named_params! { ":account": account },
    )
}

/// The account's passkeys.
pub fn list_passkeys(view: &View, account: AccountId) -> Result<Vec<Stored>> {
    view.all(
        "SELECT id, account_id, credential
         FROM passkey
         WHERE account_id = :account
         ORDER BY id
         LIMIT 100",
        named_params! { ":account": account },
        stored,
    )
}

/// The passkey that its authenticator calls so.
pub fn maybe_find_passkey(view: &View, credential_id: &[u8]) -> Result<Option<Stored>> {
    view.maybe(
        "SELECT id, account_id, credential
         FROM passkey
         WHERE credential_id = :credential_id",
        named_params! { ":credential_id": credential_id },
        stored,
    )
}

fn stored(row: &Row) -> rusqlite::Result<Stored> {
    let json: String = row.get("credential")?;
    let broken =
        |error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error));
    Ok(Stored {
        id: row.get("id")?,
        account: row.get("account_id")?,
        key: serde_json::from_str(&json).map_err(broken)?,
    })
}

/// Stores a new passkey.
pub fn insert_passkey(tx: &Tx, account: AccountId, name: &str, key: &Passkey) -> Result<()> {
    tx.insert(
        "INSERT INTO passkey (account_id, name, credential_id, credential, created_at)
         VALUES (:account, :name, :credential_id, :credential, :now)",
        named_params! {
            ":account": account,
            ":name": name,
            ":credential_id": credential_id(key),
            ":credential": serde_json::to_string(key)?,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Notes that the passkey was used, and what its counter says now.
pub fn save_used(tx: &Tx, id: PasskeyId, key: &Passkey) -> Result<()> {
    tx.execute(
        "UPDATE passkey
         SET used_at = :now, credential = :credential
         WHERE id = :id",
        named_params! { ":id": id, ":now": tx.now(), ":credential": serde_json::to_string(key)? },
    )?;
    Ok(())
}

/// Takes one of the account's passkeys away; gives whether it was there.
pub fn delete_passkey(tx: &Tx, account: AccountId, id: PasskeyId) -> Result<usize> {
    tx.execute(
        "DELETE FROM passkey
         WHERE id = :id
           AND account_id = :account",
        named_params! { ":id": id, ":account": account },
    )
}

/// Takes all of them away.
pub fn delete_passkeys(tx: &Tx, account: AccountId) -> Result<usize> {
    tx.execute(
        "DELETE FROM passkey
         WHERE account_id = :account",
        named_params! { ":account": account },
    )
}

/// Stores new recovery codes, in place of all before.
pub fn save_codes(tx: &Tx, account: AccountId, codes: &[RecoveryCode]) -> Result<()> {
    delete_codes(tx, account)?;
    for code in codes {
        tx.insert(
            "INSERT INTO recovery_code (account_id, code_hash, created_at)
             VALUES (:account, :hash, :now)",
            named_params! { ":account": account, ":hash": code.hash(), ":now": tx.now() },
        )?;
    }
    Ok(())
}

/// Uses the code up; gives whether it was there and unused.
pub fn take_code(tx: &Tx, account: AccountId, code: &RecoveryCode) -> Result<usize> {
    tx.execute(
        "UPDATE recovery_code
         SET used_at = :now
         WHERE account_id = :account
           AND code_hash = :hash
           AND used_at IS NULL",
        named_params! { ":account": account, ":hash": code.hash(), ":now": tx.now() },
    )
}

/// Takes all recovery codes away.
pub fn delete_codes(tx: &Tx, account: AccountId) -> Result<usize> {
    tx.execute(
        "DELETE FROM recovery_code
         WHERE account_id = :account",
        named_params! { ":account": account },
    )
}
