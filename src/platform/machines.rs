//! The handles that every door holds: one value, cheap to clone.

use std::sync::Arc;

use super::blocks::Blocks;
use super::cache::Cache;
use super::clock::Clock;
use super::config::Config;
use super::crypto::MasterKey;
use super::db::Db;
use super::dns::Dns;
use super::mailer::Mailer;
use super::moments::Moments;
use super::outbound::Outbound;
use super::passwords::Passwords;
use super::quota::Quotas;
use super::spent::Spent;
use super::throttle::Throttle;

/// Database, clock, configuration, keys and defences of the running installation.
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
    /// Hashes passwords, two at once.
    pub passwords: Passwords,
    /// Slows down whoever tries too often.
    pub throttle: Throttle,
    /// What waits between two requests of one browser.
    pub moments: Moments,
    /// Counts what programs ask.
    pub quotas: Quotas,
    /// What every page asks for and seldom changes.
    pub cache: Cache,
    /// Networks that are let in nowhere for a time.
    pub blocks: Blocks,
    /// Remembers what may be used once.
    pub spent: Spent,
    /// Calls the servers of others.
    pub outbound: Outbound,
    /// Asks DNS.
    pub dns: Dns,
    /// Brings letters out.
    pub mailer: Mailer,
}

impl Machines {
    /// The machines of one installation; what they remember in memory begins empty.
    pub fn new(db: Db, clock: Clock, config: Arc<Config>, master_key: MasterKey) -> Machines {
        let (throttle, moments) = (Throttle::new(clock.clone()), Moments::new(clock.clone()));
        let mailer = Mailer::new(config.clone());
        let dns = Dns::new(config.dns_server);
        let quotas = Quotas::new(&clock, &config.api);
        Machines {
            db,
            clock,
            config,
            master_key,
            passwords: Passwords::default(),
            throttle,
            moments,
            quotas,
            cache: Cache::default(),
            blocks: Blocks::default(),
            spent: Spent::default(),
            outbound: Outbound::default(),
            dns,
            mailer,
        }
    }
}
