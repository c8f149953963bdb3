//! The verbs on blocks. Whoever calls them runs the installation.

use super::model::NewBlock;
use super::store;
use crate::base::{AddressBlockId, Error, Result};
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
