//! What a member is to others.

mod invitation;
mod team;

use crate::base::{AccountId, Actor, At, MemberId, Role};

pub use invitation::{Invitation, LIFETIME, MOST_A_DAY, MOST_SENDINGS, NewInvitation, Standing};
pub use team::{Fellow, NewTeam, Post, Team};

/// Somebody who works here, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The number to which records refer.
    pub id: MemberId,
    /// The account behind it.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they still work here.
    pub is_active: bool,
    /// Since when they do.
    pub created_at: At,
}

/// The roles that the actor may give and take: only owners make or unmake owners.
pub fn roles_of(actor: &Actor) -> impl Iterator<Item = Role> {
    let is_below = actor.role().is_some_and(|own| own != Role::Owner);
    Role::ALL.into_iter().filter(move |role| !(is_below && *role == Role::Owner))
}
