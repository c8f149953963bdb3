//! The verbs of products. Each runs in one transaction and leaves its entry in the audit and the search index as it should
//! be.

use std::time::Duration;

use super::model::{Product, ProductInput};
use super::store;
use crate::base::{ChangeSetId, Error, ProductId, Result, Right};
use crate::billing::taxes;
use crate::platform::{Tx, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// How long an act can be taken back.
const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Adds a product. `Invalid` if its number is taken or its tax class is not offered.
pub fn create(tx: &Tx, facts: &ProductInput) -> Result<ProductId> {
    tx.actor().require(Right::MoneyWrite)?;
    require_sku(tx, facts, None)?;
    require_class(tx, facts, None)?;
    let product = store::insert(tx, facts)?;
    index(tx, &product)?;
    record(tx, "product.create", &product, None)?;
    Ok(product.id)
}

/// Makes the facts of a product that is at that version these. `Stale` if somebody else was faster.
pub fn edit(tx: &Tx, id: ProductId, version: i64, facts: ProductInput) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = store::find(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    require_sku(tx, &facts, Some(id))?;
    require_class(tx, &facts, Some(&old))?;
    let new = keep(tx, Product { facts, ..old.clone() })?;
    record(tx, "product.edit", &new, Some(&old))
}

/// Offers products no more, as one act that can be taken back. Each is named with the version that was seen, if one was; of
/// what has changed since, nothing is done, and the count of it is given.
pub fn retire(tx: &Tx, products: &[(ProductId, Option<i64>)]) -> Result<(ChangeSetId, usize)> {
    tx.actor().require(Right::MoneyWrite)?;
    let (set, mut left) = (changes::begin(tx, "product.retire", UNDO)?, 0);
    for (id, version) in products {
        let old = store::find(tx, *id)?;
        if version.is_some_and(|version| version != old.version) {
            left += 1;
            continue;
        }
        if old.is_live {
            let new = keep(tx, Product { is_live: false, ..old.clone() })?;
            record(tx, "product.retire", &new, Some(&old))?;
            changes::keep(tx, set, id.subject(), Some(serde_json::to_value(&old)?), new.version)?;
        }
    }
    Ok((set, left))
}

/// Offers a product again.
pub fn take_back(tx: &Tx, id: ProductId) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = store::find(tx, id)?;
    if old.is_live {
        return Ok(());
    }
    let new = keep(tx, Product { is_live: true, ..old.clone() })?;
    record(tx, "product.use", &new, Some(&old))
}

/// Makes the product what it was before an act, if it is still at the version that the act left; false if it is not. The
/// caller has checked that the act is the actor's to take back.
pub fn put_back(
    tx: &Tx,
    id: ProductId,
    before: Option<&serde_json::Value>,
    version_after: i64,
) -> Result<bool> {
    let (Some(now), Some(before)) = (store::maybe_find(tx, id)?, before) else { return Ok(false) };
    if now.version != version_after {
        return Ok(false);
    }
    let before: Product = serde_json::from_value(before.clone())?;
    let left_at = before.version;
    let back = keep(tx, Product { version: now.version, ..before })?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    record(tx, "product.undo", &back, Some(&now))?;
    Ok(true)
}

/// Stores what an act made of a product.
fn keep(tx: &Tx, mut new: Product) -> Result<Product> {
    new.touch(tx.now(), tx.member());
    store::save(tx, &new)?;
    index(tx, &new)?;
    Ok(new)
}

fn require_sku(tx: &Tx, facts: &ProductInput, own: Option<ProductId>) -> Result<()> {
    match store::maybe_find_by_sku(tx, &facts.sku)? {
        Some(other) if Some(other) != own => Err(Error::field("sku", "products-sku-taken")),
        _ => Ok(()),
    }
}

/// A product keeps a class that was put away; no other gets it.
fn require_class(tx: &Tx, facts: &ProductInput, old: Option<&Product>) -> Result<()> {
    let has_it = old.is_some_and(|old| old.facts.class == facts.class);
    match taxes::store::find(tx, facts.class) {
        Ok(class) if class.is_live || has_it => Ok(()),
        Ok(_) | Err(Error::NotFound) => Err(Error::field("class", "products-class-missing")),
        Err(error) => Err(error),
    }
}

/// Writes what changed into the audit.
fn record(tx: &Tx, verb: &'static str, product: &Product, before: Option<&Product>) -> Result<()> {
    let old = before.map(|before| before.facts.told()).unwrap_or_default();
    let old = |field: &str| old.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let told = product.facts.told().into_iter().map(|(field, value)| (field, old(field), value));
    let changed = told.filter(|(_, old, new)| old.as_ref() != Some(new));
    let mut changes: Vec<Change> = changed.map(|(field, old, new)| Change::new(field, old, new)).collect();
    if before.map(|before| before.is_live) != Some(product.is_live) {
        let was = before.map(|before| before.is_live.to_string());
        changes.push(Change::new("live", was, product.is_live.to_string()));
    }
    audit::record(tx, verb, Some(product.id.subject()), &changes)
}

/// Makes the search find the product as it now is, a retired one too.
fn index(tx: &Tx, product: &Product) -> Result<()> {
    let facts = &product.facts;
    search_index::put(tx, product.id.subject(), &[&facts.name, &facts.sku, &facts.about])
}
