//! What the audit tells of reports.

use super::model::Question;
use crate::base::{Result, Right};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Writes into the audit that the table of a report goes out; checks the right.
pub fn record_export(tx: &Tx, report: &'static str, question: &Question) -> Result<()> {
    tx.actor().require(Right::Export)?;
    let asked: Vec<String> = question.pairs().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let changes =
        [Change::new("report", None::<&str>, report), Change::new("filter", None::<String>, asked.join("&"))];
    audit::record(tx, "report.export", None, &changes)
}
