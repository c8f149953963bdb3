//! The verbs on price lists.

use super::model::{PriceList, PriceListId, PriceListInput};
use super::store;
use crate::base::{Error, Problems, Result, Right, SubjectId, SubjectKind};
use crate::billing::products;
use crate::crm::subjects;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Adds a list. `Invalid` if its name is taken or a product is none of the catalogue.
pub fn create(tx: &Tx, facts: &PriceListInput) -> Result<PriceListId> {
    tx.actor().require(Right::MoneyWrite)?;
    require(tx, facts, None)?;
    let id = store::insert(tx, facts)?;
    let told: Vec<Change> =
        facts.told().into_iter().map(|(field, new)| Change::new(field, None::<&str>, new)).collect();
    audit::record(tx, "price-list.create", None, &told)?;
    Ok(id)
}

/// Makes the facts of a list that is at that version these. `Stale` if somebody else was faster.
pub fn edit(tx: &Tx, id: PriceListId, version: i64, facts: &PriceListInput) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let old = store::find(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    require(tx, facts, Some(&old))?;
    store::save(tx, id, facts)?;
    let told = old.facts.told().into_iter().zip(facts.told()).filter(|(old, new)| old != new);
    let told: Vec<Change> = told.map(|((field, old), (_, new))| Change::new(field, old, new)).collect();
    audit::record(tx, "price-list.edit", None, &told)
}

/// Gives a company or contact that list, or none.
pub fn choose(tx: &Tx, customer: SubjectId, list: Option<PriceListId>) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    if !matches!(subjects::store::kind(tx, customer)?, SubjectKind::Company | SubjectKind::Contact) {
        return Err(Error::NotFound);
    }
    let new = list.map(|id| store::find(tx, id)).transpose()?.map(|list| list.facts.name);
    let old = store::maybe_of(tx, customer)?.map(|list| list.facts.name);
    store::save_choice(tx, customer, list)?;
    audit::record(tx, "customer.choose-price-list", Some(customer), &[Change::new("price_list", old, new)])
}

fn require(tx: &Tx, facts: &PriceListInput, old: Option<&PriceList>) -> Result<()> {
    let own = old.map(|list| list.id);
    if store::maybe_named(tx, &facts.name)?.is_some_and(|id| Some(id) != own) {
        return Err(Error::field("name", "price-lists-name-taken"));
    }
    let named: Vec<SubjectId> = facts.items.iter().map(|(id, _)| id.subject()).collect();
    let known = products::store::find_many(tx, &named)?;
    let missing = facts.items.iter().position(|(id, _)| known.iter().all(|product| product.id != *id));
    let mut problems = Problems::default();
    if let Some(row) = missing {
        problems.add(format!("product.{row}"), "price-lists-product-missing");
    }
    problems.finish(())
}
