//! The table of blocks, and the refusals among the security events.

use rusqlite::named_params;

use super::model::{Block, NewBlock, Refusal};
use crate::base::{AccountId, AddressBlockId, At, Result};
use crate::platform::{Tx, View};

/// The blocks that hold, the last made first.
pub fn list(view: &View) -> Result<Vec<Block>> {
    view.all(
        "SELECT address_block.id, address_block.network, address_block.why, address_block.ends_at, account.name
         FROM address_block
         JOIN account ON account.id = address_block.account_id
         WHERE address_block.ends_at > :now
         ORDER BY address_block.id DESC
         LIMIT 500",
        named_params! { ":now": view.now() },
        |row| {
            Ok(Block {
                id: row.get("id")?,
                network: row.get("network")?,
                why: row.get("why")?,
                by: row.get("name")?,
                ends_at: row.get("ends_at")?,
            })
        },
    )
}

/// Whom and from where refusals met since then, the last met first.
pub fn list_refusals(view: &View, since: At) -> Result<Vec<Refusal>> {
    view.all(
        "SELECT max(security_event.at) AS at, count(*) AS times, security_event.event, security_event.address,
                account.email
         FROM security_event
         LEFT JOIN account ON account.id = security_event.account_id
         WHERE security_event.at > :since
           AND security_event.event LIKE '%.refuse'
           AND security_event.address IS NOT NULL
         GROUP BY security_event.event, security_event.address, security_event.account_id
         ORDER BY max(security_event.at) DESC, max(security_event.id) DESC
         LIMIT 100",
        named_params! { ":since": since },
        |row| {
            Ok(Refusal {
                at: row.get("at")?,
                times: row.get("times")?,
                event: row.get("event")?,
                address: row.get("address")?,
                email: row.get("email")?,
            })
        },
    )
}

/// A new block in the place of one of the same network; those that ended go.
pub fn insert(tx: &Tx, by: AccountId, new: &NewBlock) -> Result<()> {
    tx.execute(
        "DELETE FROM address_block
         WHERE ends_at <= :now
            OR network = :network",
        named_params! { ":now": tx.now(), ":network": new.network.to_string() },
    )?;
    tx.execute(
        "INSERT INTO address_block (network, why, account_id, created_at, ends_at)
         VALUES (:network, :why, :account, :now, :ends_at)",
        named_params! {
            ":network": new.network.to_string(),
            ":why": new.why,
            ":account": by,
            ":now": tx.now(),
            ":ends_at": tx.now().plus(new.length),
        },
    )?;
    Ok(())
}

/// Ends a block; gives how many.
pub fn delete(tx: &Tx, id: AddressBlockId) -> Result<usize> {
    tx.execute(
        "DELETE FROM address_block
         WHERE id = :id",
        named_params! { ":id": id },
    )
}
