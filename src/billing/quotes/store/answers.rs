//! What the customer did.

use rusqlite::named_params;

use super::super::model::{Acceptance, Quote, State};
use super::{drafts, row};
use crate::base::Result;
use crate::platform::{Tx, View};

/// The customer has seen the live version; only the first time counts.
pub fn see(tx: &Tx, quote: &Quote) -> Result<()> {
    tx.execute(
        "UPDATE quote_version
         SET viewed_at = :at
         WHERE workspace_id = :workspace
           AND id = :id
           AND viewed_at IS NULL",
        named_params! { ":workspace": tx.workspace(), ":id": quote.live, ":at": tx.now() },
    )?;
    Ok(())
}

/// The live version was answered, and stands there from now on.
pub fn answer(tx: &Tx, quote: &Quote, state: State, reason: &str) -> Result<()> {
    tx.execute(
        "UPDATE quote_version
         SET state = :state, answered_at = :at, reason = :reason
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": quote.live,
            ":state": state.code(),
            ":at": tx.now(),
            ":reason": reason,
        },
    )?;
    drafts::touch(tx, quote)
}

/// Keeps the evidence, and how much of each line was taken.
pub fn save_acceptance(tx: &Tx, quote: &Quote, acceptance: &Acceptance) -> Result<()> {
    let hash = data_encoding::HEXLOWER.decode(acceptance.hash.as_bytes()).unwrap_or_default();
    tx.insert(
        "INSERT INTO quote_acceptance
           (workspace_id, version_id, name, email, address, agent, reason, member_id, at, document, hash)
         VALUES (:workspace, :version, :name, :email, :address, :agent, :reason, :member, :at, :document, :hash)",
        named_params! {
            ":workspace": tx.workspace(),
            ":version": quote.live,
            ":name": acceptance.name,
            ":email": acceptance.email,
            ":address": acceptance.address,
            ":agent": acceptance.agent,
            ":reason": acceptance.reason,
            ":member": acceptance.member,
            ":at": acceptance.at,
            ":document": acceptance.document.to_json()?,
            ":hash": hash,
        },
    )?;
    let taken: Vec<Option<i64>> = quote.taken.iter().map(|one| one.map(|quantity| quantity.0)).collect();
    tx.execute(
        "WITH sold AS (
           SELECT id, row_number() OVER (ORDER BY position) - 1 AS place
           FROM quote_line
           WHERE workspace_id = :workspace
             AND version_id = :version
             AND part IN ('item', 'optional')
         )
         UPDATE quote_line
         SET taken = wanted.value
         FROM sold
         JOIN json_each(:taken) AS wanted ON wanted.key = sold.place
         WHERE quote_line.workspace_id = :workspace
           AND quote_line.id = sold.id",
        named_params! {
            ":workspace": tx.workspace(),
            ":version": quote.live,
            ":taken": serde_json::to_string(&taken)?,
        },
    )?;
    Ok(())
}

/// The evidence that the live version was accepted, if it was.
pub fn acceptance(view: &View, quote: &Quote) -> Result<Option<Acceptance>> {
    view.maybe(
        "SELECT name, email, address, agent, reason, member_id, at, document, lower(hex(hash)) AS hash
         FROM quote_acceptance
         WHERE workspace_id = :workspace
           AND version_id = :version",
        named_params! { ":workspace": view.workspace(), ":version": quote.live },
        |row| {
            Ok(Acceptance {
                name: row.get("name")?,
                email: row.get("email")?,
                address: row.get("address")?,
                agent: row.get("agent")?,
                reason: row.get("reason")?,
                member: row.get("member_id")?,
                at: row.get("at")?,
                document: row::document(&row.get::<_, String>("document")?)?,
                hash: row.get("hash")?,
            })
        },
    )
}
