//! Half a sign-in.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{AccountId, At, Id};
use crate::platform::queue::{Job, Lane};
use crate::workspace::sessions::Stay;

/// How long the second factor may take.
pub const STEP_LENGTH: Duration = Duration::from_secs(10 * 60);

/// The kind of [`StepId`].
pub struct StepKind;

/// The number of half a sign-in.
pub type StepId = Id<StepKind>;

/// A browser whose person gave the right password and still owes the second factor.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its number.
    pub id: StepId,
    /// Whose password it was.
    pub account: AccountId,
    /// For how long the browser shall stay signed in.
    pub stay: Stay,
}

/// How long the link to another password is valid.
pub const RESET_LENGTH: Duration = Duration::from_secs(30 * 60);
/// So many letters with such a link go to one account within a day.
pub const RESETS_A_DAY: i64 = 5;

/// The kind of [`ResetId`].
pub struct ResetKind;

/// The number of a reset.
pub type ResetId = Id<ResetKind>;

/// A way to another password that somebody asked for.
#[derive(Debug, Clone, Copy)]
pub struct Reset {
    /// Its number.
    pub id: ResetId,
    /// Whose password.
    pub account: AccountId,
    /// Changes with the address and the password of the account.
    pub seal: [u8; 32],
    /// When its link ends.
    pub ends_at: At,
}

/// Sends the letter of a reset.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendReset {
    /// Whose password was forgotten; none: the address that was typed is nobody's.
    pub account: Option<AccountId>,
}

impl Job for SendReset {
    const KIND: &'static str = "sign-in.send-reset";
    const LANE: Lane = Lane::Mail;
    const LIMIT: Duration = Duration::from_secs(60);
}
