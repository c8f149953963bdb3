//! The verbs on invitations.

use std::net::IpAddr;
use std::time::Duration;

use super::super::letters;
use super::super::model::{Invitation, LIFETIME, MOST_A_DAY, MOST_SENDINGS, Member, NewInvitation, Standing};
use super::super::store::{self, invitations, teams};
use super::{note, require_above};
use crate::base::{AccountId, Actor, Error, InvitationId, MemberId, Result, Right};
use crate::platform::config::Config;
use crate::platform::{Tx, View, crypto};
use crate::workspace::accounts::{self, Email, NewAccount};
use crate::workspace::audit::{self, Change};
use crate::workspace::email;
use crate::workspace::sessions::{self, Browser, Token};

const DAY: Duration = Duration::from_secs(86_400);

/// How invitations go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By mail.
    Letter,
    /// By whoever invites.
    Hand,
}

impl Way {
    /// By mail where there is any; else whoever invites hands the link over.
    pub fn now(config: &Config, view: &View) -> Result<Way> {
        Ok(if email::is_possible(config, view)? { Way::Letter } else { Way::Hand })
    }
}

/// How an invitation reaches whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// A letter is on its way.
    Sent,
    /// Its link holds this token; nobody sees it again.
    Over(String),
}

/// Keeps a place for whoever has the address; one that is open already goes out once more, as it is now wanted. A
/// problem of the field `email` if they work here already.
pub fn invite(tx: &Tx, new: &NewInvitation, way: Way) -> Result<Handed> {
    tx.actor().require(Right::PeopleWrite)?;
    require_above(tx, new.role)?;
    if is_here(tx, &new.email)? {
        return Err(Error::field("email", "members-already"));
    }
    if let Some(team) = new.team {
        teams::find(tx, team).map_err(|_| Error::field("team", "members-team-unknown"))?;
    }
    let id = match invitations::maybe_find_open(tx, new.email.norm())? {
        Some(id) => {
            require_above(tx, invitations::find(tx, id)?.role)?;
            invitations::save_promise(tx, id, new)?;
            go_out(tx, id)?;
            id
        }
        None => {
            keep_within_limits(tx)?;
            invitations::insert(tx, new, tx.now().plus(LIFETIME))?
        }
    };
    audit::record(
        tx,
        "invitation.send",
        None,
        &[
            Change::new("invitation", None::<i64>, id),
            Change::new("email", None::<&str>, new.email.shown()),
            Change::new("role", None::<&str>, new.role.code()),
        ],
    )?;
    hand(tx, id, way)
}

/// Lets an invitation go out once more, for another seven days; the link before ends.
pub fn send_again(tx: &Tx, id: InvitationId, way: Way) -> Result<Handed> {
    let invitation = find_open(tx, id)?;
    go_out(tx, invitation.id)?;
    audit::record(tx, "invitation.send", None, &[Change::new("invitation", None::<i64>, id)])?;
    hand(tx, id, way)
}

/// Takes an invitation back.
pub fn withdraw(tx: &Tx, id: InvitationId) -> Result<()> {
    let invitation = find_open(tx, id)?;
    invitations::save_withdrawn(tx, invitation.id)?;
    audit::record(tx, "invitation.withdraw", None, &[Change::new("invitation", None::<i64>, id)])
}

/// The invitation of that link, wherever it stands, or `NotFound`.
pub fn find_by_link(view: &View, token: &str) -> Result<Invitation> {
    invitations::find_by_token(view, &crypto::hash(token))
}

/// The signed-in person comes to work here, if the invitation is for their address; gives the workspace's member.
pub fn accept(tx: &Tx, token: &str) -> Result<MemberId> {
    let invitation = find_usable(tx, token)?;
    let account = tx.actor().account.ok_or(Error::Unauthenticated)?;
    let email: Email = accounts::find(tx, account)?.email.parse()?;
    if email.norm() != invitation.email_norm {
        return Err(Error::Forbidden);
    }
    settle(tx, &invitation, account)
}

