//! Half a sign-in.

use std::time::Duration;

use crate::base::{AccountId, Id};
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
