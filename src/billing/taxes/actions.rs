//! The verbs on taxes. No class is deleted: products and papers name it; it is put away.

use super::model::{ClassInput, NewRate, NewScheme, Scheme, TaxChoice, TaxClass};
use super::store;
use crate::base::{Error, Language, Result, Right, TaxClassId, TaxRateId, VatSchemeId, text};
use crate::billing::periods;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// So many classes a workspace can have in use.
const MOST: usize = 50;

/// A new class behind the others. `Invalid` if its name is taken, `Conflict` if there are too many.
pub fn add(tx: &Tx, facts: &ClassInput, rate: Option<&NewRate>) -> Result<TaxClassId> {
    tx.actor().require(Right::MoneyWrite)?;
    let classes = store::list(tx)?;
    require_room(&classes)?;
    require_name(&classes, &facts.name, None)?;
    let id = store::insert(tx, facts)?;
    if let Some(rate) = rate {
        store::save_rate(tx, id, rate)?;
    }
    let mut told: Vec<Change> =
        facts.told().into_iter().map(|(field, value)| Change::new(field, None::<&str>, value)).collect();
    told.extend(rate.into_iter().flat_map(|rate| rate_told(rate, None)));
    note(tx, "tax_class.add", id, told)?;
    Ok(id)
}

/// Makes a class that is at that version what it shall be. `Stale` if somebody else was faster.
pub fn edit(tx: &Tx, id: TaxClassId, version: i64, facts: ClassInput) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = store::find(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    require_name(&store::list(tx)?, &facts.name, Some(id))?;
    let told = old.facts.told().into_iter().zip(facts.told());
    let changed = told.filter(|(old, new)| old != new);
    let told = changed.map(|((field, old), (_, new))| Change::new(field, old, new)).collect();
    store::save(tx, &TaxClass { facts, ..old })?;
    note(tx, "tax_class.edit", id, told)
}

/// Offers a class no more; products that have it keep it. `Conflict` if it is the last one.
pub fn retire(tx: &Tx, id: TaxClassId) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = store::find(tx, id)?;
    if store::list(tx)?.iter().all(|other| other.id == id || !other.is_live) {
        return Err(Error::Conflict("taxes-last"));
    }
    store::save(tx, &TaxClass { is_live: false, ..old })?;
    note(tx, "tax_class.retire", id, Vec::new())
}

/// Offers a class again. `Conflict` if there are too many.
pub fn take_back(tx: &Tx, id: TaxClassId) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = store::find(tx, id)?;
    require_room(&store::list(tx)?)?;
    store::save(tx, &TaxClass { is_live: true, ..old })?;
    note(tx, "tax_class.use", id, Vec::new())
}

/// Sets a rate from a day on.
pub fn set_rate(tx: &Tx, id: TaxClassId, rate: &NewRate) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let class = store::find(tx, id)?;
    let same = class.rates.iter().find(|old| (old.country, old.valid_on) == (rate.country, rate.valid_on));
    let before = same.map(|old| old.percent.typed(Language::En));
    store::save_rate(tx, id, rate)?;
    note(tx, "tax_rate.set", id, rate_told(rate, before))
}

/// Takes a rate away: the one before it holds on.
pub fn remove_rate(tx: &Tx, id: TaxRateId) -> Result<TaxClassId> {
    tx.actor().require(Right::MoneyWrite)?;
    let (class, rate) = store::find_rate(tx, id)?;
    store::delete_rate(tx, id)?;
    let told = vec![
        Change::new("country", rate.country.code(), None::<&str>),
        Change::new("valid_on", rate.valid_on, None::<&str>),
        Change::new("percent", rate.percent.typed(Language::En), None::<&str>),
    ];
    note(tx, "tax_rate.remove", class, told)?;
    Ok(class)
}

/// Says how the workspace sells abroad; `Stale` if that changed since that version.
pub fn choose(tx: &Tx, choice: TaxChoice) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let before = store::choice(tx)?;
    if before.version != choice.version {
        return Err(Error::Stale(before.version));
    }
    store::save_choice(tx, choice)?;
    let pairs = [("oss", before.is_oss, choice.is_oss), ("northern", before.is_northern, choice.is_northern)];
    let changed = pairs.into_iter().filter(|(_, old, new)| old != new);
    let told: Vec<Change> =
        changed.map(|(field, old, new)| Change::new(field, old.to_string(), new.to_string())).collect();
    audit::record(tx, "taxes.choose", None, &told)
}

/// Accounts for VAT in another way from a day on.
pub fn set_scheme(tx: &Tx, new: &NewScheme) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    periods::actions::require_open(tx, new.valid_on, "scheme_on")?;
    let same = store::schemes(tx)?.into_iter().find(|old| old.valid_on == new.valid_on);
    store::save_scheme(tx, new)?;
    let told = [
        Change::new("valid_on", None::<&str>, new.valid_on),
        Change::new("scheme", same.map(|old| scheme_told(old.scheme)), scheme_told(new.scheme)),
    ];
    audit::record(tx, "vat_scheme.set", None, &told)
}

/// Takes a scheme away: the one before it holds on.
pub fn remove_scheme(tx: &Tx, id: VatSchemeId) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = store::find_scheme(tx, id)?;
    if periods::actions::is_closed(tx, old.valid_on)? {
        return Err(Error::Conflict("periods-closed-scheme"));
    }
    store::delete_scheme(tx, id)?;
    let told = [
        Change::new("valid_on", old.valid_on, None::<&str>),
        Change::new("scheme", scheme_told(old.scheme), None::<&str>),
    ];
    audit::record(tx, "vat_scheme.remove", None, &told)
}

fn scheme_told(scheme: Scheme) -> String {
    match scheme.percent.0 {
        0 => scheme.kind.code().to_owned(),
        _ => format!("{} {}", scheme.kind.code(), scheme.percent.typed(Language::En)),
    }
}

fn require_room(classes: &[TaxClass]) -> Result<()> {
    match classes.iter().filter(|class| class.is_live).count() {
        count if count < MOST => Ok(()),
        _ => Err(Error::Conflict("taxes-too-many")),
    }
}

fn require_name(classes: &[TaxClass], name: &str, own: Option<TaxClassId>) -> Result<()> {
    let key = text::fold(name);
    let is_taken = |other: &TaxClass| Some(other.id) != own && text::fold(&other.facts.name) == key;
    if classes.iter().any(is_taken) { Err(Error::field("name", "taxes-name-taken")) } else { Ok(()) }
}

fn rate_told(rate: &NewRate, before: Option<String>) -> Vec<Change> {
    vec![
        Change::new("country", None::<&str>, rate.country.code()),
        Change::new("valid_on", None::<&str>, rate.valid_on),
        Change::new("percent", before, rate.percent.typed(Language::En)),
    ]
}

fn note(tx: &Tx, verb: &'static str, class: TaxClassId, told: Vec<Change>) -> Result<()> {
    let mut changes = vec![Change::new("tax_class", None::<i64>, class)];
    changes.extend(told);
    audit::record(tx, verb, None, &changes)
}
