//! Who acts, and through which door.

use std::sync::Arc;

use super::error::{Error, Result};
use super::id::{AccountId, MemberId, WorkspaceId};
use super::right::{Right, Rights, Role, Scope};

/// The way by which an act came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// A page in a browser.
    Page,
    /// The JSON API.
    Api,
    /// The command line of the installation.
    Cli,
    /// A background job.
    Job,
}

impl Door {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Door::Page => "page",
            Door::Api => "api",
            Door::Cli => "cli",
            Door::Job => "job",
        }
    }
}

/// Somebody, or the installation itself, acting in one workspace or in none.
///
/// Without a workspace its id is `WorkspaceId::NONE`, which matches no row: forgetting to ask gives nothing away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The way in.
    pub door: Door,
    /// The signed-in person.
    pub account: Option<AccountId>,
    /// The workspace of the URL, token or job.
    pub workspace: WorkspaceId,
    /// The person's place in it.
    pub member: Option<MemberId>,
    role: Option<Role>,
    led: Arc<[MemberId]>,
    within: Rights,
    is_system: bool,
    is_support: bool,
}

impl Actor {
    /// Nobody known.
    pub fn guest(door: Door) -> Actor {
        Actor {
            door,
            account: None,
            workspace: WorkspaceId::NONE,
            member: None,
            role: None,
            led: Arc::default(),
            within: Rights::ALL,
            is_system: false,
            is_support: false,
        }
    }

    /// A signed-in person outside any workspace.
    pub fn account(door: Door, account: AccountId) -> Actor {
        Actor { account: Some(account), ..Actor::guest(door) }
    }

    /// A member at work.
    pub fn member(
        door: Door,
        account: AccountId,
        workspace: WorkspaceId,
        member: MemberId,
        role: Role,
    ) -> Actor {
        Actor { workspace, member: Some(member), role: Some(role), ..Actor::account(door, account) }
    }

    /// The same member, with everybody in the teams that they lead.
    pub fn leading(self, led: impl Into<Arc<[MemberId]>>) -> Actor {
        Actor { led: led.into(), ..self }
    }

    /// Somebody who runs the installation, about a workspace in which they have no place: sees there what a viewer
    /// sees, as far as an owner let them in.
    pub fn support(door: Door, account: AccountId, workspace: WorkspaceId) -> Actor {
        Actor { workspace, role: Some(Role::Viewer), is_support: true, ..Actor::account(door, account) }
    }

    /// Whether somebody looks in who has no place there.
    pub fn is_support(&self) -> bool {
        self.is_support
    }

    /// The installation itself, in one workspace: jobs and the command line. It has every right there.
    pub fn system(door: Door, workspace: WorkspaceId) -> Actor {
        Actor { workspace, is_system: true, ..Actor::guest(door) }
    }

    /// The same one with no right outside that set: an API token never gives more than was asked for.
    pub fn within(self, rights: Rights) -> Actor {
        Actor { within: rights, ..self }
    }

    /// The role, if a member acts.
    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// On which records the right holds.
    pub fn scope(&self, right: Right) -> Scope {
        match self.role {
            _ if !self.within.has(right) => Scope::None,
            _ if self.is_system => Scope::All,
            Some(role) => match role.scope(right) {
                Scope::Own if !self.led.is_empty() => Scope::Team,
                scope => scope,
            },
            None => Scope::None,
        }
    }

    /// Whether the right holds on any record at all.
    pub fn may(&self, right: Right) -> bool {
        self.scope(right) != Scope::None
    }

    /// Whether the right holds on a record with that owner.
    pub fn may_on(&self, right: Right, owner: Option<MemberId>) -> bool {
        match self.scope(right) {
            Scope::All => true,
            Scope::Own => self.is_free_or_own(owner),
            Scope::Team => self.is_free_or_own(owner) || owner.is_some_and(|owner| self.led.contains(&owner)),
            Scope::None => false,
        }
    }

    fn is_free_or_own(&self, owner: Option<MemberId>) -> bool {
        owner.is_none() || owner == self.member
    }

    /// `Forbidden` unless the right holds on any record.
    pub fn require(&self, right: Right) -> Result<()> {
        if self.may(right) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// `Forbidden` unless the right holds on a record with that owner.
    pub fn require_on(&self, right: Right, owner: Option<MemberId>) -> Result<()> {
        if self.may_on(right, owner) { Ok(()) } else { Err(Error::Forbidden) }
    }
}
