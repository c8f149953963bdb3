//! By when something has to be done.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, Day, Fields, Problems};

/// The place of what is due some time, after everything else.
const SOME_TIME: i64 = i64::MAX;

/// The zones by which days and hours count.
#[derive(Debug, Clone)]
pub struct Clocks {
    /// The workspace's: whole days end by it.
    pub day: TimeZone,
    /// The reader's: hours are typed by it.
    pub clock: TimeZone,
}

/// By when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Due {
    /// Some time.
    #[default]
    Sometime,
    /// In the course of that day.
    On(Day),
    /// At that instant.
    At(At),
}

/// The heads of the agenda, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bucket {
    /// Should be done already.
    Overdue,
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// Within the next seven days.
    Week,
    /// After that.
    Later,
    /// Some time.
    Sometime,
}
words!(Bucket, "part of the agenda",
    Overdue = "overdue", "tasks-overdue";
    Today = "today", "tasks-today";
    Tomorrow = "tomorrow", "tasks-tomorrow";
    Week = "week", "tasks-week";
    Later = "later", "tasks-later";
    Sometime = "sometime", "tasks-sometime";
);

impl Due {
    /// Reads `due_on`, and `due_time` on that day; a time without a day is a problem. Programs send the instant whole, as
    /// `due_at`.
    pub fn parse(fields: &Fields, clocks: &Clocks, problems: &mut Problems) -> Due {
        let (day, time, instant) = (fields.first("due_on"), fields.first("due_time"), fields.first("due_at"));
        if let Ok(instant) = instant.parse::<Timestamp>() {
            if !day.is_empty() {
                problems.add("due_at", "tasks-due-both");
            }
            return Due::At(instant.into());
        }
        if day.is_empty() {
            if !time.is_empty() {
                problems.add("due_on", "tasks-due-on-missing");
            }
            return Due::Sometime;
        }
        let Ok(day) = day.parse::<Day>() else {
            problems.add("due_on", "tasks-due-on-wrong");
            return Due::Sometime;
        };
        if time.is_empty() {
            return Due::On(day);
        }
        match clock(time).and_then(|time| day.0.to_datetime(time).to_zoned(clocks.clock.clone()).ok()) {
            Some(instant) => Due::At(instant.timestamp().into()),
            None => {
                problems.add("due_time", "tasks-due-time-wrong");
                Due::On(day)
            }
        }
    }

    /// The day on which it falls, by the reader's clock where there is an hour.
    pub fn day(self, clocks: &Clocks) -> Option<Day> {
        match self {
            Due::Sometime => None,
            Due::On(day) => Some(day),
            Due::At(at) => Some(at.day(&clocks.clock)),
        }
    }

    /// Its place among others: the instant, or the last one of the day.
    pub fn place(self, zone: &TimeZone) -> i64 {
        match self {
            Due::Sometime => SOME_TIME,
            Due::At(at) => at.0,
            Due::On(Day(date)) => {
                let next = date.tomorrow().ok().and_then(|date| date.to_zoned(zone.clone()).ok());
                next.map_or(SOME_TIME - 1, |next| next.timestamp().as_millisecond() - 1)
            }
        }
    }

    /// Whether it should have been done by now.
    pub fn is_over(self, now: At, clocks: &Clocks) -> bool {
        self.place(&clocks.day) < now.0
    }

    /// As it stands in the audit.
    pub fn told(self) -> String {
        match self {
            Due::Sometime => String::new(),
            Due::On(day) => day.to_string(),
            Due::At(at) => at.to_string(),
        }
    }

    /// Under which head of the agenda it stands.
    pub fn bucket(self, now: At, clocks: &Clocks) -> Bucket {
        let Some(Day(day)) = self.day(clocks) else { return Bucket::Sometime };
        if self.is_over(now, clocks) {
            return Bucket::Overdue;
        }
        let Day(today) = match self {
            Due::At(_) => now.day(&clocks.clock),
            Due::On(_) | Due::Sometime => now.day(&clocks.day),
        };
        match today.until(day).map(|span| span.get_days()) {
            Ok(..=0) => Bucket::Today,
            Ok(1) => Bucket::Tomorrow,
            Ok(2..=7) => Bucket::Week,
            _ => Bucket::Later,
        }
    }
}

/// `14:30`, or with seconds as some browsers send it.
fn clock(text: &str) -> Option<Time> {
    Time::strptime("%H:%M", text).or_else(|_| Time::strptime("%H:%M:%S", text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sofia() -> Clocks {
        let zone = TimeZone::get("Europe/Sofia").expect("jiff knows it");
        Clocks { day: zone.clone(), clock: zone }
    }

    fn parse(day: &str, time: &str) -> Result<Due, Problems> {
        let mut problems = Problems::default();
        let due =
            Due::parse(&Fields::new().with("due_on", day).with("due_time", time), &sofia(), &mut problems);
        match problems.finish(due) {
            Ok(due) => Ok(due),
            Err(crate::base::Error::Invalid(problems)) => Err(problems),
            Err(other) => panic!("{other}"),
        }
    }

    fn at(text: &str) -> At {
        text.parse::<jiff::Timestamp>().expect("an instant").into()
    }

    #[test]
    fn a_day_an_hour_or_neither() {
        assert_eq!(parse("", ""), Ok(Due::Sometime));
        assert_eq!(parse("2026-11-24", ""), Ok(Due::On("2026-11-24".parse().expect("a day"))));
        assert_eq!(parse("2026-11-24", "14:30"), Ok(Due::At(at("2026-11-24T12:30:00Z"))));
        assert_eq!(parse("", "14:30").unwrap_err().on("due_on"), Some("tasks-due-on-missing"));
        assert_eq!(parse("24.11.", "").unwrap_err().on("due_on"), Some("tasks-due-on-wrong"));
        assert_eq!(parse("2026-11-24", "2 pm").unwrap_err().on("due_time"), Some("tasks-due-time-wrong"));
    }

    #[test]
    fn a_day_is_over_when_it_ends_where_the_company_is() {
        let due = parse("2026-11-24", "").expect("a day");

        assert!(!due.is_over(at("2026-11-24T21:59:59Z"), &sofia()));
        assert!(due.is_over(at("2026-11-24T22:00:00Z"), &sofia()));
    }

    #[test]
    fn the_agenda_puts_each_under_its_head() {
        let now = at("2026-11-24T10:00:00Z");
        let head = |day, time| parse(day, time).expect("well typed").bucket(now, &sofia());

        assert_eq!(head("2026-11-23", ""), Bucket::Overdue);
        assert_eq!(head("2026-11-24", "11:59"), Bucket::Overdue);
        assert_eq!(head("2026-11-24", "12:01"), Bucket::Today);
        assert_eq!(head("2026-11-24", ""), Bucket::Today);
        assert_eq!(head("2026-11-25", "00:00"), Bucket::Tomorrow);
        assert_eq!(head("2026-12-01", ""), Bucket::Week);
        assert_eq!(head("2026-12-02", ""), Bucket::Later);
        assert_eq!(head("", ""), Bucket::Sometime);
    }

    #[test]
    fn what_ends_sooner_stands_before() {
        let zone = &sofia().day;
        let place = |day, time| parse(day, time).expect("well typed").place(zone);

        let places = [
            place("2026-11-24", "09:00"),
            place("2026-11-24", ""),
            place("2026-11-25", "00:00"),
            place("", ""),
        ];
        assert!(places.is_sorted_by(|one, next| one < next), "{places:?}");
    }
}
