//! Support access: somebody who runs the installation looks into a workspace in which they have no place.
//!
//! They ask with a reason; every owner sees the request and gets a letter. One of them grants it for 1 to 24 hours, after
//! proving anew who they are, or refuses. Until it is over, which an owner can make it at any time, the operator sees what
//! a viewer sees and changes nothing ([`Actor::support`](crate::base::Actor::support)); every page of the workspace says so
//! to everybody, and each page that is opened is written down before it is shown ([`watched`]). A request that nobody
//! answers ends after a week. The guard of the sessions reads who may look in; asking, granting, looking and ending
//! are audited (`support.ask`, `support.grant`, `support.view`, `support.end`).
//!
//! Owns the tables `support_access` and `support_view`.

mod model;
mod store;
mod letters;
mod actions;
mod views;
mod pages;
mod watch;
mod jobs;

pub use actions::{ask, close_expired, end, grant, withdraw};
pub use jobs::CloseExpired;
pub use letters::AskedLetter;
pub use model::{Access, Hours, Reason, State};
pub use pages::{end_access, grant_access, show};
pub use store::{list, maybe_find_of};
pub use watch::watched;
