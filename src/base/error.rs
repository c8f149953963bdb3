//! The outcomes of the product. They climb untranslated to the door, which speaks HTML, JSON or text.

use std::time::Duration;

use super::problems::Problems;

/// What a verb or a question gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can stand in the way of an act, in the product's own terms.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such thing, or it belongs to another workspace: 404.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in: 401, or the sign-in page.
    #[error("not signed in")]
    Unauthenticated,
    /// Signed in, but without the right: 403.
    #[error("not allowed")]
    Forbidden,
    /// Signed in and allowed, but too long ago for an act of this weight: 403, or the page that asks for proof anew.
    #[error("not confirmed of late")]
    Unconfirmed,
    /// A member, but the workspace asks its people for a second factor and this one has none: 403, or the page to set
    /// one up.
    #[error("no second factor, which the workspace asks for")]
    FactorMissing,
    /// The request itself is broken (not a form, not a number where the page put one): 400.
    #[error("malformed request: {0}")]
    Malformed(&'static str),
    /// The operator has suspended the workspace: 403.
    #[error("the workspace is suspended")]
    Suspended,
    /// Fields that the person can mend: 422.
    #[error("invalid input: {0}")]
    Invalid(Problems),
    /// The state of things forbids it; the key names the message: 409.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Somebody else was faster; holds the version that is now stored: 409, or 412 by `If-Match`.
    #[error("changed meanwhile, now at version {0}")]
    Stale(i64),
    /// It existed and its time is over: 410.
    #[error("gone")]
    Gone,
    /// It became a part of another record, of which this holds the place in paths and the number: 410, pages lead there.
    #[error("merged into {0}/{1}")]
    Merged(&'static str, i64),
    /// The request is larger than the door takes: 413.
    #[error("too large")]
    TooLarge,
    /// Too often; come back after this long: 429.
    #[error("limited, retry after {0:?}")]
    Limited(Duration),
    /// The installation cannot do it now; the key names the message: 503.
    #[error("unavailable: {0}")]
    Unavailable(&'static str),
    /// A fault of ours or of the machine; the cause goes to the log, an id to the page: 500.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A fault with its cause in words, for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Internal(cause.into())
    }

    /// One field that the person can mend.
    pub fn field(field: &'static str, key: &'static str) -> Error {
        let mut problems = Problems::default();
        problems.add(field, key);
        Error::Invalid(problems)
    }
}

impl Problems {
    /// The value if nothing is wrong, else `Error::Invalid`.
    pub fn finish<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(Error::Invalid(self)) }
    }
}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Error {
        Error::internal(cause)
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Error {
        Error::internal(cause)
    }
}
