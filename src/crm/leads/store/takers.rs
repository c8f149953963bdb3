//! Who takes new leads in turn. The one writer lets nobody be given two leads at once by chance.

use rusqlite::named_params;

use crate::base::{MemberId, Result};
use crate::platform::{Tx, View};

/// Everybody who takes leads and works here now, the next one first.
pub fn list(view: &View) -> Result<Vec<MemberId>> {
    view.all(
        "SELECT lead_taker.member_id
         FROM lead_taker
         JOIN member ON member.workspace_id = lead_taker.workspace_id AND member.id = lead_taker.member_id
         WHERE lead_taker.workspace_id = :workspace
           AND member.disabled_at IS NULL
         ORDER BY lead_taker.given, lead_taker.id",
        named_params! { ":workspace": view.workspace() },
        |row| row.get("member_id"),
    )
}

/// Whose turn it is, who then stands last in the line; nobody if nobody takes leads.
pub fn take_turn(tx: &Tx) -> Result<Option<MemberId>> {
    let Some(next) = list(tx)?.first().copied() else { return Ok(None) };
    tx.execute(
        "UPDATE lead_taker
         SET given = 1 + (SELECT max(given) FROM lead_taker WHERE workspace_id = :workspace)
         WHERE workspace_id = :workspace
           AND member_id = :member",
        named_params! { ":workspace": tx.workspace(), ":member": next },
    )?;
    Ok(Some(next))
}

/// Makes these the takers: who was one keeps the place in the line, who is new stands last.
pub fn save(tx: &Tx, takers: &[MemberId]) -> Result<()> {
    let chosen = serde_json::to_string(takers)?;
    tx.execute(
        "INSERT INTO lead_taker (workspace_id, member_id, given)
         SELECT :workspace, chosen.value,
                (SELECT coalesce(max(given), 0) FROM lead_taker WHERE workspace_id = :workspace)
         FROM json_each(:chosen) AS chosen
         WHERE true
         ON CONFLICT (workspace_id, member_id) DO NOTHING",
        named_params! { ":workspace": tx.workspace(), ":chosen": chosen },
    )?;
    tx.execute(
        "DELETE FROM lead_taker
         WHERE workspace_id = :workspace
           AND member_id NOT IN (SELECT value FROM json_each(:chosen))",
        named_params! { ":workspace": tx.workspace(), ":chosen": chosen },
    )?;
    Ok(())
}
