//! When somebody is reminded of what they have to do.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Due;
use crate::base::words::words;
use crate::base::{At, Day, TaskId};
use crate::platform::queue::{Job, Lane};

/// Of what is due on a day, people are reminded at this hour of theirs.
const MORNING: i8 = 9;

/// How long before something is due somebody is reminded of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Remind {
    /// Not at all.
    #[default]
    #[serde(rename = "never")]
    Never,
    /// When it is due; of a whole day, in its morning.
    #[serde(rename = "at_time")]
    AtTime,
    /// Ten minutes before.
    #[serde(rename = "10_minutes")]
    TenMinutes,
    /// An hour before.
    #[serde(rename = "1_hour")]
    Hour,
    /// A day before; of a whole day, in the morning before.
    #[serde(rename = "1_day")]
    Day,
}
words!(Remind, "time of a reminder",
    Never = "never", "tasks-remind-never";
    AtTime = "at_time", "tasks-remind-at-time";
    TenMinutes = "10_minutes", "tasks-remind-10-minutes";
    Hour = "1_hour", "tasks-remind-1-hour";
    Day = "1_day", "tasks-remind-1-day";
);

impl Remind {
    /// The instant of the reminder, where its reader's hours count by that zone.
    pub fn instant(self, due: Due, zone: &TimeZone) -> Option<At> {
        let before = match self {
            Remind::Never => return None,
            Remind::AtTime => Duration::ZERO,
            Remind::TenMinutes => Duration::from_secs(600),
            Remind::Hour => Duration::from_secs(3_600),
            Remind::Day => Duration::from_secs(86_400),
        };
        match due {
            Due::Sometime => None,
            Due::At(at) => Some(at.minus(before)),
            Due::On(Day(day)) if self == Remind::Day => morning(day.yesterday().ok()?, zone),
            Due::On(Day(day)) => morning(day, zone),
        }
    }
}

fn morning(day: Date, zone: &TimeZone) -> Option<At> {
    let nine = day.at(MORNING, 0, 0, 0).to_zoned(zone.clone()).ok()?;
    Some(nine.timestamp().into())
}

/// Reminds of a task at that instant, unless it is done, removed, or its reminder has moved by then.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reminding {
    /// The task.
    pub task: TaskId,
    /// For when the reminder was set.
    pub at: At,
}

impl Job for Reminding {
    const KIND: &'static str = "tasks.remind";
    // Nobody is reminded in time behind a long import.
    const LANE: Lane = Lane::Mail;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(format!("{} {}", self.task, self.at.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> At {
        text.parse::<jiff::Timestamp>().expect("an instant").into()
    }

    #[test]
    fn of_an_hour_one_is_reminded_so_long_before_and_of_a_day_at_nine() {
        let sofia = TimeZone::get("Europe/Sofia").expect("jiff knows it");
        let hour = Due::At(at("2026-11-24T12:30:00Z"));
        let day = Due::On("2026-11-24".parse().expect("a day"));

        assert_eq!(Remind::TenMinutes.instant(hour, &sofia), Some(at("2026-11-24T12:20:00Z")));
        assert_eq!(Remind::Day.instant(hour, &sofia), Some(at("2026-11-23T12:30:00Z")));
        assert_eq!(Remind::AtTime.instant(day, &sofia), Some(at("2026-11-24T07:00:00Z")));
        assert_eq!(Remind::Hour.instant(day, &sofia), Some(at("2026-11-24T07:00:00Z")));
        assert_eq!(Remind::Day.instant(day, &sofia), Some(at("2026-11-23T07:00:00Z")));
        assert_eq!(Remind::Never.instant(day, &sofia), None);
        assert_eq!(Remind::AtTime.instant(Due::Sometime, &sofia), None);
    }

    #[test]
    fn nine_is_nine_when_the_clocks_change() {
        let london = TimeZone::get("Europe/London").expect("jiff knows it");
        let on = |day: &str| Remind::AtTime.instant(Due::On(day.parse().expect("a day")), &london);

        assert_eq!(on("2026-10-24"), Some(at("2026-10-24T08:00:00Z")));
        assert_eq!(on("2026-10-25"), Some(at("2026-10-25T09:00:00Z")));
    }
}
