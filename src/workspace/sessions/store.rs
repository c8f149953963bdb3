//! The table of sessions.

use rusqlite::{Row, named_params};

use super::model::{Seat, Stay, Visit};
use crate::base::{AccountId, At, Look, Result, SessionId, Shortcuts, WorkspaceId};
use crate::platform::{Tx, View};

/// The live session of that token, with its account and the account's place in the workspace of the URL.
pub fn maybe_find_visit(view: &View, token_hash: &[u8; 32], slug: Option<&str>) -> Result<Option<Visit>> {
    view.maybe(
        "SELECT session.id AS session_id, session.is_kept, session.seen_at,
                account.id AS account_id, account.name AS account_name, account.language AS account_language,
                account.zone AS account_zone, account.theme, account.density, account.shortcuts,
                account.last_workspace_id,
                member.id AS member_id, member.role,
                workspace.id AS workspace_id, workspace.slug, workspace.name, workspace.zone, workspace.language,
                workspace.changes
         FROM session
         JOIN account ON account.id = session.account_id
         LEFT JOIN workspace ON workspace.slug = :slug
         LEFT JOIN member ON member.workspace_id = workspace.id
          AND member.account_id = account.id
          AND member.disabled_at IS NULL
         WHERE session.token_hash = :token_hash
           AND session.ends_at > :now
           AND account.disabled_at IS NULL",
        named_params! { ":token_hash": token_hash, ":slug": slug, ":now": view.now() },
        visit,
    )
}

fn visit(row: &Row) -> rusqlite::Result<Visit> {
    let is_kept: bool = row.get("is_kept")?;
    Ok(Visit {
        session: row.get("session_id")?,
        stay: if is_kept { Stay::Kept } else { Stay::Visit },
        seen_at: row.get("seen_at")?,
        account: row.get("account_id")?,
        name: row.get("account_name")?,
        language: row.get("account_language")?,
        zone: row.get("account_zone")?,
        look: Look {
            theme: row.get("theme")?,
            density: row.get("density")?,
            shortcuts: Shortcuts::from_flag(row.get("shortcuts")?),
        },
        last_workspace: row.get("last_workspace_id")?,
        seat: seat(row)?,
    })
}

fn seat(row: &Row) -> rusqlite::Result<Option<Seat>> {
    let Some(member) = row.get("member_id")? else { return Ok(None) };
    Ok(Some(Seat {
        workspace: row.get("workspace_id")?,
        member,
        role: row.get("role")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        zone: row.get("zone")?,
        language: row.get("language")?,
        changes: row.get("changes")?,
    }))
}

/// Notes that the session was used, which puts its idle end off.
pub fn save_seen(tx: &Tx, session: SessionId, ends_at: At) -> Result<()> {
    tx.execute(
        "UPDATE session
         SET seen_at = :now, ends_at = MIN(:ends_at, final_at)
         WHERE id = :id",
        named_params! { ":id": session, ":now": tx.now(), ":ends_at": ends_at },
    )?;
    Ok(())
}

/// Notes where the account was last, for the way from `/`.
pub fn save_last_workspace(tx: &Tx, account: AccountId, workspace: WorkspaceId) -> Result<()> {
    tx.execute(
        "UPDATE account
         SET last_workspace_id = :workspace
         WHERE id = :id",
        named_params! { ":id": account, ":workspace": workspace },
    )?;
    Ok(())
}
