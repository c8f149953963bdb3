//! The table of sessions.

use rusqlite::named_params;

use super::model::{Browser, Seat, Session, Stay, Visit};
use crate::base::{
    AccountId, At, Look, MemberId, Result, Role, SessionId, Shortcuts, SupportAccessId, WorkspaceId,
};
use crate::platform::db::Row;
use crate::platform::{Tx, View};
use crate::web::Support;

/// Up to here unread notices are counted: the bell says "99+".
const BELL: i64 = 100;

/// The live session of that token, with its account and the account's place in the workspace of the URL.
pub fn maybe_find_visit(view: &View, token_hash: &[u8; 32], slug: Option<&str>) -> Result<Option<Visit>> {
    view.maybe(
        "SELECT session.id AS session_id, session.is_kept, session.seen_at, session.confirmed_at,
                account.id AS account_id, account.name AS account_name, account.language AS account_language,
                account.theme, account.density, account.shortcuts,
                account.is_operator, account.last_workspace_id,
                -- The zone of a company in which they have no place is nothing that they may notice.
                COALESCE(account.zone, iif(COALESCE(member.id, support.id) IS NULL, NULL, workspace.zone),
                  home.zone) AS reader_zone,
                member.id AS member_id, member.role,
                workspace.id AS workspace_id, workspace.slug, workspace.name, workspace.zone, workspace.language,
                workspace.changes, workspace.suspended_at IS NOT NULL AS is_suspended,
                support.id AS support_id,
                (SELECT max(COALESCE(look.ends_at, 0))
                 FROM support_access AS look
                 WHERE look.workspace_id = workspace.id
                   AND look.ended_at IS NULL
                   AND (look.ends_at IS NULL OR look.ends_at > :now)) AS support_until,
                (SELECT count(*)
                 FROM (SELECT 1
                       FROM notice
                       WHERE notice.workspace_id = member.workspace_id
                         AND notice.member_id = member.id
                         AND notice.unread = 1
                       LIMIT :bell)) AS unread,
                COALESCE((workspace.second_factor = 'everybody'
                   OR workspace.second_factor = 'admins' AND member.role IN ('owner', 'admin'))
                 AND NOT EXISTS (SELECT 1 FROM totp WHERE totp.account_id = account.id)
                 AND NOT EXISTS (SELECT 1 FROM passkey WHERE passkey.account_id = account.id), 0) AS lacks_factor,
                -- Only where the role looks after its own records does it matter whom the member leads.
                CASE member.role WHEN 'sales' THEN (
                  SELECT json_group_array(DISTINCT followed.member_id)
                  FROM team_member AS lead
                  JOIN team_member AS followed ON followed.workspace_id = lead.workspace_id
                   AND followed.team_id = lead.team_id
                  WHERE lead.workspace_id = member.workspace_id
                    AND lead.member_id = member.id
                    AND lead.is_lead = 1
                ) END AS led
         FROM session
         JOIN account ON account.id = session.account_id
         LEFT JOIN workspace AS home ON home.id = account.last_workspace_id
         LEFT JOIN workspace ON workspace.slug = :slug
         LEFT JOIN member ON member.workspace_id = workspace.id
          AND member.account_id = account.id
          AND member.disabled_at IS NULL
         LEFT JOIN support_access AS support ON support.workspace_id = workspace.id
          AND support.account_id = account.id
          AND support.ended_at IS NULL
          AND support.ends_at > :now
          AND account.is_operator = 1
          AND member.id IS NULL
         WHERE session.token_hash = :token_hash
           AND session.ends_at > :now
           AND account.disabled_at IS NULL",
        named_params! { ":token_hash": token_hash, ":slug": slug, ":now": view.now(), ":bell": BELL },
        visit,
    )
}

fn visit(row: &Row) -> rusqlite::Result<Visit> {
    Ok(Visit {
        session: row.get("session_id")?,
        stay: stay(row)?,
        seen_at: row.get("seen_at")?,
        confirmed_at: row.get("confirmed_at")?,
        account: row.get("account_id")?,
        name: row.get("account_name")?,
        language: row.get("account_language")?,
        zone: row.get("reader_zone")?,
        look: Look {
            theme: row.get("theme")?,
            density: row.get("density")?,
            shortcuts: Shortcuts::from_flag(row.get("shortcuts")?),
        },
        is_operator: row.get("is_operator")?,
        last_workspace: row.get("last_workspace_id")?,
        seat: seat(row)?,
    })
}

fn stay(row: &Row) -> rusqlite::Result<Stay> {
    let is_kept: bool = row.get("is_kept")?;
    Ok(if is_kept { Stay::Kept } else { Stay::Visit })
}

fn seat(row: &Row) -> rusqlite::Result<Option<Seat>> {
    let (member, support): (Option<MemberId>, Option<SupportAccessId>) =
        (row.get("member_id")?, row.get("support_id")?);
    let role = match (member, support) {
        (Some(_), _) => row.get("role")?,
        (None, Some(_)) => Role::Viewer,
        (None, None) => return Ok(None),
    };
    Ok(Some(Seat {
        workspace: row.get("workspace_id")?,
        member,
        role,
        led: led(row)?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        zone: row.get("zone")?,
        language: row.get("language")?,
        changes: row.get("changes")?,
        is_suspended: row.get("is_suspended")?,
        support: match row.get("support_until")? {
            None => Support::Absent,
            Some(At(0)) => Support::Asks,
            Some(until) => Support::Until(until),
        },
        lacks_factor: row.get("lacks_factor")?,
        unread: row.get("unread")?,
    }))
}

