//! The pages of the members: who works here, who is asked to, and with whom.

mod all;
mod invitations;
mod welcome;
mod teams;
mod leave;

pub use all::{let_member_back, people, remove_member, save_role, show_member};
pub use invitations::{invite_form, send_again, send_invitation, withdraw_invitation};
pub use leave::{leave_form, leave_workspace};
pub use teams::{add_team, edit_team, remove_team, show_team, show_teams};
pub use welcome::{accept_invitation, show_invitation};
