//! Sessions: browsers that are signed in.
//!
//! The browser holds a random token of 256 bits in a cookie, the database its SHA-256. A session ends by itself when it
//! is idle (8 hours) or old (14 days), both 30 days for "keep me signed in on this device"; it ends at once, on the
//! server, at sign-out, when its owner takes it back, when the account is disabled or its password changes. Signing in
//! always makes a new token. [`guarded`] is the door of every page: cookie and workspace of the URL become a
//! [`Who`](crate::web::Who).
//!
//! Owns the table `session`.

mod model;
mod store;
mod actions;
mod jobs;
mod guard;
mod pages;

pub use actions::{begin, confirm, end, end_all, end_one, end_others, sweep};
pub use guard::{Guarded, guarded};
pub use jobs::Sweep;
pub use model::{Browser, CookieKind, Session, Stay, Token};
pub use pages::{browser_of, home, home_of, into_workspace};
pub use store::{list, stay_of};
