//! In which stage a deal stood from when to when.

use rusqlite::named_params;

use super::super::model::{Deal, Stay};
use crate::base::{DealId, Result};
use crate::platform::{Tx, View};

/// Every stay of the deal, the first one first.
pub fn stays(view: &View, deal: DealId) -> Result<Vec<Stay>> {
    view.all(
        "SELECT number, stage_id, entered_at, entered_by, left_at
         FROM deal_stay
         WHERE workspace_id = :workspace
           AND deal_id = :deal
         ORDER BY number",
        named_params! { ":workspace": view.workspace(), ":deal": deal },
        |row| {
            Ok(Stay {
                number: row.get("number")?,
                stage: row.get("stage_id")?,
                entered_at: row.get("entered_at")?,
                entered_by: row.get("entered_by")?,
                left_at: row.get("left_at")?,
            })
        },
    )
}

/// Makes the history that of the deal as it now is: it came into its stage, or an act that moved it was taken back.
pub fn save_stays(tx: &Tx, deal: &Deal) -> Result<()> {
    let workspace = tx.workspace();
    tx.execute(
        "DELETE FROM deal_stay
         WHERE workspace_id = :workspace
           AND deal_id = :deal
           AND number > :stays",
        named_params! { ":workspace": workspace, ":deal": deal.id, ":stays": deal.stays },
    )?;
    tx.execute(
        "UPDATE deal_stay
         SET left_at = :entered_at
         WHERE workspace_id = :workspace
           AND deal_id = :deal
           AND number = :stays - 1",
        named_params! {
            ":workspace": workspace,
            ":deal": deal.id,
            ":stays": deal.stays,
            ":entered_at": deal.entered_at,
        },
    )?;
    tx.execute(
        "INSERT INTO deal_stay (workspace_id, deal_id, number, stage_id, entered_at, entered_by)
         VALUES (:workspace, :deal, :stays, :stage, :entered_at, :member)
         ON CONFLICT (workspace_id, deal_id, number)
         DO UPDATE SET left_at = NULL",
        named_params! {
            ":workspace": workspace,
            ":deal": deal.id,
            ":stays": deal.stays,
            ":stage": deal.stage,
            ":entered_at": deal.entered_at,
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

/// Deletes the whole history for good.
pub(super) fn delete_stays(tx: &Tx, deal: DealId) -> Result<()> {
    tx.execute(
        "DELETE FROM deal_stay
         WHERE workspace_id = :workspace
           AND deal_id = :deal",
        named_params! { ":workspace": tx.workspace(), ":deal": deal },
    )?;
    Ok(())
}
