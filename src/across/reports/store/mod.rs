//! What reports sum up, each a statement over an index of the workspace.
//!
//! The parts of a period come as a JSON list of pairs: from that instant until before that one.

mod sales;
mod conversion;
mod work;

use crate::base::{Currency, MemberId, Money};
use crate::crm::owners::OwnerFilter;
use crate::platform::db::Row;

pub use conversion::{furthest, leads, stood};
pub use sales::{Closed, closed, lead_sources, lost, sold};
pub use work::work;

#[cfg(test)]
pub use conversion::{FURTHEST, LEADS, STOOD};
#[cfg(test)]
pub use sales::{CLOSED, LEAD_SOURCES, LOST, SOLD};
#[cfg(test)]
pub use work::WORK;

/// Whether everybody's records are wanted, and else whose: `(:is_any OR owner_id IS :owner)`.
fn whose(owner: OwnerFilter) -> (bool, Option<MemberId>) {
    match owner {
        OwnerFilter::Any => (true, None),
        OwnerFilter::Nobody => (false, None),
        OwnerFilter::Member(member) => (false, Some(member)),
    }
}

/// Which part of the period a row belongs to.
fn slot(row: &Row) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>("slot")?).unwrap_or(usize::MAX))
}

/// The sum of a row in its currency; none if nothing in it has a worth.
fn money(row: &Row) -> rusqlite::Result<Option<Money>> {
    let (minor, currency) = (row.get::<_, Option<i64>>("sum")?, row.get::<_, Option<Currency>>("currency")?);
    Ok(minor.zip(currency).map(|(minor, currency)| Money::new(minor, currency)))
}
