//! All SQL on `bulk_act` and `bulk_skip`.

use rusqlite::named_params;

use super::model::{BulkAct, Counts, Reason, Status, Wish};
use crate::base::{BulkActId, ChangeSetId, MemberId, Result, SubjectId};
use crate::crm::views::{List, Many, State};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// The act of that number, or `NotFound`.
pub fn find(view: &View, id: BulkActId) -> Result<BulkAct> {
    let (act, json) = view.one(
        "SELECT id, list, state, many, chosen, status, seen_at, expected, step_at, undo_at, changed, alike, skipped, kept,
                change_set_id, member_id
         FROM bulk_act
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        act,
    )?;
    let state = State::of_json(act.list, &json.state)?;
    let (many, chosen) = (serde_json::from_str(&json.many)?, serde_json::from_str(&json.chosen)?);
    Ok(BulkAct { state, many, chosen, ..act })
}

/// Adds an act that is to be run.
pub fn insert(tx: &Tx, wish: &Wish, set: ChangeSetId, member: MemberId) -> Result<BulkActId> {
    let id = tx.insert(
        "INSERT INTO bulk_act
           (workspace_id, list, state, many, chosen, status, seen_at, expected, change_set_id, member_id, created_at)
         VALUES (:workspace, :list, :state, :many, :chosen, 'running', :seen_at, :expected, :set, :member, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":list": wish.list.code(),
            ":state": wish.state.json()?,
            ":many": serde_json::to_string(&wish.many)?,
            ":chosen": serde_json::to_string(&wish.chosen)?,
            ":seen_at": wish.seen_at,
            ":expected": wish.expected,
            ":set": set,
            ":member": member,
            ":now": tx.now(),
        },
    )?;
    Ok(BulkActId::new(id))
}

/// Stores where the act stands.
pub fn save(tx: &Tx, act: &BulkAct) -> Result<()> {
    tx.execute(
        "UPDATE bulk_act
         SET status = :status, step_at = :step_at, undo_at = :undo_at, changed = :changed, alike = :alike,
             skipped = :skipped, kept = :kept, finished_at = CASE WHEN :busy THEN NULL ELSE :now END
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": act.id,
            ":status": act.status.code(),
            ":step_at": act.step_at,
            ":undo_at": act.undo_at,
            ":changed": act.counts.changed,
            ":alike": act.counts.alike,
            ":skipped": act.counts.skipped,
            ":kept": act.counts.kept,
            ":busy": act.status.is_busy(),
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Notes why a record was left as it is.
pub fn skip(tx: &Tx, act: BulkActId, record: SubjectId, reason: Reason) -> Result<()> {
    tx.insert(
        "INSERT INTO bulk_skip (workspace_id, act_id, record_id, reason)
         VALUES (:workspace, :act, :record, :reason)",
        named_params! {
            ":workspace": tx.workspace(),
            ":act": act,
            ":record": record,
            ":reason": reason.code(),
        },
    )?;
    Ok(())
}

/// The first records that were left as they are, with why; at most `limit`.
pub fn skips(view: &View, act: BulkActId, limit: u32) -> Result<Vec<(SubjectId, Reason)>> {
    view.all(
        "SELECT record_id, reason
         FROM bulk_skip
         WHERE workspace_id = :workspace
           AND act_id = :act
         ORDER BY record_id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":act": act, ":limit": limit },
        |row| Ok((row.get("record_id")?, coded(row, "reason")?)),
    )
}

/// What is JSON in a row.
struct Json {
    state: String,
    many: String,
    chosen: String,
}

/// The row without what is JSON in it, and that.
fn act(row: &Row) -> rusqlite::Result<(BulkAct, Json)> {
    let status: Status = coded(row, "status")?;
    let list: List = coded(row, "list")?;
    let act = BulkAct {
        id: row.get("id")?,
        list,
        state: State::default(),
        many: Many::Trash,
        status,
        seen_at: row.get("seen_at")?,
        expected: row.get("expected")?,
        chosen: Vec::new(),
        step_at: row.get("step_at")?,
        undo_at: row.get("undo_at")?,
        counts: Counts {
            changed: row.get("changed")?,
            alike: row.get("alike")?,
            skipped: row.get("skipped")?,
            kept: row.get("kept")?,
        },
        set: row.get("change_set_id")?,
        member: row.get("member_id")?,
    };
    Ok((act, Json { state: row.get("state")?, many: row.get("many")?, chosen: row.get("chosen")? }))
}
