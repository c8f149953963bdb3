//! Quotes that others begin like.

use super::super::store;
use crate::base::{Error, QuoteId, Result, Right, text};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// The most letters of a template's name.
const NAME_LENGTH: usize = 100;

/// Makes a quote a template under that name, which no other has; with an empty one it is none any more.
pub fn name_template(tx: &Tx, id: QuoteId, name: &str) -> Result<()> {
    tx.actor().require(Right::SalesWrite)?;
    let quote = store::find(tx, id)?;
    let name = text::one_line(name);
    if name.chars().count() > NAME_LENGTH {
        return Err(Error::field("template", "quotes-template-long"));
    }
    let known = store::list_templates(tx)?;
    let is_other = |key: String| known.iter().any(|one| one.quote != id && text::fold(&one.name) == key);
    if !name.is_empty() && is_other(text::fold(&name)) {
        return Err(Error::field("template", "quotes-template-taken"));
    }
    let old = known.into_iter().find(|one| one.quote == id).map(|one| one.name).unwrap_or_default();
    if old == name {
        return Ok(());
    }
    store::save_template(tx, id, &name)?;
    audit::record(tx, "quote.template", Some(quote.id.subject()), &[Change::new("template", old, name)])
}
