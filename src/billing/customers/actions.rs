//! The verbs on what papers say of customers.

use super::model::{CheckInput, CustomerInput, Shown};
use super::store;
use crate::base::{Error, Result, Right, SubjectId};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Saves what stands on papers; `Stale` if it changed since that version.
pub fn save(tx: &Tx, subject: SubjectId, version: i64, input: &CustomerInput) -> Result<()> {
    let before = changeable(tx, subject, version)?;
    store::save(tx, subject, input)?;
    let told = before.input().told().into_iter().zip(input.told());
    let changed = told.filter(|(old, new)| old != new);
    let told: Vec<Change> = changed.map(|((field, old), (_, new))| Change::new(field, old, new)).collect();
    audit::record(tx, "customer.edit", Some(subject), &told)
}

/// Notes that somebody looked the VAT number up; `Conflict` if none was saved for papers.
pub fn check(tx: &Tx, subject: SubjectId, version: i64, check: &CheckInput) -> Result<()> {
    let before = changeable(tx, subject, version)?;
    let number = before.stored.as_ref().map(|stored| stored.input.vat_number.as_str());
    let Some(number) = number.filter(|number| !number.is_empty()) else {
        return Err(Error::Conflict("customers-no-number"));
    };
    store::save_check(tx, subject, check)?;
    let told = [
        Change::new("vat_number", None::<&str>, number),
        Change::new("checked", Some(before.checked().code()), check.result.code()),
        Change::new("check_reason", None::<&str>, &check.reason),
    ];
    audit::record(tx, "customer.check", Some(subject), &told)
}

/// What is there, if the one who acts may change it and nobody else did meanwhile.
fn changeable(tx: &Tx, subject: SubjectId, version: i64) -> Result<Shown> {
    tx.actor().require(Right::MoneyWrite)?;
    let before = store::find(tx, subject)?;
    if !before.record.is_live {
        return Err(Error::Conflict("customers-in-trash"));
    }
    if before.version() != version {
        return Err(Error::Stale(before.version()));
    }
    Ok(before)
}
