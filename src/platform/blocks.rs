//! Networks that are let in nowhere for a time, held in memory: the first question of every request asks no database.
//!
//! The memory is read anew every few seconds and with the next request after a change, so that what another process
//! wrote holds too.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use ipnet::IpNet;
use rusqlite::named_params;

use super::db::{Db, View};
use crate::base::{Actor, At, Door, Result};

/// How old the memory may be.
const READ_EVERY: Duration = Duration::from_secs(5);

/// The memory; cheap to clone.
#[derive(Clone, Default)]
pub struct Blocks(Arc<RwLock<Known>>);

#[derive(Default)]
struct Known {
    networks: Vec<(IpNet, At)>,
    read_at: Option<At>,
}

impl Known {
    fn is_fresh(&self, now: At) -> bool {
        self.read_at.is_some_and(|read_at| read_at <= now && now.since(read_at) < READ_EVERY)
    }

    fn holds(&self, address: IpAddr, now: At) -> bool {
        self.networks.iter().any(|(network, ends_at)| *ends_at > now && network.contains(&address))
    }
}

impl Blocks {
    /// Whether nothing is answered to that address. A database that cannot be read leaves what was known.
    pub fn forbid(&self, db: &Db, address: IpAddr, now: At) -> bool {
        let address = address.to_canonical();
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if known.is_fresh(now) {
            return known.holds(address, now);
        }
        drop(known);
        let read = db.read(&Actor::guest(Door::Page), list);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.read_at = Some(now);
        match read {
            Ok(networks) => known.networks = networks,
            Err(error) => tracing::warn!(%error, "blocked addresses were not read anew"),
        }
        known.holds(address, now)
    }

    /// The next request reads them anew.
    pub fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).read_at = None;
    }
}

fn list(view: &View) -> Result<Vec<(IpNet, At)>> {
    let rows = view.all(
        "SELECT network, ends_at
         FROM address_block
         WHERE ends_at > :now",
        named_params! { ":now": view.now() },
        |row| Ok((row.get::<_, String>("network")?, row.get("ends_at")?)),
    )?;
    Ok(rows.into_iter().filter_map(|(network, ends_at)| Some((network.parse().ok()?, ends_at))).collect())
}
