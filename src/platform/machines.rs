//! The handles that every door holds: one value, cheap to clone.

use std::sync::Arc;

use super::clock::Clock;
use super::config::Config;
use super::crypto::MasterKey;
use super::db::Db;

/// Database, clock, configuration and keys of the running installation.
#[derive(Clone)]
pub struct Machines {
    /// The one database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// What the operator chose.
    pub config: Arc<Config>,
    /// The key under all keys.
    pub master_key: MasterKey,
}
