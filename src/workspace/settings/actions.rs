//! The verbs on the workspace.

use super::model::{Company, NewWorkspace, Regional, SecondFactor, Settings, slug};
use super::store;
use crate::base::{Error, Result, Right, WorkspaceId};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// A new workspace under a slug made from its name; a taken slug gets a number. Whoever calls it has asked for the
/// right and makes an owner in the same transaction.
pub fn create(tx: &Tx, new: &NewWorkspace) -> Result<WorkspaceId> {
    let wished = slug(&new.name);
    let mut free = wished.clone();
    let mut number = 2;
    while store::maybe_find_by_slug(tx, &free)?.is_some() {
        free = format!("{wished}-{number}");
        number += 1;
    }
    store::insert(tx, &free, new)
}

/// Saves who the company is; `Stale` if the settings changed since that version.
pub fn save_company(tx: &Tx, version: i64, company: &Company) -> Result<()> {
    let before = begin(tx, version)?.company;
    store::save_company(tx, company)?;
    record(
        tx,
        &[
            ("name", &before.name, &company.name),
            ("legal_name", &before.legal_name, &company.legal_name),
            ("street", &before.street, &company.street),
            ("city", &before.city, &company.city),
            ("region", &before.region, &company.region),
            ("postcode", &before.postcode, &company.postcode),
            ("country", before.country.code(), company.country.code()),
            ("registration_number", &before.registration_number, &company.registration_number),
            ("vat_number", &before.vat_number, &company.vat_number),
        ],
    )
}

/// Saves how days and amounts are written; `Stale` if the settings changed since that version.
pub fn save_regional(tx: &Tx, version: i64, regional: &Regional) -> Result<()> {
    let before = begin(tx, version)?.regional;
    store::save_regional(tx, regional)?;
    record(
        tx,
        &[
            ("currency", before.currency.code(), regional.currency.code()),
            ("zone", &before.zone, &regional.zone),
            ("week_start", before.week_start.code(), regional.week_start.code()),
            ("language", before.language.code(), regional.language.code()),
            ("phone_country", before.phone_country.code(), regional.phone_country.code()),
        ],
    )
}

/// Saves who must have a second factor; whoever lacks it is sent to set one up at their next request. `Stale` if the
/// settings changed since that version.
pub fn save_second_factor(tx: &Tx, version: i64, chosen: SecondFactor) -> Result<()> {
    let before = begin(tx, version)?.second_factor;
    store::save_second_factor(tx, chosen)?;
    record(tx, &[("second_factor", before.code(), chosen.code())])
}

/// Tells caches keyed by the workspace's counter that members or tags changed.
pub fn note_change(tx: &Tx) -> Result<()> {
    store::count_change(tx)
}

fn begin(tx: &Tx, version: i64) -> Result<Settings> {
    tx.actor().require(Right::SettingsWrite)?;
    let before = store::of(tx)?;
    if before.version == version { Ok(before) } else { Err(Error::Stale(before.version)) }
}

fn record(tx: &Tx, fields: &[(&'static str, &str, &str)]) -> Result<()> {
    let changed = fields.iter().filter(|(_, old, new)| old != new);
    let changes: Vec<Change> = changed.map(|(field, old, new)| Change::new(*field, *old, *new)).collect();
    audit::record(tx, "workspace.edit", None, &changes)
}
