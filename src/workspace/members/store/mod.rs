//! The tables of members, invitations and teams.

pub mod invitations;
pub mod teams;

use rusqlite::named_params;

use super::model::Member;
use crate::base::{AccountId, MemberId, Result, Role, WorkspaceId};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// Everybody of the workspace, those who still work here first, by name: for lists and for choices of an owner.
pub fn list(view: &View) -> Result<Vec<Member>> {
    view.all(
        "SELECT member.id, member.account_id, member.role, member.disabled_at IS NULL AS is_active, member.created_at,
                account.name, account.email
         FROM member
         JOIN account ON account.id = member.account_id
         WHERE member.workspace_id = :workspace
         ORDER BY member.disabled_at IS NOT NULL, account.name, member.id",
        named_params! { ":workspace": view.workspace() },
        member,
    )
}

/// One of them, or `NotFound`.
pub fn find(view: &View, id: MemberId) -> Result<Member> {
    view.one(
        "SELECT member.id, member.account_id, member.role, member.disabled_at IS NULL AS is_active, member.created_at,
                account.name, account.email
         FROM member
         JOIN account ON account.id = member.account_id
         WHERE member.workspace_id = :workspace
           AND member.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        member,
    )
}

/// The account's place in the workspace at hand, disabled or not.
pub fn maybe_find_of(view: &View, account: AccountId) -> Result<Option<Member>> {
    view.maybe(
        "SELECT member.id, member.account_id, member.role, member.disabled_at IS NULL AS is_active, member.created_at,
                account.name, account.email
         FROM member
         JOIN account ON account.id = member.account_id
         WHERE member.workspace_id = :workspace
           AND member.account_id = :account",
        named_params! { ":workspace": view.workspace(), ":account": account },
        member,
    )
}

fn member(row: &Row) -> rusqlite::Result<Member> {
    Ok(Member {
        id: row.get("id")?,
        account: row.get("account_id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        role: row.get("role")?,
        is_active: row.get("is_active")?,
        created_at: row.get("created_at")?,
    })
}

/// Gives the account a place in that workspace. The workspace is named, as a new one has nobody to act in it yet.
pub fn insert(tx: &Tx, workspace: WorkspaceId, account: AccountId, role: Role) -> Result<MemberId> {
    let number = tx.insert(
        "INSERT INTO member (workspace_id, account_id, role, created_at)
         VALUES (:workspace, :account, :role, :now)",
        named_params! { ":workspace": workspace, ":account": account, ":role": role, ":now": tx.now() },
    )?;
    Ok(MemberId::new(number))
}

/// How many owners work here.
pub fn count_owners(view: &View) -> Result<i64> {
    view.one(
        "SELECT COUNT(*) AS owners
         FROM member
         WHERE workspace_id = :workspace
           AND role = 'owner'
           AND disabled_at IS NULL",
        named_params! { ":workspace": view.workspace() },
        |row| row.get("owners"),
    )
}

/// Gives the member another role.
pub fn save_role(tx: &Tx, id: MemberId, role: Role) -> Result<()> {
    tx.execute(
        "UPDATE member
         SET role = :role
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":role": role },
    )?;
    Ok(())
}

/// The member does not work here any more.
pub fn save_disabled(tx: &Tx, id: MemberId) -> Result<()> {
    tx.execute(
        "UPDATE member
         SET disabled_at = :now
         WHERE workspace_id = :workspace
           AND id = :id
           AND disabled_at IS NULL",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// The member works here again, in that role.
pub fn save_enabled(tx: &Tx, id: MemberId, role: Role) -> Result<()> {
    tx.execute(
        "UPDATE member
         SET disabled_at = NULL, role = :role
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":role": role },
    )?;
    Ok(())
}
