//! The table of links to another password.

use rusqlite::named_params;

use super::super::model::{RESET_LENGTH, Reset, ResetId};
use crate::base::{AccountId, At, Result};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// The reset of that number, or `NotFound`.
pub fn find(view: &View, id: ResetId) -> Result<Reset> {
    view.one(
        "SELECT id, account_id, seal, ends_at
         FROM password_reset
         WHERE id = :id",
        named_params! { ":id": id },
        reset,
    )
}

/// The reset whose link holds that token, or `NotFound`.
pub fn find_by_token(view: &View, token_hash: &[u8; 32]) -> Result<Reset> {
    view.one(
        "SELECT id, account_id, seal, ends_at
         FROM password_reset
         WHERE token_hash = :token_hash",
        named_params! { ":token_hash": token_hash },
        reset,
    )
}

fn reset(row: &Row) -> rusqlite::Result<Reset> {
    Ok(Reset {
        id: row.get("id")?,
        account: row.get("account_id")?,
        seal: row.get("seal")?,
        ends_at: row.get("ends_at")?,
    })
}

/// How many were asked for the account since then.
pub fn count_since(view: &View, account: AccountId, since: At) -> Result<i64> {
    view.one(
        "SELECT count(*) AS asked
         FROM password_reset
         WHERE account_id = :account
           AND created_at > :since",
        named_params! { ":account": account, ":since": since },
        |row| row.get("asked"),
    )
}

/// A new one, without a link.
pub fn insert(tx: &Tx, account: AccountId, seal: &[u8; 32]) -> Result<ResetId> {
    let id = tx.insert(
        "INSERT INTO password_reset (account_id, seal, created_at, ends_at)
         VALUES (:account, :seal, :now, :ends_at)",
        named_params! {
            ":account": account, ":seal": seal, ":now": tx.now(), ":ends_at": tx.now().plus(RESET_LENGTH),
        },
    )?;
    Ok(ResetId::new(id))
}

/// Its link holds that token from now on.
pub fn save_token(tx: &Tx, id: ResetId, token_hash: &[u8; 32]) -> Result<()> {
    tx.execute(
        "UPDATE password_reset
         SET token_hash = :token_hash
         WHERE id = :id",
        named_params! { ":id": id, ":token_hash": token_hash },
    )?;
    Ok(())
}

/// Removes at most a thousand that are older than that; gives how many.
pub fn delete_before(tx: &Tx, before: At) -> Result<usize> {
    tx.execute(
        "DELETE FROM password_reset
         WHERE id IN (
           SELECT id
           FROM password_reset
           WHERE created_at <= :before
           LIMIT 1000
         )",
        named_params! { ":before": before },
    )
}
