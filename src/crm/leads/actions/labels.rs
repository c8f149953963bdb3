//! The words by which leads are sorted, and who takes leads in turn.

use super::super::model::{Label, LabelKind, LeadInput, read_label};
use super::super::store::{labels, takers};
use crate::base::{Error, LeadLabelId, MemberId, Result, Right};
use crate::crm::owners;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// Offers one more word.
pub fn add_label(tx: &Tx, kind: LabelKind, name: &str) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let name = read_label(kind.code(), name)?;
    let label = labels::insert(tx, kind, &name)?;
    tell(tx, kind, (None, Some(&label.name)))
}

/// Spells a word otherwise, on every lead that has it.
pub fn edit_label(tx: &Tx, id: LeadLabelId, name: &str) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let (before, kind) = labels::find(tx, id)?;
    let name = read_label("name", name)?;
    if labels::maybe_find(tx, kind, &name)?.is_some_and(|other| other.id != id) {
        return Err(Error::field("name", "leads-label-taken"));
    }
    labels::save_name(tx, id, &name)?;
    tell(tx, kind, (Some(&before.name), Some(&name)))
}

/// Offers a word no longer; leads that have it keep it.
pub fn remove_label(tx: &Tx, id: LeadLabelId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let (before, kind) = labels::find(tx, id)?;
    labels::retire(tx, id)?;
    tell(tx, kind, (Some(&before.name), None))
}

/// Makes these take new leads in turn; nobody: new leads wait.
pub fn save_takers(tx: &Tx, chosen: &[MemberId]) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    for member in chosen {
        owners::store::require(tx, Some(*member)).map_err(|_| Error::field("taker", "owners-unknown"))?;
    }
    let before = takers::list(tx)?;
    takers::save(tx, chosen)?;
    let written =
        |members: &[MemberId]| members.iter().map(|member| member.to_string()).collect::<Vec<_>>().join(" ");
    audit::record(tx, "lead.takers", None, &[Change::new("takers", written(&before), written(chosen))])?;
    settings::note_change(tx)
}

/// Finds the source that was meant, or adds it.
pub(super) fn settle_source(tx: &Tx, facts: &mut LeadInput) -> Result<()> {
    if facts.source.is_empty() {
        facts.source_id = None;
        return Ok(());
    }
    let label = settle(tx, LabelKind::Source, &read_label("source", &facts.source)?)?;
    facts.source_id = Some(label.id);
    facts.source = label.name;
    Ok(())
}

/// Finds the reason that was meant, or adds it.
pub(super) fn settle_reason(tx: &Tx, reason: &str) -> Result<Label> {
    settle(tx, LabelKind::Reason, &read_label("reason", reason)?)
}

fn settle(tx: &Tx, kind: LabelKind, name: &str) -> Result<Label> {
    match labels::maybe_find(tx, kind, name)? {
        Some(known) => Ok(known),
        None => labels::insert(tx, kind, name),
    }
}

fn tell(tx: &Tx, kind: LabelKind, (before, after): (Option<&str>, Option<&str>)) -> Result<()> {
    let verb = match kind {
        LabelKind::Source => "lead.source",
        LabelKind::Reason => "lead.reason",
    };
    audit::record(tx, verb, None, &[Change::new("name", before, after)])?;
    settings::note_change(tx)
}
