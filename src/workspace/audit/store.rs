//! The rows of `audit`, `audit_value` and `security_event`.

use std::net::IpAddr;

use rusqlite::named_params;

use super::model::{Entry, Head, Link, Salted, Stored};
use crate::base::{AccountId, Result, SubjectId, WorkspaceId};
use crate::platform::{Tx, View};

/// Rows of one step through a chain.
const STEP: i64 = 500;

/// The end of the workspace's chain.
pub fn head(view: &View, workspace: WorkspaceId) -> Result<Head> {
    let head = view.maybe(
        "SELECT seq, hash
         FROM audit
         WHERE workspace_id = :workspace
         ORDER BY seq DESC
         LIMIT 1",
        named_params! { ":workspace": workspace },
        |row| Ok(Head { workspace, seq: row.get("seq")?, hash: row.get("hash")? }),
    )?;
    Ok(head.unwrap_or(Head::start(workspace)))
}

/// The ends of all chains of the installation: for the daily line in the log.
pub fn heads(view: &View) -> Result<Vec<Head>> {
    view.all(
        "SELECT workspace_id, seq, hash
         FROM audit
         WHERE (workspace_id, seq) IN (SELECT workspace_id, max(seq) FROM audit GROUP BY workspace_id)
         ORDER BY workspace_id",
        [],
        |row| Ok(Head { workspace: row.get("workspace_id")?, seq: row.get("seq")?, hash: row.get("hash")? }),
    )
}

pub(super) fn insert(tx: &Tx, link: &Link) -> Result<i64> {
    tx.insert(
        "INSERT INTO audit
           (workspace_id, seq, at, door, account_id, member_id, verb, subject_id, fields, previous, hash)
         VALUES
           (:workspace, :seq, :at, :door, :account, :member, :verb, :subject, :fields, :previous, :hash)",
        named_params! {
            ":workspace": link.workspace,
            ":seq": link.seq,
            ":at": link.at,
            ":door": link.door,
            ":account": link.account,
            ":member": link.member,
            ":verb": link.verb,
            ":subject": link.subject,
            ":fields": link.fields,
            ":previous": link.previous,
            ":hash": link.hash(),
        },
    )
}

pub(super) fn insert_value(tx: &Tx, audit: i64, value: &Salted) -> Result<()> {
    tx.execute(
        "INSERT INTO audit_value (workspace_id, audit_id, field, old, new, salt)
         VALUES (:workspace, :audit, :field, :old, :new, :salt)",
        named_params! {
            ":workspace": tx.workspace(),
            ":audit": audit,
            ":field": value.field,
            ":old": value.old,
            ":new": value.new,
            ":salt": value.salt,
        },
    )?;
    Ok(())
}

pub(super) fn insert_security_event(
    tx: &Tx,
    event: &'static str,
    account: Option<AccountId>,
    address: Option<IpAddr>,
    detail: &str,
) -> Result<()> {
    tx.execute(
        "INSERT INTO security_event (at, event, door, account_id, actor_account_id, address, detail)
         VALUES (:now, :event, :door, :account, :actor, :address, :detail)",
        named_params! {
            ":now": tx.now(),
            ":event": event,
            ":door": tx.actor().door.code(),
            ":account": account,
            ":actor": tx.actor().account,
            ":address": address.map(|address| address.to_string()),
            ":detail": detail,
        },
    )?;
    Ok(())
}

/// The next rows of the chain after that number, with the hash that each carries.
pub(super) fn links_after(view: &View, workspace: WorkspaceId, seq: i64) -> Result<Vec<(Link, [u8; 32])>> {
    view.all(
        "SELECT seq, at, door, account_id, member_id, verb, subject_id, fields, previous, hash
         FROM audit
         WHERE workspace_id = :workspace
           AND seq > :seq
         ORDER BY seq
         LIMIT :step",
        named_params! { ":workspace": workspace, ":seq": seq, ":step": STEP },
        |row| {
            let link = Link {
                workspace,
                seq: row.get("seq")?,
                at: row.get("at")?,
                door: row.get("door")?,
                account: row.get("account_id")?,
                member: row.get("member_id")?,
                verb: row.get("verb")?,
                subject: row.get("subject_id")?,
                fields: row.get("fields")?,
                previous: row.get("previous")?,
            };
            Ok((link, row.get("hash")?))
        },
    )
}

/// The next values beside the chain after that number.
pub(super) fn values_after(view: &View, workspace: WorkspaceId, after: i64) -> Result<Vec<Stored>> {
    view.all(
        "SELECT audit_value.id, audit.seq, audit_value.field, audit_value.old, audit_value.new, audit_value.salt,
           audit.fields
         FROM audit_value
         JOIN audit ON audit.workspace_id = audit_value.workspace_id AND audit.id = audit_value.audit_id
         WHERE audit_value.workspace_id = :workspace
           AND audit_value.id > :after
         ORDER BY audit_value.id
         LIMIT :step",
        named_params! { ":workspace": workspace, ":after": after, ":step": STEP },
        |row| {
            Ok(Stored {
                id: row.get("id")?,
                seq: row.get("seq")?,
                value: Salted {
                    field: row.get("field")?,
                    old: row.get("old")?,
                    new: row.get("new")?,
                    salt: row.get("salt")?,
                },
                fields: row.get("fields")?,
            })
        },
    )
}

/// The latest acts of the workspace, the newest first.
pub fn list_latest(view: &View, limit: u32) -> Result<Vec<Entry>> {
    view.all(
        "SELECT seq, at, door, member_id, verb, subject_id
         FROM audit
         WHERE workspace_id = :workspace
         ORDER BY seq DESC
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":limit": limit },
        entry,
    )
}

/// Acts on records after that number of the chain, the oldest first; at most `limit`.
pub fn list_after(view: &View, seq: i64, limit: u32) -> Result<Vec<Entry>> {
    view.all(
        "SELECT seq, at, door, member_id, verb, subject_id
         FROM audit
         WHERE workspace_id = :workspace
           AND seq > :seq
           AND subject_id IS NOT NULL
         ORDER BY seq
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":seq": seq, ":limit": limit },
        entry,
    )
}

/// The latest acts on one record, the newest first.
pub fn list_of_subject(view: &View, subject: SubjectId, limit: u32) -> Result<Vec<Entry>> {
    view.all(
        "SELECT seq, at, door, member_id, verb, subject_id
         FROM audit
         WHERE workspace_id = :workspace
           AND subject_id = :subject
         ORDER BY seq DESC
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":subject": subject, ":limit": limit },
        entry,
    )
}

fn entry(row: &crate::platform::db::Row) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get("seq")?,
        at: row.get("at")?,
        door: row.get("door")?,
        member: row.get("member_id")?,
        verb: row.get("verb")?,
        subject: row.get("subject_id")?,
    })
}

/// Erases the values that acts on the record left beside the chain; gives how many. The chain stays whole.
pub fn erase_values(tx: &Tx, subject: SubjectId) -> Result<usize> {
    tx.execute(
        "DELETE FROM audit_value
         WHERE workspace_id = :workspace
           AND audit_id IN (
             SELECT id FROM audit WHERE workspace_id = :workspace AND subject_id = :subject
           )",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )
}
