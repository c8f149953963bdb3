//! What a person asks for.

use std::time::Duration;

use crate::base::{AccountId, At, MemberId, Role, WorkspaceId};

/// How long the link to a new address is valid.
pub const LIFETIME: Duration = Duration::from_secs(30 * 60);
/// So many new addresses may be asked for within a day.
pub const MOST_A_DAY: i64 = 5;

/// A new address that waits for its proof.
#[derive(Debug, Clone)]
pub struct AddressChange {
    /// Its number.
    pub id: i64,
    /// Whose.
    pub account: AccountId,
    /// The new address.
    pub email: String,
    /// When its link ends.
    pub ends_at: At,
    /// Whether the link was used.
    pub is_used: bool,
}

impl AddressChange {
    /// Whether the link works at that time.
    pub fn is_open(&self, now: At) -> bool {
        !self.is_used && self.ends_at > now
    }
}

/// A person's place in a company, now or before.
#[derive(Debug, Clone)]
pub struct Place {
    /// The company.
    pub workspace: WorkspaceId,
    /// The first part of its paths.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Under which number.
    pub member: MemberId,
    /// What they may do there.
    pub role: Role,
    /// Since when.
    pub created_at: At,
    /// Until when; none: they work there now.
    pub ended_at: Option<At>,
}

/// Something that happened to an account.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub at: At,
    /// What.
    pub event: String,
    /// By which door.
    pub door: String,
    /// From where, where that is known.
    pub address: Option<String>,
    /// More about it.
    pub detail: String,
}
