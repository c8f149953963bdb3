//! A task, how it is read from what somebody typed, and how it passes from state to state.

mod due;
mod remind;
mod repeat;
mod listing;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{Actor, At, Error, Fields, MemberId, Problems, Result, Right, SubjectId, TaskId, text};

pub use due::{Bucket, Clocks, Due};
pub use listing::{Done, Filter, Soonest};
pub use remind::{Remind, Reminding};
pub use repeat::{Every, Rule};

/// The longest title, in characters.
const TITLE_LENGTH: usize = 200;
/// The longest details, in characters.
const DETAILS_LENGTH: usize = 10_000;

/// What has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskKind {
    /// Anything.
    #[default]
    Todo,
    /// To talk on the telephone.
    Call,
    /// To meet.
    Meeting,
    /// To write.
    Letter,
}
words!(TaskKind, "kind of task",
    Todo = "todo", "tasks-kind-todo";
    Call = "call", "tasks-kind-call";
    Meeting = "meeting", "tasks-kind-meeting";
    Letter = "letter", "tasks-kind-letter";
);

/// Everything that somebody can type about a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskInput {
    /// What has to be done.
    pub kind: TaskKind,
    /// The same in a line.
    pub title: String,
    /// And at length, in Markdown.
    pub details: String,
    /// The record that it is about.
    pub about: Option<SubjectId>,
    /// Who has to do it.
    pub assignee: Option<MemberId>,
    /// By when.
    pub due: Due,
    /// How long before that its assignee is reminded.
    #[serde(default)]
    pub remind: Remind,
    /// By which rule it comes back when it is done.
    #[serde(default)]
    pub repeat: Option<Rule>,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// To be done.
    Open,
    /// Done then.
    Done(At),
    /// Removed; it can be taken back.
    Removed,
}

/// A task as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// What is known of it.
    pub facts: TaskInput,
    /// When it was done.
    pub done_at: Option<At>,
    /// By whom.
    pub done_by: Option<MemberId>,
    /// False once removed.
    pub is_live: bool,
    /// Grows with each change.
    pub version: i64,
    /// When it was written down.
    pub created_at: At,
    /// By whom.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
    /// When somebody is to be reminded of it; none: they are not, or were.
    #[serde(default)]
    pub remind_at: Option<At>,
}

impl TaskInput {
    /// Reads `kind`, `title`, `details`, `about`, `assignee`, `due_on`, `due_time`, `remind` and `repeat`.
    pub fn parse(fields: &Fields, clocks: &Clocks) -> Result<TaskInput> {
        let mut problems = Problems::default();
        let title = text::one_line(fields.first("title"));
        if title.is_empty() {
            problems.add("title", "tasks-title-missing");
        }
        if title.chars().count() > TITLE_LENGTH {
            problems.add("title", "tasks-title-long");
        }
        let details = fields.first("details").replace("\r\n", "\n");
        if details.chars().count() > DETAILS_LENGTH {
            problems.add("details", "tasks-details-long");
        }
        let due = Due::parse(fields, clocks, &mut problems);
        let remind = fields.first("remind").parse().unwrap_or_default();
        if remind != Remind::Never && due == Due::Sometime {
            problems.add("remind", "tasks-remind-no-day");
        }
        let every: Every = fields.first("repeat").parse().unwrap_or_default();
        if every != Every::Never && due == Due::Sometime {
            problems.add("repeat", "tasks-repeat-no-day");
        }
        problems.finish(TaskInput {
            kind: fields.first("kind").parse().unwrap_or_default(),
            title,
            details,
            about: fields.first("about").parse().ok(),
            assignee: fields.first("assignee").parse().ok(),
            due,
            remind,
            repeat: due.day(clocks).and_then(|day| Rule::new(every, day)),
        })
    }

    /// How often it comes back.
    pub fn every(&self) -> Every {
        self.repeat.as_ref().map_or(Every::Never, Rule::every)
    }

    /// The same with the rule of other facts, where neither the day nor how often it comes back is another: a rule knows
    /// the 31st in a month that lacks it.
    pub fn with_rule_of(self, other: &TaskInput) -> TaskInput {
        match self.due == other.due && self.every() == other.every() {
            true => TaskInput { repeat: other.repeat.clone(), ..self },
            false => self,
        }
    }

    /// The facts of the task that follows one that was done then; none if it does not come back.
    pub fn following(&self, done: At, zone: &TimeZone) -> Option<TaskInput> {
        let due = self.repeat.as_ref()?.next(self.due, done, zone)?;
        Some(TaskInput { due, ..self.clone() })
    }

