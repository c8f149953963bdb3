//! The verbs on rates.

use super::model::{Fetch, NewRate, Published, Quoted, RateId, Source, Trouble};
use super::store;
use crate::base::{Error, Language, Result, Right};
use crate::platform::{Tx, queue};
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// Follows that source, or nobody, and asks it at once; `Stale` if the choice changed since that version.
pub fn choose(tx: &Tx, version: i64, source: Option<Source>) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let before = store::choice(tx)?;
    if before.version != version {
        return Err(Error::Stale(before.version));
    }
    store::save_choice(tx, source)?;
    let (old, new) = (before.source.map(Source::code), source.map(Source::code));
    audit::record(tx, "rates.choose", None, &[Change::new("source", old, new)])?;
    match source {
        Some(_) => queue::enqueue_now(tx, &Fetch { is_wished: true }),
        None => Ok(()),
    }
}

/// Asks the source that the workspace follows at once; a `Conflict` if it follows nobody.
pub fn wish(tx: &Tx) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    match store::choice(tx)?.source {
        Some(_) => queue::enqueue_now(tx, &Fetch { is_wished: true }),
        None => Err(Error::Conflict("rates-nobody-asked")),
    }
}

/// Sets a rate by hand, in units for one of the workspace's own currency.
pub fn set(tx: &Tx, new: &NewRate) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let own = settings::of(tx)?.regional.currency;
    let before = store::list_set(tx, own)?;
    let same = |rate: &&Quoted| rate.currency == new.currency && rate.valid_on == new.valid_on;
    let before = before.iter().find(same).map(|rate| rate.rate.write(Language::En));
    store::save_by_hand(tx, own, new)?;
    let changes = [
        Change::new("base", None::<&str>, own.code()),
        Change::new("currency", None::<&str>, new.currency.code()),
        Change::new("valid_on", None::<&str>, new.valid_on),
        Change::new("rate", before, new.rate.write(Language::En)),
    ];
    audit::record(tx, "rate.set", None, &changes)
}

/// Takes a rate by hand away.
pub fn remove(tx: &Tx, id: RateId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let rate = store::find(tx, id)?;
    store::delete(tx, id)?;
    let changes = [
        Change::new("base", rate.base.code(), None::<&str>),
        Change::new("currency", rate.currency.code(), None::<&str>),
        Change::new("valid_on", rate.valid_on, None::<&str>),
        Change::new("rate", rate.rate.write(Language::En), None::<&str>),
    ];
    audit::record(tx, "rate.remove", None, &changes)
}

/// Keeps what a source answered.
pub fn take(tx: &Tx, source: Source, answer: Result<Published, Trouble>) -> Result<()> {
    if let Ok(published) = &answer {
        store::save_published(tx, source, published)?;
    }
    store::save_feed(tx, source, answer.err())
}