fn led(row: &Row) -> rusqlite::Result<Vec<MemberId>> {
    let numbers: Option<String> = row.get("led")?;
    Ok(numbers.and_then(|numbers| serde_json::from_str(&numbers).ok()).unwrap_or_default())
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

/// A new session; its ends follow from the kind of stay.
pub fn insert(tx: &Tx, account: AccountId, token_hash: &[u8; 32], browser: &Browser) -> Result<SessionId> {
    let number = tx.insert(
        "INSERT INTO session
           (account_id, token_hash, is_kept, address, agent, created_at, seen_at, confirmed_at, ends_at, final_at)
         VALUES
           (:account, :token_hash, :is_kept, :address, :agent, :now, :now, :confirmed_at, :ends_at, :final_at)",
        named_params! {
            ":account": account,
            ":token_hash": token_hash,
            ":is_kept": browser.stay == Stay::Kept,
            ":address": browser.address.to_string(),
            ":agent": browser.agent,
            ":now": tx.now(),
            ":confirmed_at": if browser.is_proved { tx.now() } else { At(0) },
            ":ends_at": tx.now().plus(browser.idle.min(browser.whole)),
            ":final_at": tx.now().plus(browser.whole),
        },
    )?;
    Ok(SessionId::new(number))
}

/// Notes that the person behind the session proved anew who they are, under a new token.
pub fn save_confirmed(tx: &Tx, session: SessionId, token_hash: &[u8; 32]) -> Result<()> {
    tx.execute(
        "UPDATE session
         SET confirmed_at = :now, token_hash = :token_hash
         WHERE id = :id",
        named_params! { ":id": session, ":now": tx.now(), ":token_hash": token_hash },
    )?;
    Ok(())
}

/// The live sessions of an account, the last used first.
pub fn list(view: &View, account: AccountId) -> Result<Vec<Session>> {
    view.all(
        "SELECT id, is_kept, address, agent, created_at, seen_at
         FROM session
         WHERE account_id = :account
           AND ends_at > :now
         ORDER BY seen_at DESC, id DESC
         LIMIT 100",
        named_params! { ":account": account, ":now": view.now() },
        |row| {
            Ok(Session {
                id: row.get("id")?,
                stay: stay(row)?,
                address: row.get("address")?,
                agent: row.get("agent")?,
                created_at: row.get("created_at")?,
                seen_at: row.get("seen_at")?,
            })
        },
    )
}

/// For how long the live session was begun and when it ends in any case, or `NotFound`.
pub fn stay_of(view: &View, session: SessionId) -> Result<(Stay, At)> {
    view.one(
        "SELECT is_kept, final_at
         FROM session
         WHERE id = :id",
        named_params! { ":id": session },
        |row| Ok((stay(row)?, row.get("final_at")?)),
    )
}

/// The slug of the workspace where the account was last, or of any in which it has a place.
pub fn maybe_find_home(view: &View, account: AccountId) -> Result<Option<String>> {
    view.maybe(
        "SELECT workspace.slug
         FROM member
         JOIN account ON account.id = member.account_id
         JOIN workspace ON workspace.id = member.workspace_id
         WHERE member.account_id = :account
           AND member.disabled_at IS NULL
         ORDER BY workspace.suspended_at IS NOT NULL, workspace.id = account.last_workspace_id DESC, workspace.id
         LIMIT 1",
        named_params! { ":account": account },
        |row| row.get("slug"),
    )
}

/// Ends a session.
pub fn delete(tx: &Tx, session: SessionId) -> Result<()> {
    tx.execute(
        "DELETE FROM session
         WHERE id = :id",
        named_params! { ":id": session },
    )?;
    Ok(())
}

/// Ends a session if it is the account's; gives how many ended.
pub fn delete_of(tx: &Tx, account: AccountId, session: SessionId) -> Result<usize> {
    tx.execute(
        "DELETE FROM session
         WHERE id = :id
           AND account_id = :account",
        named_params! { ":id": session, ":account": account },
    )
}

/// Ends every session of the account but the kept one (`NONE` keeps none); gives how many ended.
pub fn delete_all_but(tx: &Tx, account: AccountId, kept: SessionId) -> Result<usize> {
    tx.execute(
        "DELETE FROM session
         WHERE account_id = :account
           AND id <> :kept",
        named_params! { ":account": account, ":kept": kept },
    )
}

/// Removes at most a thousand that ended by themselves; gives how many.
pub fn delete_ended(tx: &Tx) -> Result<usize> {
    tx.execute(
        "DELETE FROM session
         WHERE id IN (
           SELECT id
           FROM session
           WHERE ends_at <= :now
           LIMIT 1000
         )",
        named_params! { ":now": tx.now() },
    )
}
