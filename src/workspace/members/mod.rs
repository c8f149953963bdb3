//! Members: an account's place in a workspace, with its role; whom they invite, and with whom they work.
//!
//! Owners and authors of records refer to a member, so members are disabled, never deleted: somebody who is removed
//! or leaves keeps their name on what they did, and comes back by an invitation or when they are let back in. What a
//! role may do stands in [`Role`](crate::base::Role). Only owners make or unmake owners, and a workspace always keeps
//! one. Whatever changes here holds with the next request, makes the workspace's counter of changes grow and is
//! audited (`member.add`, `member.role`, `member.remove`, `member.return`, `member.leave`, `member.join`).
//!
//! An invitation keeps a place for whoever can be reached at an address, for seven days; its link is a random token,
//! stored hashed, and sending it again ends the link before. Inviting says the same for known and unknown addresses.
//! Looking at the link uses nothing up. Somebody without an account makes one under the invited address; somebody
//! with one signs in as that address, and only then accepts. Without mail the link is shown once, to hand over: then
//! whoever hands it over is trusted to give it to the right person.
//!
//! A team has members, and leads among them. Where a role may change its own records only, a lead may change those
//! of everybody in the team ([`Scope::Team`](crate::base::Scope)).
//!
//! Owns the tables `member`, `invitation`, `team`, `team_member`.

mod model;
mod store;
mod letters;
mod actions;
mod views;
mod pages;
pub mod api;

pub use actions::{
    Handed, Way, accept, add, at_work, change_role, found, invite, join, leave, let_back, remove, teams,
};
pub use letters::{InvitationLetter, JoinedLetter, PlaceLetter};
pub use model::{Invitation, Member, NewInvitation, NewTeam, Post, Standing, Team};
pub use pages::{
    accept_invitation, add_team, edit_team, invite_form, leave_form, leave_workspace, let_member_back,
    people, remove_member, remove_team, save_role, send_again, send_invitation, show_invitation, show_member,
    show_team, show_teams, withdraw_invitation,
};
pub use store::invitations::list_open as list_invitations;
pub use store::teams::{led_by, list as list_teams};
pub use store::{find, insert, list, maybe_find_of};
