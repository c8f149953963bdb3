//! Questions about members as owners.

use std::sync::Arc;

use super::model::{Owner, Owners};
use crate::base::{Error, MemberId, Result};
use crate::platform::{Kept, View};
use crate::workspace::members;

/// Every member of the workspace, by name.
pub fn list(view: &View) -> Result<Owners> {
    let teams = members::list_teams(view)?;
    let teams_of = |member| {
        let theirs = teams.iter().filter(|team| team.fellows.iter().any(|fellow| fellow.member == member));
        theirs.map(|team| team.name.clone()).collect()
    };
    let owners = members::list(view)?.into_iter().map(|member| Owner {
        id: member.id,
        teams: teams_of(member.id),
        name: member.name,
        is_here: member.is_active,
    });
    Ok(Owners(owners.collect()))
}

/// The same, known for as long as nothing is written. `kept` is older than `view`.
pub fn known(kept: &Kept, view: &View) -> Result<Arc<Owners>> {
    kept.get(view, "owners", || list(view))
}

/// `Invalid` on the field `owner` if that is nobody who works here.
pub fn require(view: &View, owner: Option<MemberId>) -> Result<()> {
    match owner.map(|owner| members::find(view, owner)) {
        Some(Err(Error::NotFound)) => Err(Error::field("owner", "owners-unknown")),
        Some(Err(other)) => Err(other),
        Some(Ok(_)) | None => Ok(()),
    }
}
