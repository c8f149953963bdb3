//! Tasks: what somebody has to do, by when, about whom.
//!
//! States: open, done (and open again), removed (can be undone for 30 days, then gone). A task is due on a whole day, at
//! an instant, or some time. It is about a record or about nothing in particular; it belongs to its assignee, or to
//! nobody. Who may change a task: whoever may change its assignee's, and whoever wrote it down. What happens to a task is
//! told in the timeline of the record that it is about, audited and, for removal, kept in `workspace/changes`.
//!
//! Its assignee, or whoever wrote it down if it is nobody's, can be reminded of it once. The instant of the reminder is
//! fixed when the task is stored and moves with it; a job due at that instant tells, if it is still the task's.
//!
//! A task that comes back does so when it is done, in the same transaction: the next one is a task of its own, which
//! takes the rule along. To undo that takes the next one away, unless somebody has changed it.
//!
//! Each morning at 7, by their own clock, members who want it are told by letter what is due and what is late; nothing
//! goes where there is nothing to do.
//!
//! Tables owned: `task`, `task_summary`. The pages, which name records of every kind, stand in `across/agenda`.

mod model;
pub mod store;
mod letters;
pub mod actions;
mod jobs;
mod views;

pub use jobs::{Summarize, remind, summarize};
pub use letters::SummaryLetter;
pub use model::{
    Bucket, Clocks, Done, Due, Every, Filter, Remind, Rule, Soonest, State, Task, TaskInput, TaskKind,
};
pub use views::{Lines, Name, due, fields, form_acts, lines, typed};
