//! The tables of teams.

use rusqlite::named_params;

use super::super::model::{Fellow, NewTeam, Post, Team};
use crate::base::{Error, MemberId, Result, TeamId, text};
use crate::platform::{Tx, View};

/// Every team by name, with those who work in it now.
pub fn list(view: &View) -> Result<Vec<Team>> {
    let mut teams: Vec<Team> = view.all(
        "SELECT id, name
         FROM team
         WHERE workspace_id = :workspace
         ORDER BY name_key",
        named_params! { ":workspace": view.workspace() },
        |row| Ok(Team { id: row.get("id")?, name: row.get("name")?, fellows: Vec::new() }),
    )?;
    if teams.is_empty() {
        return Ok(teams);
    }
    let fellows: Vec<(TeamId, Fellow)> = view.all(
        "SELECT team_member.team_id, team_member.member_id, team_member.is_lead, account.name
         FROM team_member
         JOIN member ON member.workspace_id = team_member.workspace_id AND member.id = team_member.member_id
         JOIN account ON account.id = member.account_id
         WHERE team_member.workspace_id = :workspace
           AND member.disabled_at IS NULL
         ORDER BY team_member.is_lead DESC, account.name, member.id",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let is_lead: bool = row.get("is_lead")?;
            let post = if is_lead { Post::Lead } else { Post::Fellow };
            Ok((row.get("team_id")?, Fellow { member: row.get("member_id")?, name: row.get("name")?, post }))
        },
    )?;
    for (team, fellow) in fellows {
        if let Some(team) = teams.iter_mut().find(|known| known.id == team) {
            team.fellows.push(fellow);
        }
    }
    Ok(teams)
}

/// One of them, or `NotFound`.
pub fn find(view: &View, id: TeamId) -> Result<Team> {
    list(view)?.into_iter().find(|team| team.id == id).ok_or(Error::NotFound)
}

/// Everybody in the teams that the member leads, those who left too: their records are still looked after.
pub fn led_by(view: &View, lead: MemberId) -> Result<Vec<MemberId>> {
    view.all(
        "SELECT DISTINCT followed.member_id
         FROM team_member AS lead
         JOIN team_member AS followed ON followed.workspace_id = lead.workspace_id
          AND followed.team_id = lead.team_id
         WHERE lead.workspace_id = :workspace
           AND lead.member_id = :lead
           AND lead.is_lead = 1",
        named_params! { ":workspace": view.workspace(), ":lead": lead },
        |row| row.get("member_id"),
    )
}

/// The team of that name in any spelling, if there is one.
pub fn maybe_find_by_name(view: &View, name: &str) -> Result<Option<TeamId>> {
    view.maybe(
        "SELECT id
         FROM team
         WHERE workspace_id = :workspace
           AND name_key = :key",
        named_params! { ":workspace": view.workspace(), ":key": text::fold(name) },
        |row| row.get("id"),
    )
}

/// A new team without anybody in it.
pub fn insert(tx: &Tx, new: &NewTeam) -> Result<TeamId> {
    let number = tx.insert(
        "INSERT INTO team (workspace_id, name, name_key, created_at)
         VALUES (:workspace, :name, :key, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":name": new.name,
            ":key": text::fold(&new.name),
            ":now": tx.now(),
        },
    )?;
    Ok(TeamId::new(number))
}

/// Gives it another name.
pub fn save_name(tx: &Tx, id: TeamId, name: &str) -> Result<()> {
    tx.execute(
        "UPDATE team
         SET name = :name, name_key = :key
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":name": name, ":key": text::fold(name) },
    )?;
    Ok(())
}

/// Puts somebody in, or gives them another post there.
pub fn save_fellow(tx: &Tx, team: TeamId, member: MemberId, post: Post) -> Result<()> {
    tx.execute(
        "INSERT INTO team_member (workspace_id, team_id, member_id, is_lead)
         VALUES (:workspace, :team, :member, :is_lead)
         ON CONFLICT (workspace_id, team_id, member_id) DO UPDATE SET is_lead = excluded.is_lead",
        named_params! {
            ":workspace": tx.workspace(),
            ":team": team,
            ":member": member,
            ":is_lead": post.is_lead(),
        },
    )?;
    Ok(())
}

/// Takes out whoever works here now; those who left stay, so that their records stay looked after.
pub fn delete_fellows(tx: &Tx, team: TeamId) -> Result<()> {
    tx.execute(
        "DELETE FROM team_member
         WHERE workspace_id = :workspace
           AND team_id = :team
           AND member_id IN (
             SELECT id
             FROM member
             WHERE workspace_id = :workspace
               AND disabled_at IS NULL
           )",
        named_params! { ":workspace": tx.workspace(), ":team": team },
    )?;
    Ok(())
}

/// Takes everybody out, and the team away.
pub fn delete(tx: &Tx, id: TeamId) -> Result<()> {
    tx.execute(
        "DELETE FROM team_member
         WHERE workspace_id = :workspace
           AND team_id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    tx.execute(
        "DELETE FROM team
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}
