//! The table of new addresses, and questions about one person across companies.

use rusqlite::named_params;

use super::model::{AddressChange, Event, Place};
use crate::base::{AccountId, At, Result};
use crate::platform::db::Row;
use crate::platform::{Tx, View};
use crate::workspace::accounts::Email;

/// The change of that number, or `NotFound`.
pub fn find_change(view: &View, id: i64) -> Result<AddressChange> {
    view.one(
        "SELECT id, account_id, email, ends_at, used_at IS NOT NULL AS is_used
         FROM address_change
         WHERE id = :id",
        named_params! { ":id": id },
        change,
    )
}

/// The change of the account whose link holds that token, or `NotFound`.
pub fn find_by_token(view: &View, account: AccountId, token_hash: &[u8; 32]) -> Result<AddressChange> {
    view.one(
        "SELECT id, account_id, email, ends_at, used_at IS NOT NULL AS is_used
         FROM address_change
         WHERE token_hash = :token_hash
           AND account_id = :account",
        named_params! { ":token_hash": token_hash, ":account": account },
        change,
    )
}

/// The changes of an account, the latest first.
pub fn list_changes(view: &View, account: AccountId) -> Result<Vec<AddressChange>> {
    view.all(
        "SELECT id, account_id, email, ends_at, used_at IS NOT NULL AS is_used
         FROM address_change
         WHERE account_id = :account
         ORDER BY id DESC",
        named_params! { ":account": account },
        change,
    )
}

fn change(row: &Row) -> rusqlite::Result<AddressChange> {
    Ok(AddressChange {
        id: row.get("id")?,
        account: row.get("account_id")?,
        email: row.get("email")?,
        ends_at: row.get("ends_at")?,
        is_used: row.get("is_used")?,
    })
}

/// How many the account asked for since then.
pub fn count_since(view: &View, account: AccountId, since: At) -> Result<i64> {
    view.one(
        "SELECT COUNT(*) AS asked
         FROM address_change
         WHERE account_id = :account
           AND created_at > :since",
        named_params! { ":account": account, ":since": since },
        |row| row.get("asked"),
    )
}

/// A new one, without a link; gives its number.
pub fn insert(tx: &Tx, account: AccountId, email: &Email, ends_at: At) -> Result<i64> {
    tx.insert(
        "INSERT INTO address_change (account_id, email, email_norm, created_at, ends_at)
         VALUES (:account, :email, :norm, :now, :ends_at)",
        named_params! {
            ":account": account,
            ":email": email.shown(),
            ":norm": email.norm(),
            ":now": tx.now(),
            ":ends_at": ends_at,
        },
    )
}

/// Its link holds that token from now on.
pub fn save_token(tx: &Tx, id: i64, token_hash: &[u8; 32]) -> Result<()> {
    tx.execute(
        "UPDATE address_change
         SET token_hash = :token_hash
         WHERE id = :id",
        named_params! { ":id": id, ":token_hash": token_hash },
    )?;
    Ok(())
}

/// Its link was used.
pub fn save_used(tx: &Tx, id: i64) -> Result<()> {
    tx.execute(
        "UPDATE address_change
         SET used_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// Ends every link of the account that still works.
pub fn save_all_ended(tx: &Tx, account: AccountId) -> Result<()> {
    tx.execute(
        "UPDATE address_change
         SET ends_at = :now
         WHERE account_id = :account
           AND ends_at > :now",
        named_params! { ":account": account, ":now": tx.now() },
    )?;
    Ok(())
}

/// Forgets every address that the account asked for.
pub fn delete_all(tx: &Tx, account: AccountId) -> Result<()> {
    tx.execute(
        "DELETE FROM address_change
         WHERE account_id = :account",
        named_params! { ":account": account },
    )?;
    Ok(())
}

/// The companies in which the account has or had a place, by name; those where it works first.
pub fn list_places(view: &View, account: AccountId) -> Result<Vec<Place>> {
    view.all(
        "SELECT member.workspace_id, workspace.slug, workspace.name, member.id, member.role, member.created_at,
                member.disabled_at
         FROM member
         JOIN workspace ON workspace.id = member.workspace_id
         WHERE member.account_id = :account
         ORDER BY member.disabled_at IS NOT NULL, workspace.name, workspace.id",
        named_params! { ":account": account },
        |row| {
            Ok(Place {
                workspace: row.get("workspace_id")?,
                slug: row.get("slug")?,
                name: row.get("name")?,
                member: row.get("id")?,
                role: row.get("role")?,
                created_at: row.get("created_at")?,
                ended_at: row.get("disabled_at")?,
            })
        },
    )
}

/// What happened to the account, the latest first.
pub fn list_events(view: &View, account: AccountId) -> Result<Vec<Event>> {
    view.all(
        "SELECT at, event, door, address, detail
         FROM security_event
         WHERE account_id = :account
         ORDER BY id DESC
         LIMIT 10000",
        named_params! { ":account": account },
        |row| {
            Ok(Event {
                at: row.get("at")?,
                event: row.get("event")?,
                door: row.get("door")?,
                address: row.get("address")?,
                detail: row.get("detail")?,
            })
        },
    )
}

/// When the account was invited, to which company, and whether it came: as far as it has or had a place there. An
/// address that came with a link handed over is not proved: whoever has it learns of no other company that invited it.
pub fn list_invitations(view: &View, account: AccountId, email: &Email) -> Result<Vec<(String, At, bool)>> {
    view.all(
        "SELECT workspace.name, invitation.created_at, invitation.accepted_at IS NOT NULL AS is_accepted
         FROM invitation
         JOIN workspace ON workspace.id = invitation.workspace_id
         JOIN member ON member.workspace_id = invitation.workspace_id AND member.account_id = :account
         WHERE invitation.email_norm = :norm
           AND invitation.withdrawn_at IS NULL
         ORDER BY invitation.id",
        named_params! { ":norm": email.norm(), ":account": account },
        |row| Ok((row.get("name")?, row.get("created_at")?, row.get("is_accepted")?)),
    )
}

/// Takes the address out of the invitations that its owner accepted, in every company.
pub fn save_invitations_nameless(tx: &Tx, norm: &str) -> Result<()> {
    tx.execute(
        "UPDATE invitation
         SET email = '', email_norm = ''
         WHERE email_norm = :norm
           AND accepted_at IS NOT NULL
           AND workspace_id > 0",
        named_params! { ":norm": norm },
    )?;
    Ok(())
}
