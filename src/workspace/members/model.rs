//! What a member is to others.

use crate::base::{AccountId, At, MemberId, Role};

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
