//! A row of a list of tasks, or of another product's activities.

use serde::{Deserialize, Serialize};

use super::super::facts::{Facts, Said};
use super::super::joining::{text_by, value_by};
use super::super::links::Bound;
use super::super::rules::{Area, Choice, Givens, Rules};
use super::super::values;
use crate::base::{Country, Day, Error, Fields, MemberId, Result, SubjectId, SubjectKind, text};
use crate::crm::tasks::TaskKind;

/// The longest title, in characters.
const TITLE_LENGTH: usize = 200;
/// The longest details, in characters.
const DETAILS_LENGTH: usize = 10_000;

/// What a row says of a task.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TaskRow {
    /// What has to be done.
    pub title: String,
    /// And at length, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub details: String,
    /// What it is.
    #[serde(default)]
    pub kind: Option<TaskKind>,
    /// By which day.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// By which hour of it, `HH:MM`; empty: in the course of the day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub due_time: String,
    /// Whether it is done; none: the file does not say.
    #[serde(default)]
    pub is_done: Option<bool>,
    /// When it was.
    #[serde(default)]
    pub done_on: Option<Day>,
    /// Who has to do it.
    #[serde(default)]
    pub assignee: Option<MemberId>,
    /// The record that it is about.
    #[serde(default)]
    pub about: Option<SubjectId>,
    /// The other product's name for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub external_id: String,
}

impl Facts for TaskRow {
    const KIND: SubjectKind = SubjectKind::Task;

    fn parse(fields: &Fields, _: Country) -> Result<TaskRow> {
        let title = text::one_line(fields.first("title"));
        if title.is_empty() {
            return Err(Error::field("title", "tasks-title-missing"));
        }
        // A title that is too long stands whole in the details.
        let details = fields.first("details");
        let is_long = title.chars().count() > TITLE_LENGTH;
        let whole = if is_long { [title.as_str(), details].join("\n\n") } else { details.to_owned() };
        let done_on = fields.first("done_on").parse().ok();
        let is_done = match fields.first("done") {
            "" => None,
            said => Some(said == "1"),
        };
        Ok(TaskRow {
            title: values::short(&title, TITLE_LENGTH),
            details: whole.trim().chars().take(DETAILS_LENGTH).collect(),
            kind: fields.first("task_kind").parse().ok(),
            due_on: fields.first("due_on").parse().ok(),
            due_time: fields.first("due_time").to_owned(),
            is_done: is_done.or(done_on.map(|_: Day| true)),
            done_on,
            assignee: fields.first("owner").parse().ok(),
            about: None,
            external_id: text::one_line(fields.first("external_id")),
        })
    }

    fn own_name(&self) -> String {
        self.title.clone()
    }

    fn external_id(&self) -> &str {
        &self.external_id
    }

    fn owner(&self) -> Option<MemberId> {
        self.assignee
    }

    fn apply(&mut self, said: &Said<TaskRow>, rules: &Rules) {
        for area in &said.cleared {
            match area {
                Area::Details => self.details.clear(),
                Area::Term => (self.due_on, self.due_time) = (None, String::new()),
                Area::Owner => self.assignee = None,
                Area::ExternalId => self.external_id.clear(),
                _ => {}
            }
        }
        let new = &said.facts;
        text_by(rules.choice(Area::Name), &mut self.title, &new.title);
        text_by(rules.choice(Area::Details), &mut self.details, &new.details);
        value_by(rules.choice(Area::Details), &mut self.kind, new.kind);
        let term = rules.choice(Area::Term);
        if new.due_on.is_some()
            && (term == Choice::Overwrite || (term == Choice::Fill && self.due_on.is_none()))
        {
            (self.due_on, self.due_time) = (new.due_on, new.due_time.clone());
        }
        if new.is_done != self.is_done {
            value_by(rules.choice(Area::Done), &mut self.is_done, new.is_done);
            value_by(Choice::Fill, &mut self.done_on, new.done_on);
        }
        value_by(rules.choice(Area::Owner), &mut self.assignee, new.assignee);
        value_by(rules.choice(Area::People), &mut self.about, new.about);
        text_by(rules.choice(Area::ExternalId), &mut self.external_id, &new.external_id);
    }

    fn give(&mut self, givens: &Givens) {
        self.assignee = self.assignee.or(givens.owner);
    }

    fn tie(&mut self, bound: Bound) {
        self.about = bound.about;
    }
}