/// Somebody without an account makes one under the invited address, comes to work here and is signed in at that browser.
pub fn join(tx: &Tx, token: &str, new: &NewAccount, browser: &Browser) -> Result<Token> {
    let invitation = find_usable(tx, token)?;
    if new.email.norm() != invitation.email_norm {
        return Err(Error::Forbidden);
    }
    let account = accounts::create(tx, new)?;
    settle(tx, &invitation, account)?;
    audit::security(tx, "session.begin", Some(account), Some(browser.address), "invitation")?;
    sessions::begin(tx, account, browser)
}

/// Writes down, for the owner of the address, that somebody tried to come in under it by an invitation.
pub fn note_refusal(tx: &Tx, norm: &str, address: IpAddr) -> Result<()> {
    let account = accounts::maybe_find_secret(tx, norm)?.map(|secret| secret.account);
    audit::security(tx, "invitation.refuse", account, Some(address), "")
}

fn settle(tx: &Tx, invitation: &Invitation, account: AccountId) -> Result<MemberId> {
    let mut newcomer = Actor::account(tx.actor().door, account);
    newcomer.workspace = invitation.workspace;
    tx.acting(&newcomer, |tx| {
        let member = match store::maybe_find_of(tx, account)? {
            None => store::insert(tx, tx.workspace(), account, invitation.role)?,
            Some(known) => come_back(tx, &known, invitation)?,
        };
        if let Some(team) = invitation.team {
            teams::save_fellow(tx, team, member, super::super::model::Post::Fellow)?;
        }
        invitations::save_accepted(tx, invitation.id)?;
        let came = [
            Change::new("role", None::<&str>, invitation.role.code()),
            Change::new("invitation", None::<i64>, invitation.id),
        ];
        note(tx, "member.join", member, &came)?;
        letters::tell_joined(tx, invitation.invited_by, member)?;
        Ok(member)
    })
}

fn come_back(tx: &Tx, known: &Member, invitation: &Invitation) -> Result<MemberId> {
    if known.is_active {
        return Err(Error::Conflict("members-already"));
    }
    store::save_enabled(tx, known.id, invitation.role)?;
    Ok(known.id)
}

fn is_here(view: &View, email: &Email) -> Result<bool> {
    let account = match accounts::find_by_email(view, email) {
        Ok(account) => account.id,
        Err(Error::NotFound) => return Ok(false),
        Err(other) => return Err(other),
    };
    Ok(store::maybe_find_of(view, account)?.is_some_and(|member| member.is_active))
}

fn find_open(tx: &Tx, id: InvitationId) -> Result<Invitation> {
    tx.actor().require(Right::PeopleWrite)?;
    let invitation = invitations::find(tx, id)?;
    require_above(tx, invitation.role)?;
    match invitation.standing(tx.now()) {
        Standing::Open | Standing::Expired => Ok(invitation),
        Standing::Accepted | Standing::Withdrawn => Err(Error::Gone),
    }
}

fn find_usable(view: &View, token: &str) -> Result<Invitation> {
    let invitation = find_by_link(view, token)?;
    if invitation.standing(view.now()) == Standing::Open { Ok(invitation) } else { Err(Error::Gone) }
}

fn go_out(tx: &Tx, id: InvitationId) -> Result<()> {
    let invitation = invitations::find(tx, id)?;
    if invitation.sent >= MOST_SENDINGS {
        return Err(Error::Limited(DAY));
    }
    keep_within_limits(tx)?;
    invitations::save_sent(tx, id, tx.now().plus(LIFETIME))
}

/// A workspace is no way to write to strangers: so many letters a day, and no more.
fn keep_within_limits(tx: &Tx) -> Result<()> {
    let sent = invitations::count_since(tx, tx.now().minus(DAY))?;
    if sent >= MOST_A_DAY { Err(Error::Limited(DAY)) } else { Ok(()) }
}

fn hand(tx: &Tx, id: InvitationId, way: Way) -> Result<Handed> {
    match way {
        Way::Letter => letters::send_invitation(tx, &invitations::find(tx, id)?).map(|()| Handed::Sent),
        Way::Hand => letters::mint(tx, id).map(Handed::Over),
    }
}
