//! What the set-up page asks.

use std::time::Duration;

use crate::base::{At, Error, Fields, Problems, Result};
use crate::workspace::accounts::{Email, PersonName};
use crate::workspace::settings::NewWorkspace;

/// How long an address is valid.
pub const LIFETIME: Duration = Duration::from_secs(30 * 60);

/// A stored token.
pub struct Stored {
    pub id: i64,
    pub token_hash: [u8; 32],
    pub ends_at: At,
    pub is_used: bool,
}

/// What somebody typed, read.
pub struct Beginning {
    pub workspace: NewWorkspace,
    pub name: PersonName,
    pub email: Email,
}

impl Beginning {
    /// Reads the form; the password is held against its rules elsewhere, as that takes time.
    pub fn parse(fields: &Fields) -> Result<Beginning> {
        let mut problems = Problems::default();
        let workspace = NewWorkspace::parse(fields, &mut problems);
        let name = fields.first("name").parse::<PersonName>();
        if name.is_err() {
            problems.add("name", "accounts-name-wrong");
        }
        let email = fields.first("email").parse::<Email>();
        if email.is_err() {
            problems.add("email", "accounts-email-wrong");
        }
        problems.finish(())?;
        let workspace = workspace.ok_or(Error::Malformed("workspace"))?;
        Ok(Beginning { workspace, name: name?, email: email? })
    }
}
