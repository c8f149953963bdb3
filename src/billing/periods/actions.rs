//! What others ask of periods, and the choice of their length.

use super::model::Cadence;
use super::store;
use crate::base::{Country, Day, Error, Result, Right};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// `Invalid` on that field if the day lies in a period that is closed.
pub fn require_open(view: &View, day: Day, field: &'static str) -> Result<()> {
    if is_closed(view, day)? { Err(Error::field(field, "periods-closed")) } else { Ok(()) }
}

/// Whether the day lies in a period that is closed.
pub fn is_closed(view: &View, day: Day) -> Result<bool> {
    Ok(store::closed_until(view)?.is_some_and(|until| day <= until))
}

/// Chooses how long the periods are from the next one on.
pub fn choose(tx: &Tx, typed: &str) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let country: Country = settings::of(tx)?.company.country;
    let chosen = typed.parse().ok().filter(|cadence: &Cadence| Cadence::offered(country).contains(cadence));
    let cadence = chosen.ok_or_else(|| Error::field("cadence", "periods-cadence-wrong"))?;
    let before = store::cadence(tx)?;
    store::save_cadence(tx, cadence)?;
    audit::record(tx, "vat_cadence.set", None, &[Change::new("cadence", before.code(), cadence.code())])
}