    /// Every fact by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        vec![
            ("kind", self.kind.code().to_owned()),
            ("title", self.title.clone()),
            ("details", self.details.clone()),
            ("about", self.about.map(|about| about.to_string()).unwrap_or_default()),
            ("assignee", self.assignee.map(|assignee| assignee.to_string()).unwrap_or_default()),
            ("due", self.due.told()),
            ("remind", self.remind.code().to_owned()),
            ("repeat", self.repeat.as_ref().map_or("", Rule::as_str).to_owned()),
        ]
    }

    /// What differs from other facts, or from none: (field, theirs, ours).
    pub fn changes(&self, other: Option<&TaskInput>) -> Vec<(&'static str, String, String)> {
        let theirs = |at: usize| other.map(|other| other.told().swap_remove(at).1).unwrap_or_default();
        let all = self.told().into_iter().enumerate().map(|(at, (field, ours))| (field, theirs(at), ours));
        all.filter(|(_, theirs, ours)| theirs != ours).collect()
    }
}

impl Task {
    /// Where it stands.
    pub fn state(&self) -> State {
        match (self.is_live, self.done_at) {
            (false, _) => State::Removed,
            (true, Some(at)) => State::Done(at),
            (true, None) => State::Open,
        }
    }

    /// Whether the actor may change it: it is of somebody whose records they may change, or they wrote it down.
    pub fn is_of(&self, actor: &Actor) -> bool {
        let wrote_it =
            self.created_by.is_some() && self.created_by == actor.member && actor.may(Right::SalesWrite);
        wrote_it || actor.may_on(Right::SalesWrite, self.facts.assignee)
    }

    /// Done now by that member; a `Conflict` unless it is open.
    pub fn finished(self, at: At, by: Option<MemberId>) -> Result<Task> {
        match self.state() {
            State::Open => Ok(Task { done_at: Some(at), done_by: by, ..self.touched(at) }),
            State::Done(_) | State::Removed => Err(Error::Conflict("tasks-not-open")),
        }
    }

    /// Open again; a `Conflict` unless it is done.
    pub fn reopened(self, at: At) -> Result<Task> {
        match self.state() {
            State::Done(_) => Ok(Task { done_at: None, done_by: None, ..self.touched(at) }),
            State::Open | State::Removed => Err(Error::Conflict("tasks-not-done")),
        }
    }

    /// With other facts.
    pub fn edited(self, facts: TaskInput, at: At) -> Task {
        Task { facts, ..self.touched(at) }
    }

    /// The same, where a reminder that nobody gave in its time is none: of what is back, nobody is reminded at once.
    pub fn without_past_reminder(self, now: At) -> Task {
        Task { remind_at: self.remind_at.filter(|at| *at > now), ..self }
    }

    /// Removed; `NotFound` if it is already.
    pub fn removed(self, at: At) -> Result<Task> {
        match self.state() {
            State::Removed => Err(Error::NotFound),
            State::Open | State::Done(_) => Ok(Task { is_live: false, ..self.touched(at) }),
        }
    }

    fn touched(self, at: At) -> Task {
        Task { version: self.version + 1, updated_at: at, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task() -> Task {
        let fields = Fields::new().with("title", " Call  Ana ").with("kind", "call");
        let clocks = Clocks { day: TimeZone::UTC, clock: TimeZone::UTC };
        Task {
            id: TaskId::new(1),
            facts: TaskInput::parse(&fields, &clocks).expect("all is well"),
            done_at: None,
            done_by: None,
            is_live: true,
            version: 1,
            created_at: At(0),
            created_by: None,
            updated_at: At(0),
            remind_at: None,
        }
    }

    #[test]
    fn a_task_is_done_once_and_opened_once() {
        let done = task().finished(At(5), Some(MemberId::new(3))).expect("it was open");

        assert_eq!((done.state(), done.version), (State::Done(At(5)), 2));
        assert!(done.clone().finished(At(6), None).is_err());
        let open = done.reopened(At(7)).expect("it was done");
        assert_eq!((open.state(), open.done_by, open.version), (State::Open, None, 3));
        assert!(open.reopened(At(8)).is_err());
    }

    #[test]
    fn what_is_removed_changes_no_more() {
        let gone = task().removed(At(5)).expect("it was there");

        assert_eq!(gone.state(), State::Removed);
        assert!(gone.clone().removed(At(6)).is_err());
        assert!(gone.clone().finished(At(6), None).is_err());
        assert!(gone.reopened(At(6)).is_err());
    }

    #[test]
    fn a_task_needs_a_title() {
        let clocks = Clocks { day: TimeZone::UTC, clock: TimeZone::UTC };
        let Err(Error::Invalid(problems)) = TaskInput::parse(&Fields::new().with("title", "  "), &clocks)
        else {
            panic!("it was taken")
        };

        assert_eq!(problems.on("title"), Some("tasks-title-missing"));
        assert_eq!(task().facts.title, "Call Ana");
    }
}
