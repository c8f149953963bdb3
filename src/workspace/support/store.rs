//! The tables of support.

use rusqlite::named_params;

use super::model::{Access, Hours, PATIENCE, Reason};
use crate::base::{AccountId, At, Result, SupportAccessId};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// The requests of the workspace, the newest first.
pub fn list(view: &View) -> Result<Vec<Access>> {
    view.all(
        "SELECT support_access.id, support_access.account_id, account.name, support_access.reason,
                support_access.asked_at, support_access.granted_at, support_access.ends_at, support_access.ended_at,
                (SELECT COUNT(*)
                 FROM support_view
                 WHERE support_view.workspace_id = support_access.workspace_id
                   AND support_view.access_id = support_access.id) AS views
         FROM support_access
         JOIN account ON account.id = support_access.account_id
         WHERE support_access.workspace_id = :workspace
         ORDER BY support_access.id DESC
         LIMIT 20",
        named_params! { ":workspace": view.workspace() },
        access,
    )
}

/// One of them, or `NotFound`.
pub fn find(view: &View, id: SupportAccessId) -> Result<Access> {
    view.one(
        "SELECT support_access.id, support_access.account_id, account.name, support_access.reason,
                support_access.asked_at, support_access.granted_at, support_access.ends_at, support_access.ended_at,
                0 AS views
         FROM support_access
         JOIN account ON account.id = support_access.account_id
         WHERE support_access.workspace_id = :workspace
           AND support_access.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        access,
    )
}

/// What that operator asked last and nobody has ended; its time may be over.
pub fn maybe_find_of(view: &View, account: AccountId) -> Result<Option<Access>> {
    view.maybe(
        "SELECT support_access.id, support_access.account_id, account.name, support_access.reason,
                support_access.asked_at, support_access.granted_at, support_access.ends_at, support_access.ended_at,
                0 AS views
         FROM support_access
         JOIN account ON account.id = support_access.account_id
         WHERE support_access.workspace_id = :workspace
           AND support_access.account_id = :account
           AND support_access.ended_at IS NULL",
        named_params! { ":workspace": view.workspace(), ":account": account },
        access,
    )
}

/// Those of the workspace whose time is over and whose end nobody has noted.
pub fn list_expired(view: &View) -> Result<Vec<Access>> {
    view.all(
        "SELECT support_access.id, support_access.account_id, account.name, support_access.reason,
                support_access.asked_at, support_access.granted_at, support_access.ends_at, support_access.ended_at,
                0 AS views
         FROM support_access
         JOIN account ON account.id = support_access.account_id
         WHERE support_access.workspace_id = :workspace
           AND support_access.ended_at IS NULL
           AND COALESCE(support_access.ends_at, support_access.asked_at + :patience) <= :now",
        named_params! {
            ":workspace": view.workspace(),
            ":patience": At(0).plus(PATIENCE),
            ":now": view.now(),
        },
        access,
    )
}

fn access(row: &Row) -> rusqlite::Result<Access> {
    Ok(Access {
        id: row.get("id")?,
        account: row.get("account_id")?,
        name: row.get("name")?,
        reason: Access::stored_reason(row.get("reason")?),
        asked_at: row.get("asked_at")?,
        granted_at: row.get("granted_at")?,
        ends_at: row.get("ends_at")?,
        ended_at: row.get("ended_at")?,
        views: row.get("views")?,
    })
}

/// The pages that support saw by that request, the latest first.
pub fn list_views(view: &View, id: SupportAccessId) -> Result<Vec<(At, String)>> {
    view.all(
        "SELECT at, path
         FROM support_view
         WHERE workspace_id = :workspace
           AND access_id = :access
         ORDER BY id DESC
         LIMIT 50",
        named_params! { ":workspace": view.workspace(), ":access": id },
        |row| Ok((row.get("at")?, row.get("path")?)),
    )
}

/// A new request.
pub fn insert(tx: &Tx, account: AccountId, reason: &Reason) -> Result<SupportAccessId> {
    let number = tx.insert(
        "INSERT INTO support_access (workspace_id, account_id, reason, asked_at)
         VALUES (:workspace, :account, :reason, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":account": account,
            ":reason": reason.as_str(),
            ":now": tx.now(),
        },
    )?;
    Ok(SupportAccessId::new(number))
}

/// Lets them in from now on.
pub fn save_granted(tx: &Tx, id: SupportAccessId, hours: Hours) -> Result<()> {
    tx.execute(
        "UPDATE support_access
         SET granted_at = :now, granted_by = :member, ends_at = :ends
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":now": tx.now(),
            ":member": tx.member(),
            ":ends": tx.now().plus(hours.time()),
        },
    )?;
    Ok(())
}

/// Ends it as of then.
pub fn save_ended(tx: &Tx, id: SupportAccessId, ended_at: At) -> Result<()> {
    tx.execute(
        "UPDATE support_access
         SET ended_at = :ended
         WHERE workspace_id = :workspace
           AND id = :id
           AND ended_at IS NULL",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":ended": ended_at },
    )?;
    Ok(())
}

/// Notes a page that support is about to see.
pub fn insert_view(tx: &Tx, id: SupportAccessId, path: &str) -> Result<()> {
    tx.insert(
        "INSERT INTO support_view (workspace_id, access_id, path, at)
         VALUES (:workspace, :access, :path, :now)",
        named_params! { ":workspace": tx.workspace(), ":access": id, ":path": path, ":now": tx.now() },
    )?;
    Ok(())
}
