//! The verbs on teams.

use super::super::model::{Fellow, NewTeam, Team};
use super::super::store::{self, invitations, teams};
use crate::base::{Error, Result, Right, TeamId};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// A new team; a name that another one has is a problem of the field `name`.
pub fn add(tx: &Tx, new: &NewTeam) -> Result<TeamId> {
    require(tx, None, new)?;
    let id = teams::insert(tx, new)?;
    fill(tx, id, new)?;
    note(tx, "team.add", id, None)?;
    Ok(id)
}

/// Makes a team what it shall be: its name, who is in it, who leads.
pub fn edit(tx: &Tx, id: TeamId, new: &NewTeam) -> Result<()> {
    require(tx, Some(id), new)?;
    let before = teams::find(tx, id)?;
    teams::save_name(tx, id, &new.name)?;
    teams::delete_fellows(tx, id)?;
    fill(tx, id, new)?;
    note(tx, "team.edit", id, Some(&before))
}

/// Takes a team away; everybody in it stays in the company.
pub fn remove(tx: &Tx, id: TeamId) -> Result<()> {
    tx.actor().require(Right::PeopleWrite)?;
    let before = teams::find(tx, id)?;
    invitations::save_without_team(tx, id)?;
    teams::delete(tx, id)?;
    let gone = [Change::new("team", id, None::<i64>), Change::new("name", &before.name, None::<&str>)];
    audit::record(tx, "team.remove", None, &gone)?;
    settings::note_change(tx)
}

fn require(tx: &Tx, id: Option<TeamId>, new: &NewTeam) -> Result<()> {
    tx.actor().require(Right::PeopleWrite)?;
    let known = teams::maybe_find_by_name(tx, &new.name)?;
    if known.is_some() && known != id {
        return Err(Error::field("name", "members-team-name-taken"));
    }
    for (member, _) in &new.fellows {
        match store::find(tx, *member) {
            Ok(member) if member.is_active => {}
            Ok(_) | Err(Error::NotFound) => return Err(Error::field("member", "members-unknown")),
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

fn fill(tx: &Tx, id: TeamId, new: &NewTeam) -> Result<()> {
    new.fellows.iter().try_for_each(|(member, post)| teams::save_fellow(tx, id, *member, *post))
}

fn note(tx: &Tx, verb: &'static str, id: TeamId, before: Option<&Team>) -> Result<()> {
    let after = teams::find(tx, id)?;
    let changes = [
        Change::new("team", None::<i64>, id),
        Change::new("name", before.map(|team| team.name.as_str()), &after.name),
        Change::new("members", before.map(|team| written(&team.fellows)), written(&after.fellows)),
    ];
    audit::record(tx, verb, None, &changes)?;
    settings::note_change(tx)
}

/// The numbers of everybody, leads marked.
fn written(fellows: &[Fellow]) -> String {
    let one = |fellow: &Fellow| {
        let mark = if fellow.post.is_lead() { "*" } else { "" };
        format!("{}{mark}", fellow.member)
    };
    fellows.iter().map(one).collect::<Vec<_>>().join(" ")
}
