//! The table of half sign-ins.

pub mod resets;

use rusqlite::named_params;

use super::model::{STEP_LENGTH, Step, StepId};
use crate::base::{AccountId, Result};
use crate::platform::{Tx, View};
use crate::workspace::sessions::Stay;

/// A new half.
pub fn insert(tx: &Tx, account: AccountId, token_hash: &[u8; 32], stay: Stay) -> Result<()> {
    tx.insert(
        "INSERT INTO sign_in_step (account_id, token_hash, is_kept, created_at, ends_at)
         VALUES (:account, :token_hash, :is_kept, :now, :ends_at)",
        named_params! {
            ":account": account,
            ":token_hash": token_hash,
            ":is_kept": stay == Stay::Kept,
            ":now": tx.now(),
            ":ends_at": tx.now().plus(STEP_LENGTH),
        },
    )?;
    Ok(())
}

/// The live half of that token, unless its account was shut meanwhile.
pub fn maybe_find(view: &View, token_hash: &[u8; 32]) -> Result<Option<Step>> {
    view.maybe(
        "SELECT sign_in_step.id, sign_in_step.account_id, sign_in_step.is_kept
         FROM sign_in_step
         JOIN account ON account.id = sign_in_step.account_id
         WHERE sign_in_step.token_hash = :token_hash
           AND sign_in_step.ends_at > :now
           AND account.disabled_at IS NULL",
        named_params! { ":token_hash": token_hash, ":now": view.now() },
        |row| {
            let is_kept: bool = row.get("is_kept")?;
            Ok(Step {
                id: row.get("id")?,
                account: row.get("account_id")?,
                stay: if is_kept { Stay::Kept } else { Stay::Visit },
            })
        },
    )
}

/// Ends a half; gives whether it was still there.
pub fn delete(tx: &Tx, id: StepId) -> Result<usize> {
    tx.execute(
        "DELETE FROM sign_in_step
         WHERE id = :id",
        named_params! { ":id": id },
    )
}

/// Removes at most a thousand that nobody finished; gives how many.
pub fn delete_ended(tx: &Tx) -> Result<usize> {
    tx.execute(
        "DELETE FROM sign_in_step
         WHERE id IN (
           SELECT id
           FROM sign_in_step
           WHERE ends_at <= :now
           LIMIT 1000
         )",
        named_params! { ":now": tx.now() },
    )
}
