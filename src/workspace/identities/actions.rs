//! The verbs on identities.

use std::net::IpAddr;

use super::store;
use crate::base::{AccountId, Error, IdentityId, Result};
use crate::platform::Tx;
use crate::platform::openid::Arrival;
use crate::workspace::accounts::{self, What};
use crate::workspace::audit;

/// Links what the issuer called by that name to one's own account; a `Conflict` if it belongs to an account already.
pub fn link(tx: &Tx, arrival: &Arrival, address: IpAddr) -> Result<()> {
    let account = own(tx)?;
    match store::maybe_find_owner(tx, arrival)? {
        Some(owner) if owner == account => return Err(Error::Conflict("identities-linked-already")),
        Some(_) => return Err(Error::Conflict("identities-linked-elsewhere")),
        None => {}
    }
    store::insert(tx, account, arrival)?;
    audit::security(tx, "identity.link", Some(account), Some(address), &arrival.issuer)?;
    accounts::tell_changed(tx, &accounts::find(tx, account)?, What::Factor)
}

/// Takes a link of one's own back. The last one stays where there is no password: nobody locks themselves out.
pub fn unlink(tx: &Tx, id: IdentityId, address: IpAddr) -> Result<()> {
    let account = own(tx)?;
    if store::list(tx, account)?.len() == 1 && !accounts::has_password(tx, account)? {
        return Err(Error::Conflict("identities-last"));
    }
    if store::delete_of(tx, account, id)? == 0 {
        return Err(Error::NotFound);
    }
    audit::security(tx, "identity.unlink", Some(account), Some(address), "")?;
    accounts::tell_changed(tx, &accounts::find(tx, account)?, What::Factor)
}

/// Whose account the issuer's word opens: `Unauthenticated` if it is linked to none, or to one that is shut.
pub fn recognise(tx: &Tx, arrival: &Arrival) -> Result<AccountId> {
    let owner = store::maybe_find_owner(tx, arrival)?.ok_or(Error::Unauthenticated)?;
    if accounts::find(tx, owner)?.disabled_at.is_some() {
        return Err(Error::Unauthenticated);
    }
    store::save_used(tx, arrival)?;
    Ok(owner)
}

/// A refused arrival; `detail` names the service.
pub fn note_refusal(tx: &Tx, address: IpAddr, detail: &str) -> Result<()> {
    audit::security(tx, "identity.refuse", tx.actor().account, Some(address), detail)
}

fn own(tx: &Tx) -> Result<AccountId> {
    tx.actor().account.ok_or(Error::Unauthenticated)
}
