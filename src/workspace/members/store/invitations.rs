//! The table of invitations.

use rusqlite::named_params;

use super::super::model::{Invitation, NewInvitation};
use crate::base::{At, InvitationId, Result, TeamId};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// Those that were neither accepted nor taken back, the latest first.
pub fn list_open(view: &View) -> Result<Vec<Invitation>> {
    view.all(
        "SELECT invitation.id, invitation.workspace_id, invitation.email, invitation.email_norm, invitation.role,
                invitation.team_id, invitation.sent, invitation.sent_at, invitation.ends_at, invitation.accepted_at,
                invitation.withdrawn_at, invitation.invited_by, account.name AS inviter, account.signature
         FROM invitation
         LEFT JOIN member ON member.workspace_id = invitation.workspace_id AND member.id = invitation.invited_by
         LEFT JOIN account ON account.id = member.account_id
         WHERE invitation.workspace_id = :workspace
           AND invitation.accepted_at IS NULL
           AND invitation.withdrawn_at IS NULL
         ORDER BY invitation.sent_at DESC, invitation.id DESC
         LIMIT 500",
        named_params! { ":workspace": view.workspace() },
        invitation,
    )
}

/// One of them, open or not, or `NotFound`.
pub fn find(view: &View, id: InvitationId) -> Result<Invitation> {
    view.one(
        "SELECT invitation.id, invitation.workspace_id, invitation.email, invitation.email_norm, invitation.role,
                invitation.team_id, invitation.sent, invitation.sent_at, invitation.ends_at, invitation.accepted_at,
                invitation.withdrawn_at, invitation.invited_by, account.name AS inviter, account.signature
         FROM invitation
         LEFT JOIN member ON member.workspace_id = invitation.workspace_id AND member.id = invitation.invited_by
         LEFT JOIN account ON account.id = member.account_id
         WHERE invitation.workspace_id = :workspace
           AND invitation.id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        invitation,
    )
}

/// The one whose link holds that token, in whatever workspace, or `NotFound`.
pub fn find_by_token(view: &View, token_hash: &[u8; 32]) -> Result<Invitation> {
    view.one(
        "SELECT invitation.id, invitation.workspace_id, invitation.email, invitation.email_norm, invitation.role,
                invitation.team_id, invitation.sent, invitation.sent_at, invitation.ends_at, invitation.accepted_at,
                invitation.withdrawn_at, invitation.invited_by, account.name AS inviter, account.signature
         FROM invitation
         LEFT JOIN member ON member.workspace_id = invitation.workspace_id AND member.id = invitation.invited_by
         LEFT JOIN account ON account.id = member.account_id
         WHERE invitation.token_hash = :token_hash",
        named_params! { ":token_hash": token_hash },
        invitation,
    )
}

/// The open one for that address, if there is one.
pub fn maybe_find_open(view: &View, email_norm: &str) -> Result<Option<InvitationId>> {
    view.maybe(
        "SELECT id
         FROM invitation
         WHERE workspace_id = :workspace
           AND email_norm = :email_norm
           AND accepted_at IS NULL
           AND withdrawn_at IS NULL",
        named_params! { ":workspace": view.workspace(), ":email_norm": email_norm },
        |row| row.get("id"),
    )
}

fn invitation(row: &Row) -> rusqlite::Result<Invitation> {
    Ok(Invitation {
        id: row.get("id")?,
        workspace: row.get("workspace_id")?,
        email: row.get("email")?,
        email_norm: row.get("email_norm")?,
        role: row.get("role")?,
        team: row.get("team_id")?,
        inviter: row.get("inviter")?,
        invited_by: row.get("invited_by")?,
        signature: row.get::<_, Option<String>>("signature")?.unwrap_or_default(),
        sent: row.get("sent")?,
        sent_at: row.get("sent_at")?,
        ends_at: row.get("ends_at")?,
        accepted_at: row.get("accepted_at")?,
        withdrawn_at: row.get("withdrawn_at")?,
    })
}

/// How many went out since then.
pub fn count_since(view: &View, since: At) -> Result<i64> {
    view.one(
        "SELECT COUNT(*) AS sent
         FROM invitation
         WHERE workspace_id = :workspace
           AND sent_at > :since",
        named_params! { ":workspace": view.workspace(), ":since": since },
        |row| row.get("sent"),
    )
}

/// A new one, without a link.
pub fn insert(tx: &Tx, new: &NewInvitation, ends_at: At) -> Result<InvitationId> {
    let number = tx.insert(
        "INSERT INTO invitation
           (workspace_id, email, email_norm, role, team_id, invited_by, created_at, sent_at, ends_at)
         VALUES
           (:workspace, :email, :email_norm, :role, :team, :member, :now, :now, :ends_at)",
        named_params! {
            ":workspace": tx.workspace(),
            ":email": new.email.shown(),
            ":email_norm": new.email.norm(),
            ":role": new.role,
            ":team": new.team,
            ":member": tx.member(),
            ":now": tx.now(),
            ":ends_at": ends_at,
        },
    )?;
    Ok(InvitationId::new(number))
}

/// Says what the open one promises, once more.
pub fn save_promise(tx: &Tx, id: InvitationId, new: &NewInvitation) -> Result<()> {
    tx.execute(
        "UPDATE invitation
         SET email = :email, role = :role, team_id = :team, invited_by = :member
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":email": new.email.shown(),
            ":role": new.role,
            ":team": new.team,
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

/// It goes out once more, until then; the link before ends.
pub fn save_sent(tx: &Tx, id: InvitationId, ends_at: At) -> Result<()> {
    tx.execute(
        "UPDATE invitation
         SET sent = sent + 1, sent_at = :now, ends_at = :ends_at, token_hash = NULL
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now(), ":ends_at": ends_at },
    )?;
    Ok(())
}

/// Its link holds that token from now on.
pub fn save_token(tx: &Tx, id: InvitationId, token_hash: &[u8; 32]) -> Result<()> {
    tx.execute(
        "UPDATE invitation
         SET token_hash = :token_hash
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":token_hash": token_hash },
    )?;
    Ok(())
}

/// Somebody came.
pub fn save_accepted(tx: &Tx, id: InvitationId) -> Result<()> {
    tx.execute(
        "UPDATE invitation
         SET accepted_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// It is taken back.
pub fn save_withdrawn(tx: &Tx, id: InvitationId) -> Result<()> {
    tx.execute(
        "UPDATE invitation
         SET withdrawn_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// The team of open invitations is gone.
pub fn save_without_team(tx: &Tx, team: TeamId) -> Result<()> {
    tx.execute(
        "UPDATE invitation
         SET team_id = NULL
         WHERE workspace_id = :workspace
           AND team_id = :team",
        named_params! { ":workspace": tx.workspace(), ":team": team },
    )?;
    Ok(())
}
