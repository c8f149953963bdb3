//! Who works here, as part of the settings, and the page behind an invitation's link.

mod all;
mod inviting;
mod teams;
mod leaving;

pub use all::{member, people};
pub use inviting::{Invited, Letter, invitation, invite, link, over, unknown};
pub use leaving::leave;
pub use teams::{all_teams, team, team_fields};
