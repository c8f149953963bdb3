//! The verbs of templates.

use super::super::model::TemplateInput;
use super::super::store;
use crate::base::{Error, MailTemplateId, Result, Right};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Adds a template; a taken name is a problem of the field `name`.
pub fn add_template(tx: &Tx, facts: &TemplateInput) -> Result<MailTemplateId> {
    tx.actor().require(Right::SettingsWrite)?;
    require_free(tx, None, &facts.name)?;
    let id = store::insert_template(tx, facts)?;
    record(tx, "mail-template.create", None, Some(facts))?;
    Ok(id)
}

/// Makes a template that is at that version say this. `Stale` if somebody else was faster.
pub fn edit_template(tx: &Tx, id: MailTemplateId, version: i64, facts: &TemplateInput) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find_template(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    require_free(tx, Some(id), &facts.name)?;
    store::save_template(tx, id, facts)?;
    record(tx, "mail-template.edit", Some(&old.facts), Some(facts))
}

/// Removes a template; what was written with it stays.
pub fn remove_template(tx: &Tx, id: MailTemplateId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find_template(tx, id)?;
    store::delete_template(tx, id)?;
    record(tx, "mail-template.remove", Some(&old.facts), None)
}

fn require_free(tx: &Tx, own: Option<MailTemplateId>, name: &str) -> Result<()> {
    match store::maybe_template_named(tx, name)? {
        Some(other) if Some(other.id) != own => Err(Error::field("name", "mails-template-name-taken")),
        _ => Ok(()),
    }
}

/// Names and what changed, never the words.
fn record(
    tx: &Tx,
    verb: &'static str,
    old: Option<&TemplateInput>,
    new: Option<&TemplateInput>,
) -> Result<()> {
    let name = |facts: Option<&TemplateInput>| facts.map(|facts| facts.name.clone());
    audit::record(tx, verb, None, &[Change::new("name", name(old), name(new))])
}
