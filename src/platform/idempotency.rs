//! Twice is once: an act under a key happens one time, and gives its first answer again for a day.

use std::time::Duration;

use rusqlite::named_params;

use crate::base::{AccountId, Error, Fields, Result};
use crate::platform::crypto;
use crate::platform::db::Tx;
use crate::platform::queue::{Job, Lane};

/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(24 * 3_600);

/// Runs the act, unless the same actor ran it under this key before: then gives the answer of that time. The same key
/// with another request is invalid. The row is written in the act's own transaction.
pub fn once(
    tx: &Tx,
    key: &str,
    request_hash: [u8; 32],
    act: impl FnOnce() -> Result<String>,
) -> Result<String> {
    if key.is_empty() || key.chars().count() > 200 {
        return Err(Error::Malformed("act"));
    }
    let account = tx.actor().account.unwrap_or(AccountId::NONE);
    let known = tx.maybe(
        "SELECT request_hash, answer
         FROM idempotency
         WHERE workspace_id = :workspace
           AND account_id = :account
           AND key = :key",
        named_params! { ":workspace": tx.workspace(), ":account": account, ":key": key },
        |row| Ok((row.get::<_, [u8; 32]>("request_hash")?, row.get::<_, String>("answer")?)),
    )?;
    match known {
        Some((hash, answer)) if hash == request_hash => return Ok(answer),
        Some(_) => return Err(Error::field("act", "engine-act-used")),
        None => {}
    }
    let answer = act()?;
    tx.execute(
        "INSERT INTO idempotency (workspace_id, account_id, key, request_hash, answer, created_at)
         VALUES (:workspace, :account, :key, :hash, :answer, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":account": account,
            ":key": key,
            ":hash": request_hash,
            ":answer": answer,
            ":now": tx.now(),
        },
    )?;
    Ok(answer)
}

/// What makes two requests the same: the path and everything that was typed, in order.
pub fn request_hash(path: &str, fields: &Fields) -> [u8; 32] {
    let mut text = path.to_owned();
    for (name, value) in fields.pairs() {
        text.push_str(&format!("\n{}:{name}={}:{value}", name.len(), value.len()));
    }
    crypto::hash(text)
}

/// Removes the answers that are older than a day.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "idempotency.sweep";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Removes at most a thousand old answers; gives how many.
pub fn sweep(tx: &Tx) -> Result<usize> {
    tx.execute(
        "DELETE FROM idempotency
         WHERE (workspace_id, account_id, key) IN (
           SELECT workspace_id, account_id, key
           FROM idempotency
           WHERE created_at < :before
           LIMIT 1000
         )",
        named_params! { ":before": tx.now().minus(KEPT) },
    )
}
