//! The table of accounts.

use rusqlite::named_params;

use super::model::{Account, Email, Muted, NewAccount, Preferences, Secret};
use crate::base::{AccountId, Error, Look, Result, Shortcuts};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// The account, or `NotFound`.
pub fn find(view: &View, id: AccountId) -> Result<Account> {
    view.one(
        "SELECT id, email, name, language, zone, theme, density, shortcuts, is_operator, disabled_at, signature, muted,
                version, created_at
         FROM account
         WHERE id = :id",
        named_params! { ":id": id },
        account,
    )
}

/// The account of that address, or `NotFound`.
pub fn find_by_email(view: &View, email: &Email) -> Result<Account> {
    view.one(
        "SELECT id, email, name, language, zone, theme, density, shortcuts, is_operator, disabled_at, signature, muted,
                version, created_at
         FROM account
         WHERE email_norm = :norm",
        named_params! { ":norm": email.norm() },
        account,
    )
}

/// Every account of the installation, by address.
pub fn list(view: &View) -> Result<Vec<Account>> {
    view.all(
        "SELECT id, email, name, language, zone, theme, density, shortcuts, is_operator, disabled_at, signature, muted,
                version, created_at
         FROM account
         ORDER BY email_norm",
        [],
        account,
    )
}

fn account(row: &Row) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get("id")?,
        email: row.get("email")?,
        name: row.get("name")?,
        language: row.get("language")?,
        zone: row.get("zone")?,
        look: Look {
            theme: row.get("theme")?,
            density: row.get("density")?,
            shortcuts: Shortcuts::from_flag(row.get("shortcuts")?),
        },
        is_operator: row.get("is_operator")?,
        disabled_at: row.get("disabled_at")?,
        signature: row.get("signature")?,
        muted: Muted::read(&row.get::<_, String>("muted")?),
        version: row.get("version")?,
        created_at: row.get("created_at")?,
    })
}

/// What it takes to let the owner of that address in.
pub fn maybe_find_secret(view: &View, norm: &str) -> Result<Option<Secret>> {
    view.maybe(
        "SELECT id, password_hash, disabled_at IS NOT NULL AS is_disabled
         FROM account
         WHERE email_norm = :norm",
        named_params! { ":norm": norm },
        secret,
    )
}

/// What it takes to let that account in again.
pub fn find_secret(view: &View, id: AccountId) -> Result<Secret> {
    view.one(
        "SELECT id, password_hash, disabled_at IS NOT NULL AS is_disabled
         FROM account
         WHERE id = :id",
        named_params! { ":id": id },
        secret,
    )
}

/// Whether the account has a password to sign in with.
pub fn has_password(view: &View, id: AccountId) -> Result<bool> {
    view.one(
        "SELECT password_hash <> '' AS has_password
         FROM account
         WHERE id = :id",
        named_params! { ":id": id },
        |row| row.get("has_password"),
    )
}

fn secret(row: &Row) -> rusqlite::Result<Secret> {
    Ok(Secret {
        account: row.get("id")?,
        password_hash: row.get("password_hash")?,
        is_disabled: row.get("is_disabled")?,
    })
}

/// A new account; a taken address is a problem of the field `email`.
pub fn insert(tx: &Tx, new: &NewAccount) -> Result<AccountId> {
    if maybe_find_secret(tx, new.email.norm())?.is_some() {
        return Err(Error::field("email", "accounts-email-taken"));
    }
    let number = tx.insert(
        "INSERT INTO account (email, email_norm, name, password_hash, language, created_at, updated_at)
         VALUES (:email, :email_norm, :name, :password_hash, :language, :now, :now)",
        named_params! {
            ":email": new.email.shown(),
            ":email_norm": new.email.norm(),
            ":name": new.name.as_str(),
            ":password_hash": new.password.0,
            ":language": new.language,
            ":now": tx.now(),
        },
    )?;
    Ok(AccountId::new(number))
}

/// Saves what the person chose, if nobody changed it since that version; gives whether it was saved.
pub fn save_preferences(tx: &Tx, id: AccountId, version: i64, chosen: &Preferences) -> Result<bool> {
    let changed = tx.execute(
        "UPDATE account
         SET name = :name, language = :language, zone = :zone, theme = :theme, density = :density,
             shortcuts = :shortcuts, signature = :signature, version = version + 1, updated_at = :now
         WHERE id = :id
           AND version = :version",
        named_params! {
            ":id": id,
            ":version": version,
            ":name": chosen.name.as_str(),
            ":language": chosen.language,
            ":zone": chosen.zone,
            ":theme": chosen.look.theme,
            ":density": chosen.look.density,
            ":shortcuts": chosen.look.shortcuts.flag(),
            ":signature": chosen.signature,
            ":now": tx.now(),
        },
    )?;
    Ok(changed == 1)
}

/// Stores another password.
pub fn save_password(tx: &Tx, id: AccountId, password_hash: &str) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET password_hash = :password_hash, updated_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":password_hash": password_hash, ":now": tx.now() },
    )?;
    Ok(())
}

/// Shuts the account.
pub fn save_disabled(tx: &Tx, id: AccountId) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET disabled_at = :now, updated_at = :now
         WHERE id = :id
           AND disabled_at IS NULL",
        named_params! { ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// Opens it again.
pub fn save_enabled(tx: &Tx, id: AccountId) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET disabled_at = NULL, updated_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// Whether the account runs the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Yes,
    No,
}

/// Notes whether the account runs the installation.
pub fn save_operator(tx: &Tx, id: AccountId, operator: Operator) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET is_operator = :is_operator, updated_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":is_operator": operator == Operator::Yes, ":now": tx.now() },
    )?;
    Ok(())
}

/// Notes which letters the person does not want.
pub fn save_muted(tx: &Tx, id: AccountId, muted: &Muted) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET muted = :muted, updated_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":muted": muted.written(), ":now": tx.now() },
    )?;
    Ok(())
}

/// Gives the account another address, which nobody else has.
pub fn save_email(tx: &Tx, id: AccountId, email: &Email) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET email = :email, email_norm = :norm, version = version + 1, updated_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":email": email.shown(), ":norm": email.norm(), ":now": tx.now() },
    )?;
    Ok(())
}

/// Shuts the account for good: what is left of the person is the number, and the name that they get instead.
pub fn save_closed(tx: &Tx, id: AccountId, name: &str) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET email = '', email_norm = 'closed ' || id, name = :name, password_hash = '', language = NULL, zone = NULL,
             theme = 'auto', density = 'roomy', shortcuts = 1, signature = '', muted = '', is_operator = 0,
             disabled_at = :now, last_workspace_id = NULL, version = version + 1, updated_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":name": name, ":now": tx.now() },
    )?;
    Ok(())
}
