//! Places kept for people who are not here yet.

use std::time::Duration;

use crate::base::{At, Error, Fields, InvitationId, MemberId, Problems, Result, Role, TeamId, WorkspaceId};
use crate::workspace::accounts::Email;

/// How long a link is valid.
pub const LIFETIME: Duration = Duration::from_secs(7 * 86_400);
/// So many invitations of one workspace go out within a day.
pub const MOST_A_DAY: i64 = 50;
/// So often one invitation goes out.
pub const MOST_SENDINGS: i64 = 10;

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be accepted.
    Open,
    /// Its time is over; sending it again opens it.
    Expired,
    /// Somebody came.
    Accepted,
    /// It was taken back.
    Withdrawn,
}

/// An invitation as the inviters and the invited see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its number.
    pub id: InvitationId,
    /// To which workspace.
    pub workspace: WorkspaceId,
    /// For whoever has this address.
    pub email: String,
    /// The address in the one spelling by which it is found.
    pub email_norm: String,
    /// What they will be allowed to do.
    pub role: Role,
    /// With whom they will work.
    pub team: Option<TeamId>,
    /// The name of whoever invites; none: the installation.
    pub inviter: Option<String>,
    /// The member who invites; none: the installation.
    pub invited_by: Option<MemberId>,
    /// What ends the letters of whoever invites.
    pub signature: String,
    /// How often it went out.
    pub sent: i64,
    /// When it last did.
    pub sent_at: At,
    /// When its link ends.
    pub ends_at: At,
    /// When somebody came.
    pub accepted_at: Option<At>,
    /// When it was taken back.
    pub withdrawn_at: Option<At>,
}

impl Invitation {
    /// Where it stands at that time.
    pub fn standing(&self, now: At) -> Standing {
        if self.accepted_at.is_some() {
            Standing::Accepted
        } else if self.withdrawn_at.is_some() {
            Standing::Withdrawn
        } else if self.ends_at <= now {
            Standing::Expired
        } else {
            Standing::Open
        }
    }
}

/// Somebody to invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// Where they can be reached.
    pub email: Email,
    /// What they will be allowed to do.
    pub role: Role,
    /// With whom they will work.
    pub team: Option<TeamId>,
}

impl NewInvitation {
    /// Reads the form: `email`, `role`, `team`.
    pub fn parse(fields: &Fields) -> Result<NewInvitation> {
        let mut problems = Problems::default();
        let email = fields.first("email").parse::<Email>();
        if email.is_err() {
            problems.add("email", "accounts-email-wrong");
        }
        let role = fields.first("role").parse::<Role>();
        if role.is_err() {
            problems.add("role", "members-role-wrong");
        }
        let team = Some(fields.first("team")).filter(|team| !team.is_empty()).map(str::parse::<TeamId>);
        if matches!(team, Some(Err(_))) {
            problems.add("team", "members-team-unknown");
        }
        problems.finish(())?;
        Ok(NewInvitation { email: email?, role: role?, team: team.transpose().map_err(|_| Error::NotFound)? })
    }
}
