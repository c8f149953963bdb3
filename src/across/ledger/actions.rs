//! What the audit tells of accounts.

use super::model::Days;
use crate::base::{Result, Right, SubjectId};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Writes into the audit that an account goes out; checks the rights.
pub fn record_export(tx: &Tx, customer: SubjectId, days: Days) -> Result<()> {
    tx.actor().require(Right::MoneyRead)?;
    tx.actor().require(Right::Export)?;
    let changes = [
        Change::new("from", None::<String>, days.from.to_string()),
        Change::new("to", None::<String>, days.until.to_string()),
    ];
    audit::record(tx, "ledger.export", Some(customer), &changes)
}
