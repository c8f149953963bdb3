//! Terms of payment.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::{Day, Error, Fields, Language, Problems};
use crate::platform::i18n;

/// When a paper falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// On the day of its issue.
    AtOnce,
    /// So many days on.
    Days(u16),
    /// So many days after the end of the month of its issue; nought: on its last day.
    MonthEnd(u16),
    /// On the next such day of a month; in a shorter month on its last day.
    DayOfMonth(u8),
}

/// The most days that can be given: a year.
const MOST_DAYS: u16 = 366;

impl Terms {
    /// Every kind as a choice, with the key of its name.
    pub const KINDS: [(&'static str, &'static str); 4] = [
        ("days", "terms-kind-days"),
        ("month-end", "terms-kind-month-end"),
        ("day", "terms-kind-day"),
        ("at-once", "terms-kind-at-once"),
    ];

    /// Thirty days, which most agree on.
    pub const USUAL: Terms = Terms::Days(30);

    /// Terms of that kind with that number; the key of what is wrong with the number.
    fn of(kind: &str, typed: &str) -> Result<Terms, &'static str> {
        let number: Option<u16> = typed.trim().parse().ok();
        match (kind, number) {
            ("at-once", _) => Ok(Terms::AtOnce),
            ("days", Some(days @ 1..=MOST_DAYS)) => Ok(Terms::Days(days)),
            ("days", _) => Err("terms-days-wrong"),
            ("month-end", Some(days @ 0..=MOST_DAYS)) => Ok(Terms::MonthEnd(days)),
            ("month-end", None) if typed.trim().is_empty() => Ok(Terms::MonthEnd(0)),
            ("month-end", _) => Err("terms-after-wrong"),
            ("day", Some(day @ 1..=31)) => Ok(Terms::DayOfMonth(u8::try_from(day).unwrap_or(31))),
            ("day", _) => Err("terms-day-wrong"),
            _ => Err("terms-kind-missing"),
        }
    }

    /// Reads `terms` and `terms_number`; what is wrong is noted.
    pub fn parse(fields: &Fields, problems: &mut Problems) -> Option<Terms> {
        let (kind, number) = (fields.first("terms"), fields.first("terms_number"));
        match Terms::of(kind, number) {
            Ok(terms) => Some(terms),
            Err(key) => {
                let field = if key == "terms-kind-missing" { "terms" } else { "terms_number" };
                problems.add(field, key);
                None
            }
        }
    }

    /// As a form shows it: `terms` and `terms_number`.
    pub fn typed(self) -> [(&'static str, String); 2] {
        let (kind, number) = self.parts();
        [
            ("terms", kind.to_owned()),
            ("terms_number", number.map_or(String::new(), |number| number.to_string())),
        ]
    }

    /// When a paper of that day falls due: never before it.
    pub fn due(self, Day(issued): Day) -> Day {
        Day(match self {
            Terms::AtOnce => issued,
            Terms::Days(days) => plus(issued, days),
            Terms::MonthEnd(days) => plus(issued.last_of_month(), days),
            Terms::DayOfMonth(day) => {
                let here = on(issued, day);
                if here >= issued { here } else { on(issued.first_of_month().saturating_add(1.month()), day) }
            }
        })
    }

    /// As a paper in that language words it.
    pub fn say(self, language: Language) -> String {
        let number = |key, number: u16| i18n::tell(language, key, &[("number", i64::from(number).into())]);
        match self {
            Terms::AtOnce => i18n::message(language, "terms-say-at-once").to_owned(),
            Terms::Days(days) => number("terms-say-days", days),
            Terms::MonthEnd(0) => i18n::message(language, "terms-say-month-end").to_owned(),
            Terms::MonthEnd(days) => number("terms-say-month-end-plus", days),
            Terms::DayOfMonth(day) => number("terms-say-day", u16::from(day)),
        }
    }

    fn parts(self) -> (&'static str, Option<u16>) {
        match self {
            Terms::AtOnce => ("at-once", None),
            Terms::Days(days) => ("days", Some(days)),
            Terms::MonthEnd(days) => ("month-end", Some(days)),
            Terms::DayOfMonth(day) => ("day", Some(u16::from(day))),
        }
    }
}

fn plus(day: Date, days: u16) -> Date {
    day.saturating_add(i32::from(days).days())
}

