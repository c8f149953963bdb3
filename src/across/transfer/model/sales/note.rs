//! A row of a list of notes.

use serde::{Deserialize, Serialize};

use super::super::facts::{Facts, Said};
use super::super::joining::{text_by, value_by};
use super::super::links::Bound;
use super::super::rules::{Area, Givens, Rules};
use crate::base::{Country, Error, Fields, MemberId, Result, SubjectId, SubjectKind, text};
use crate::crm::activities::NoteKind;

/// The longest note, in characters.
const LENGTH: usize = 20_000;

/// What a row says of a note.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NoteRow {
    /// What somebody wrote down, in Markdown.
    pub body: String,
    /// What it tells of.
    #[serde(default)]
    pub kind: Option<NoteKind>,
    /// When it was written, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; empty: nobody knows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<MemberId>,
    /// The record that it is about.
    #[serde(default)]
    pub about: Option<SubjectId>,
    /// The other product's name for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub external_id: String,
}

impl Facts for NoteRow {
    const KIND: SubjectKind = SubjectKind::Note;

    fn parse(fields: &Fields, _: Country) -> Result<NoteRow> {
        let body = fields.first("body").replace("\r\n", "\n");
        if body.is_empty() {
            return Err(Error::field("body", "activities-body-empty"));
        }
        // Who works here no more, or never did, is named in the text: whoever brings it in did not write it.
        let body = match fields.first("written_by") {
            "" => body,
            by => format!("{by}\n\n{body}"),
        };
        Ok(NoteRow {
            body: body.chars().take(LENGTH).collect(),
            kind: fields.first("note_kind").parse().ok(),
            at: fields.first("at").to_owned(),
            author: fields.first("owner").parse().ok(),
            about: None,
            external_id: text::one_line(fields.first("external_id")),
        })
    }

    fn own_name(&self) -> String {
        self.body.lines().next().unwrap_or_default().chars().take(80).collect()
    }

    fn external_id(&self) -> &str {
        &self.external_id
    }

    /// Whoever may write about the record may write a note: its author is nobody's owner.
    fn owner(&self) -> Option<MemberId> {
        None
    }

    fn apply(&mut self, said: &Said<NoteRow>, rules: &Rules) {
        let new = &said.facts;
        text_by(rules.choice(Area::Details), &mut self.body, &new.body);
        value_by(rules.choice(Area::Details), &mut self.kind, new.kind);
    }

    fn give(&mut self, givens: &Givens) {
        self.author = self.author.or(givens.owner);
    }

    fn tie(&mut self, bound: Bound) {
        self.about = bound.about;
    }
}
