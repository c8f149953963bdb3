//! Identities: the services elsewhere by whose word a person may sign in (OpenID Connect).
//!
//! The operator names the services; each person links one to their account while signed in to it, and can take that
//! back. An identity is the issuer's name for the person, never a mail address: an address can change hands, and nobody
//! comes into an account because a service says it has that address. A departure and its arrival are tied together by
//! a sealed cookie of ten minutes, good for one arrival in the browser that left. The password always remains a way in,
//! so a service that is down or wrongly configured locks nobody out.
//!
//! Owns the table `identity`.

mod model;
mod store;
mod actions;
mod views;
mod pages;
#[cfg(test)]
mod tests;

pub use model::Identity;
pub use pages::{arrive, depart, link, list, unlink};
pub use store::{delete_all as forget, list as list_of};
