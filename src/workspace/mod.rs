//! Who works here and where: audit, changes, settings, accounts, members, sessions.

pub mod audit;
pub mod changes;
pub mod sessions;
pub mod accounts;
