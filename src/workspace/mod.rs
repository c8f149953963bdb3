//! Who works here and where: audit, changes, settings, accounts, members, sessions, tokens.

pub mod audit;
pub mod changes;
pub mod settings;
pub mod email;
pub mod rates;
pub mod sessions;
pub mod accounts;
pub mod factors;
pub mod sign_in;
pub mod identities;
pub mod blocks;
pub mod members;
pub mod notices;
pub mod profile;
pub mod tokens;
pub mod setup;
pub mod support;
