//! Words by which leads are sorted.

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{Error, LeadLabelId, Result, text};

/// The longest name, in characters.
const LENGTH: usize = 100;

/// What a word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    /// Where leads come from.
    Source,
    /// Why nothing came of them.
    Reason,
}
words!(LabelKind, "kind of label",
    Source = "source", "leads-sources";
    Reason = "reason", "leads-reasons";
);

/// A word by which leads are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Its number.
    pub id: LeadLabelId,
    /// As it is spelt.
    pub name: String,
}

/// Reads a word in that field; `Invalid` if there is none, or if it is too long.
pub fn read_label(field: &'static str, typed: &str) -> Result<String> {
    let name = text::one_line(typed);
    if text::fold(&name).is_empty() {
        return Err(Error::field(field, "leads-label-missing"));
    }
    match name.chars().count() > LENGTH {
        true => Err(Error::field(field, "leads-label-long")),
        false => Ok(name),
    }
}
