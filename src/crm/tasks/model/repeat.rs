//! How often a task comes back.
//!
//! A rule is kept as an RRULE (RFC 5545), so that calendars understand it. It says on its own which day it means where a
//! month lacks that day: "every month" from the 31st is the last day of the shorter ones, and the 31st again after that.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rrule::RRuleSet;
use serde::{Deserialize, Serialize};

use super::Due;
use crate::base::words::words;
use crate::base::{At, Day};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Every {
    /// Not at all.
    #[default]
    Never,
    /// Every day.
    Day,
    /// From Monday to Friday.
    Weekday,
    /// Every week.
    Week,
    /// Every other week.
    TwoWeeks,
    /// Every month.
    Month,
    /// Every year.
    Year,
}
words!(Every, "time of repetition",
    Never = "never", "tasks-repeat-never";
    Day = "day", "tasks-repeat-day";
    Weekday = "weekday", "tasks-repeat-weekday";
    Week = "week", "tasks-repeat-week";
    TwoWeeks = "two_weeks", "tasks-repeat-two-weeks";
    Month = "month", "tasks-repeat-month";
    Year = "year", "tasks-repeat-year";
);

/// An RRULE of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(String);

impl Rule {
    /// The rule by which what is due on that day comes back; none for never.
    pub fn new(every: Every, from: Day) -> Option<Rule> {
        let (month, day) = (from.0.month(), from.0.day());
        let rule = match every {
            Every::Never => return None,
            Every::Day => "FREQ=DAILY".to_owned(),
            Every::Weekday => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
            Every::Week => "FREQ=WEEKLY".to_owned(),
            Every::TwoWeeks => "FREQ=WEEKLY;INTERVAL=2".to_owned(),
            Every::Month if day > 28 => format!("FREQ=MONTHLY;{}", last_of(day)),
            Every::Month => "FREQ=MONTHLY".to_owned(),
            Every::Year if (month, day) == (2, 29) => format!("FREQ=YEARLY;BYMONTH=2;{}", last_of(day)),
            Every::Year => "FREQ=YEARLY".to_owned(),
        };
        Some(Rule(rule))
    }

    /// A rule as it was stored; empty: none.
    pub fn stored(text: String) -> Option<Rule> {
        Some(Rule(text)).filter(|rule| !rule.0.is_empty())
    }

    /// The RRULE.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How often that is.
    pub fn every(&self) -> Every {
        let has = |part: &str| self.0.split(';').any(|own| own == part);
        match () {
            () if has("FREQ=DAILY") => Every::Day,
            () if has("BYDAY=MO,TU,WE,TH,FR") => Every::Weekday,
            () if has("INTERVAL=2") => Every::TwoWeeks,
            () if has("FREQ=WEEKLY") => Every::Week,
            () if has("FREQ=MONTHLY") => Every::Month,
            () => Every::Year,
        }
    }

    /// When it is due next after it was done then, by the days and hours of that zone: never before it was done, so that
    /// what was late does not come back late.
    pub fn next(&self, due: Due, done: At, zone: &TimeZone) -> Option<Due> {
        match due {
            Due::Sometime => None,
            Due::On(day) => Some(Due::On(self.day_after(day, day.max(done.day(zone)))?)),
            Due::At(at) => {
                let first = at.timestamp().to_zoned(zone.clone());
                let day = Day(first.date());
                let Day(next) = self.day_after(day, day.max(done.day(zone)))?;
                Some(Due::At(next.to_datetime(first.time()).to_zoned(zone.clone()).ok()?.timestamp().into()))
            }
        }
    }

    /// The first day of the rule, counted from `from`, that comes after that one.
    fn day_after(&self, from: Day, after: Day) -> Option<Day> {
        let start = from.0.strftime("%Y%m%d");
        let set: RRuleSet = format!("DTSTART:{start}T000000Z\nRRULE:{}", self.0).parse().ok()?;
        set.limit()
            .into_iter()
            .filter_map(|instant| Timestamp::from_second(instant.timestamp()).ok())
            .map(|instant| Day(instant.to_zoned(TimeZone::UTC).date()))
            .find(|day| *day > after)
    }
}

/// The last of the days up to that one that a month has.
fn last_of(day: i8) -> String {
    let days: Vec<String> = (28..=day).map(|day| day.to_string()).collect();
    format!("BYMONTHDAY={};BYSETPOS=-1", days.join(","))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn at(text: &str) -> At {
        text.parse::<Timestamp>().expect("an instant").into()
    }

    /// The days on which it is due if it is done each time in time.
    fn days(every: Every, from: &str, count: usize) -> Vec<String> {
        let rule = Rule::new(every, day(from)).expect("it comes back");
        let mut due = Due::On(day(from));
        let mut days = Vec::new();
        for _ in 0..count {
            due = rule.next(due, At(0), &TimeZone::UTC).expect("there is a next one");
            days.push(due.told());
        }
        days
    }

    #[test]
    fn it_comes_back_as_often_as_was_said() {
        assert_eq!(days(Every::Day, "2026-11-29", 2), ["2026-11-30", "2026-12-01"]);
        assert_eq!(days(Every::Weekday, "2026-11-26", 2), ["2026-11-27", "2026-11-30"]);
        assert_eq!(days(Every::Week, "2026-11-26", 2), ["2026-12-03", "2026-12-10"]);
        assert_eq!(days(Every::TwoWeeks, "2026-11-26", 2), ["2026-12-10", "2026-12-24"]);
        assert_eq!(days(Every::Month, "2026-11-15", 2), ["2026-12-15", "2027-01-15"]);
        assert_eq!(days(Every::Year, "2026-11-15", 2), ["2027-11-15", "2028-11-15"]);
    }

    #[test]
    fn a_short_month_has_its_last_day_and_the_long_one_its_own_again() {
        assert_eq!(
            days(Every::Month, "2026-12-31", 4),
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
        );
        assert_eq!(
            days(Every::Year, "2024-02-29", 4),
            ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]
        );
    }

    #[test]
    fn what_was_late_does_not_come_back_late() {
        let rule = Rule::new(Every::Week, day("2026-11-02")).expect("it comes back");

        let next = rule.next(Due::On(day("2026-11-02")), at("2026-11-23T08:00:00Z"), &TimeZone::UTC);

        assert_eq!(next, Some(Due::On(day("2026-11-30"))));
    }

    #[test]
    fn an_hour_stays_the_same_hour_when_the_clocks_change() {
        let sofia = TimeZone::get("Europe/Sofia").expect("jiff knows it");
        let rule = Rule::new(Every::Week, day("2026-10-23")).expect("it comes back");

        let next = rule.next(Due::At(at("2026-10-23T11:30:00Z")), At(0), &sofia);

        assert_eq!(next, Some(Due::At(at("2026-10-30T12:30:00Z"))));
    }

    proptest! {
        #[test]
        fn there_is_always_a_next_one_after_it_was_done(
            every in proptest::sample::select(&Every::ALL[1..]),
            from in 0i64..20_000,
            late in 0i64..400,
        ) {
            let from = At(from * 86_400_000).day(&TimeZone::UTC);
            let rule = Rule::new(every, from).expect("it comes back");
            let done = At(from.noon(&TimeZone::UTC).0 + late * 86_400_000);

            let Some(Due::On(next)) = rule.next(Due::On(from), done, &TimeZone::UTC) else { panic!("{rule:?}") };

            prop_assert!(next > from && next > done.day(&TimeZone::UTC));
            prop_assert_eq!(rule.every(), every);
        }
    }
}
