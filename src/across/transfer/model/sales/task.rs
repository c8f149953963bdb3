//! A row of a list of tasks, or of another product's activities.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::super::facts::{Facts, Said};
use super::super::joining::{text_by, value_by};
use super::super::links::Bound;
use super::super::rules::{Area, Choice, Givens, Rules};
use super::super::values;
use crate::base::{At, Country, Day, Error, Fields, MemberId, Result, SubjectId, SubjectKind, text};
use crate::crm::activities::NoteKind;
use crate::crm::tasks::TaskKind;

/// The longest title, in characters.
const TITLE_LENGTH: usize = 200;
/// The longest details, in characters.
const DETAILS_LENGTH: usize = 10_000;

/// Where what a row says belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Among the tasks.
    #[default]
    Tasks,
    /// Among the tasks until it is done, then on the timeline.
    Activities,
    /// It is on the timeline.
    Timeline,
}

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
    /// Where it belongs.
    #[serde(default)]
    pub place: Place,
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
            place: if fields.first("activity") == "1" { Place::Activities } else { Place::Tasks },
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
        // What stands on a timeline was so: no file changes it.
        if self.place == Place::Timeline {
            return;
        }
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

impl TaskRow {
    /// What it is on the timeline of that record, if it belongs there: a call, a meeting or a letter that is done.
    pub fn told(&self) -> Option<(SubjectId, NoteKind)> {
        let kind = match self.kind.unwrap_or_default() {
            TaskKind::Todo => return None,
            TaskKind::Call => NoteKind::Call,
            TaskKind::Meeting => NoteKind::Meeting,
            TaskKind::Letter => NoteKind::Letter,
        };
        let is_over = self.place == Place::Activities && self.is_done == Some(true);
        self.about.filter(|_| is_over).map(|about| (about, kind))
    }

    /// Its words on the timeline.
    pub fn words(&self) -> String {
        if self.details.is_empty() {
            self.title.clone()
        } else {
            format!("{}\n\n{}", self.title, self.details)
        }
    }

    /// When it was held: on the day that it was done, at the hour for which it had been agreed, or at noon.
    pub fn held_at(&self, zone: &TimeZone) -> Option<At> {
        let day = self.done_on.or(self.due_on)?;
        let hour = self.due_time.parse::<Time>().ok().filter(|_| self.due_on == Some(day));
        let moment = hour.and_then(|hour| day.0.to_datetime(hour).to_zoned(zone.clone()).ok());
        Some(moment.map_or_else(|| day.noon(zone), |moment| moment.timestamp().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(done_on: &str) -> TaskRow {
        TaskRow {
            title: "Call".into(),
            kind: Some(TaskKind::Call),
            due_on: "2026-03-05".parse().ok(),
            due_time: "14:30".into(),
            is_done: Some(true),
            done_on: done_on.parse().ok(),
            about: Some(SubjectId::new(7)),
            place: Place::Activities,
            ..TaskRow::default()
        }
    }

    #[test]
    fn only_what_was_said_and_is_over_goes_on_the_timeline() {
        let told = call("");
        let open = TaskRow { is_done: Some(false), ..told.clone() };
        let deadline = TaskRow { kind: Some(TaskKind::Todo), ..told.clone() };
        let our_own = TaskRow { place: Place::Tasks, ..told.clone() };
        let of_nobody = TaskRow { about: None, ..told.clone() };

        assert_eq!(told.told(), Some((SubjectId::new(7), NoteKind::Call)));
        for task in [open, deadline, our_own, of_nobody] {
            assert_eq!(task.told(), None, "{task:?}");
        }
    }

    #[test]
    fn the_hour_counts_on_the_day_for_which_it_was_agreed() {
        let held = |row: TaskRow| row.held_at(&TimeZone::UTC).map(|at| at.to_string());

        assert_eq!(held(call("")).as_deref(), Some("2026-03-05T14:30:00Z"));
        assert_eq!(held(call("2026-03-05")).as_deref(), Some("2026-03-05T14:30:00Z"));
        assert_eq!(held(call("2026-03-07")).as_deref(), Some("2026-03-07T12:00:00Z"));
        assert_eq!(held(TaskRow { due_on: None, ..call("") }), None);
    }
}
