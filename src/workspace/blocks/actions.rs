//! The verbs on blocks. Whoever calls them runs the installation.

use ipnet::IpNet;

use super::model::NewBlock;
use super::store;
use crate::base::{AddressBlockId, Door, Error, Result};
use crate::platform::Tx;
use crate::workspace::audit;

/// Lets that network in nowhere for a time.
pub fn add(tx: &Tx, new: &NewBlock) -> Result<()> {
    let by = tx.actor().account.ok_or(Error::Unauthenticated)?;
    store::insert(tx, by, new)?;
    audit::security(tx, "block.add", None, None, &new.network.to_string())
}

/// Lets it in again.
pub fn lift(tx: &Tx, id: AddressBlockId) -> Result<()> {
    match store::delete(tx, id)? {
        0 => Err(Error::NotFound),
        _ => audit::security(tx, "block.lift", None, None, &id.to_string()),
    }
}

/// Lets in again whoever is in that network, by ending every block that covers it: the installation's own way, for an
/// operator who is outside. `NotFound` if none does.
pub fn let_in(tx: &Tx, network: IpNet) -> Result<()> {
    if tx.actor().door != Door::Cli {
        return Err(Error::Forbidden);
    }
    let blocks = store::list(tx)?;
    let covers = |text: &str| text.parse().is_ok_and(|block: IpNet| block.contains(&network));
    let mut ids = blocks.iter().filter(|block| covers(&block.network)).map(|block| block.id).peekable();
    if ids.peek().is_none() {
        return Err(Error::NotFound);
    }
    ids.try_for_each(|id| lift(tx, id))
}
