//! The table of set-up tokens.

use rusqlite::named_params;

use super::model::Stored;
use crate::base::{At, Result};
use crate::platform::{Tx, View};

/// Every token that was ever made; there are few.
pub fn list(view: &View) -> Result<Vec<Stored>> {
    view.all(
        "SELECT id, token_hash, ends_at, used_at IS NOT NULL AS is_used
         FROM setup_token
         ORDER BY id DESC
         LIMIT 100",
        [],
        |row| {
            Ok(Stored {
                id: row.get("id")?,
                token_hash: row.get("token_hash")?,
                ends_at: row.get("ends_at")?,
                is_used: row.get("is_used")?,
            })
        },
    )
}

/// A new token.
pub fn insert(tx: &Tx, token_hash: &[u8; 32], ends_at: At) -> Result<()> {
    tx.insert(
        "INSERT INTO setup_token (token_hash, created_at, ends_at)
         VALUES (:token_hash, :now, :ends_at)",
        named_params! { ":token_hash": token_hash, ":now": tx.now(), ":ends_at": ends_at },
    )?;
    Ok(())
}

/// Ends every token that is still valid.
pub fn save_all_ended(tx: &Tx) -> Result<()> {
    tx.execute(
        "UPDATE setup_token
         SET ends_at = :now
         WHERE ends_at > :now",
        named_params! { ":now": tx.now() },
    )?;
    Ok(())
}

/// Notes that the token was used.
pub fn save_used(tx: &Tx, id: i64) -> Result<()> {
    tx.execute(
        "UPDATE setup_token
         SET used_at = :now
         WHERE id = :id",
        named_params! { ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// How many active owners the installation has.
pub fn count_owners(view: &View) -> Result<i64> {
    view.one(
        "SELECT COUNT(*) AS owners
         FROM workspace
         JOIN member ON member.workspace_id = workspace.id
         WHERE member.role = 'owner'
           AND member.disabled_at IS NULL",
        [],
        |row| row.get("owners"),
    )
}