/// That day of the same month, or its last.
fn on(month: Date, day: u8) -> Date {
    let last = month.days_in_month();
    let first = month.first_of_month();
    plus(first, u16::from(day.min(u8::try_from(last).unwrap_or(28))) - 1)
}

impl fmt::Display for Terms {
    /// The stored code: `days 30`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (kind, Some(number)) => write!(formatter, "{kind} {number}"),
            (kind, None) => formatter.write_str(kind),
        }
    }
}

impl FromStr for Terms {
    type Err = Error;

    fn from_str(code: &str) -> Result<Terms, Error> {
        let (kind, number) = code.split_once(' ').unwrap_or((code, ""));
        Terms::of(kind, number).map_err(|_| Error::Malformed("terms"))
    }
}

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Terms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Terms, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn due(terms: Terms, issued: &str) -> String {
        terms.due(issued.parse().unwrap()).to_string()
    }

    #[test]
    fn a_paper_falls_due_over_ends_of_months_and_leap_days() {
        assert_eq!(due(Terms::AtOnce, "2026-11-23"), "2026-11-23");
        assert_eq!(due(Terms::Days(14), "2026-12-25"), "2027-01-08");
        assert_eq!(due(Terms::Days(1), "2028-02-28"), "2028-02-29");
        assert_eq!(due(Terms::MonthEnd(0), "2028-02-01"), "2028-02-29");
        assert_eq!(due(Terms::MonthEnd(0), "2027-02-28"), "2027-02-28");
        assert_eq!(due(Terms::MonthEnd(30), "2026-11-23"), "2026-12-30");
        assert_eq!(due(Terms::DayOfMonth(15), "2026-11-15"), "2026-11-15");
        assert_eq!(due(Terms::DayOfMonth(15), "2026-11-16"), "2026-12-15");
        assert_eq!(due(Terms::DayOfMonth(31), "2027-02-10"), "2027-02-28");
        assert_eq!(due(Terms::DayOfMonth(30), "2027-01-31"), "2027-02-28");
        assert_eq!(due(Terms::DayOfMonth(5), "2026-12-31"), "2027-01-05");
    }

    #[test]
    fn terms_are_worded_in_the_language_of_the_paper() {
        assert_eq!(Terms::Days(14).say(Language::En), "Due within 14 days of the date of issue");
        assert_eq!(Terms::Days(1).say(Language::En), "Due within 1 day of the date of issue");
        assert_eq!(Terms::Days(14).say(Language::Bg), "Срок за плащане: 14 дни от датата на издаване");
        assert_eq!(Terms::MonthEnd(0).say(Language::En), "Due at the end of the month of issue");
        assert_eq!(Terms::DayOfMonth(5).say(Language::Bg), "Срок за плащане: до 5-о число на месеца");
        assert_eq!(Terms::AtOnce.say(Language::Bg), "Платима при получаване");
    }

    #[test]
    fn a_number_that_cannot_be_meant_is_told() {
        for (kind, number, field) in [
            ("days", "0", "terms_number"),
            ("days", "367", "terms_number"),
            ("month-end", "-1", "terms_number"),
            ("day", "32", "terms_number"),
            ("", "3", "terms"),
        ] {
            let mut problems = Problems::default();
            let fields = Fields::new().with("terms", kind).with("terms_number", number);

            assert_eq!(Terms::parse(&fields, &mut problems), None);
            assert!(problems.on(field).is_some(), "{kind} {number}");
        }
        assert!("weeks 3".parse::<Terms>().is_err());
    }

    fn any_terms() -> impl Strategy<Value = Terms> {
        prop_oneof![
            Just(Terms::AtOnce),
            (1..=MOST_DAYS).prop_map(Terms::Days),
            (0..=MOST_DAYS).prop_map(Terms::MonthEnd),
            (1..=31_u8).prop_map(Terms::DayOfMonth),
        ]
    }

    proptest! {
        #[test]
        fn nothing_is_due_before_its_day_and_codes_are_read_again(terms in any_terms(), days in 0..20_000_i32) {
            let issued = date(2000, 1, 1).saturating_add(days.days());

            prop_assert!(terms.due(Day(issued)).0 >= issued);
            prop_assert_eq!(terms.to_string().parse::<Terms>().unwrap(), terms);
            let fields = terms.typed().into_iter().fold(Fields::new(), |fields, (name, value)| fields.with(name, value));
            prop_assert_eq!(Terms::parse(&fields, &mut Problems::default()), Some(terms));
        }
    }
}
