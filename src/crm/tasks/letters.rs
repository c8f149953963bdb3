//! The letter of the morning: what is due today, and what is late.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::model::{Clocks, Due, Task};
use super::store;
use crate::base::listing::SIZE;
use crate::base::{Day, MemberId, Result, format};
use crate::platform::{Tx, View, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{Desk, Letter, Recipient};
use crate::workspace::{accounts, members, settings};

/// So many tasks are named.
const NAMED: usize = 20;

/// Tells a member what they have to do by the end of that day.
#[derive(Debug, Serialize, Deserialize)]
pub struct SummaryLetter {
    /// Who has to do it.
    pub member: MemberId,
    /// The day.
    pub day: Day,
}

impl Letter for SummaryLetter {
    const KIND: &'static str = "task.summary";
    const NAME: &'static str = "tasks-summary";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let clocks = Clocks { day: settings::of(tx)?.zone(), clock: zone(tx, Some(self.member))? };
        let tasks = store::due_today(tx, self.member, SIZE)?;
        // What comes a day late tells nothing any more.
        if tasks.is_empty() || tx.now().day(&clocks.clock) != self.day {
            return Ok(None);
        }
        let tell = |key, count: usize| i18n::tell(to.language, key, &[("count", count.into())]);
        let mut draft = Draft::new(tell("tasks-summary-subject", tasks.len()));
        for task in tasks.iter().take(NAMED) {
            draft = draft.text(line(tx, to, task, &clocks));
        }
        if tasks.len() > NAMED {
            draft = draft.text(tell("tasks-summary-more", tasks.len() - NAMED));
        }
        let t = |key| i18n::message(to.language, key);
        Ok(Some(draft.action(t("tasks-all"), desk.page("/tasks")).small(t("members-letter-off"))))
    }
}

/// "14:30 Measure the wall", "Send the drawing, overdue since yesterday".
fn line(tx: &Tx, to: &Recipient, task: &Task, clocks: &Clocks) -> String {
    let (facts, today) = (&task.facts, tx.now().day(&clocks.clock));
    match (facts.due, facts.due.day(clocks)) {
        (due, Some(day)) if due.is_over(tx.now(), clocks) => {
            let since = format::day_near(to.language, day, today);
            let told = [("task", facts.title.clone().into()), ("day", since.into())];
            i18n::tell(to.language, "tasks-summary-overdue", &told)
        }
        (Due::At(at), _) => format!("{} {}", format::clock(at, &clocks.clock), facts.title),
        _ => facts.title.clone(),
    }
}

/// The zone by which that member's hours count; nobody's: the workspace's.
pub(super) fn zone(view: &View, member: Option<MemberId>) -> Result<TimeZone> {
    let chosen = match member {
        Some(member) => accounts::find(view, members::find(view, member)?.account)?.zone,
        None => None,
    };
    match chosen.and_then(|zone| TimeZone::get(&zone).ok()) {
        Some(zone) => Ok(zone),
        None => Ok(settings::of(view)?.zone()),
    }
}
