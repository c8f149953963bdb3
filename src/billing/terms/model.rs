//! Terms of payment.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::{Day, Error, Fields, Language, Problems};
use crate::billing::pricing::Percent;
use crate::platform::i18n;

/// When a paper is to be paid, and what comes off for whoever pays early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// When it falls due.
    pub due: When,
    /// What comes off, if anything does.
    pub early: Option<Early>,
}

/// A share that comes off a paper that is paid early: it is worded on the paper, and a credit note takes it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Early {
    /// In tenths of a per cent.
    tenths: u8,
    /// Within so many days of its issue.
    days: u8,
}

/// When a paper falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
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
/// The most tenths of a per cent that come off, and the most days in which to pay for it.
const MOST_EARLY: (u8, u8) = (99, 60);

impl Early {
    /// Reads `2/10` or `2.5/10`: so many per cent off within so many days.
    fn parse(typed: &str) -> Option<Early> {
        let (percent, days) = typed.trim().trim_end_matches('%').split_once('/')?;
        let percent = percent.trim().trim_end_matches('%').trim_end().replace(',', ".");
        let (whole, tenth) = percent.split_once('.').unwrap_or((&percent, "0"));
        let (whole, tenth): (u8, u8) = (whole.parse().ok()?, tenth.parse().ok()?);
        let tenths = (tenth < 10).then(|| whole.checked_mul(10)?.checked_add(tenth))??;
        let days = days.trim().parse().ok()?;
        let is_within = (1..=MOST_EARLY.0).contains(&tenths) && (1..=MOST_EARLY.1).contains(&days);
        is_within.then_some(Early { tenths, days })
    }

    /// What comes off.
    fn percent(self) -> Percent {
        Percent(i64::from(self.tenths) * 1_000)
    }
}

impl fmt::Display for Early {
    /// The stored code: `2.5/10`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.percent().typed(Language::En), self.days)
    }
}

impl Terms {
    /// Every kind as a choice, with the key of its name.
    pub const KINDS: [(&'static str, &'static str); 4] = [
        ("days", "terms-kind-days"),
        ("month-end", "terms-kind-month-end"),
        ("day", "terms-kind-day"),
        ("at-once", "terms-kind-at-once"),
    ];

    /// Thirty days, which most agree on.
    pub const USUAL: Terms = Terms { due: When::Days(30), early: None };

    /// Reads `terms`, `terms_number` and `terms_early`; what is wrong is noted.
    pub fn parse(fields: &Fields, problems: &mut Problems) -> Option<Terms> {
        let due = When::of(fields.first("terms"), fields.first("terms_number")).map_err(|key| {
            let field = if key == "terms-kind-missing" { "terms" } else { "terms_number" };
            problems.add(field, key);
        });
        let early = match fields.first("terms_early").trim() {
            "" => Ok(None),
            typed => {
                Early::parse(typed).map(Some).ok_or_else(|| problems.add("terms_early", "terms-early-wrong"))
            }
        };
        Some(Terms { due: due.ok()?, early: early.ok()? })
    }

    /// As a form shows it: `terms`, `terms_number` and `terms_early`.
    pub fn typed(self) -> [(&'static str, String); 3] {
        Terms::split(&self.to_string())
    }

    /// The fields of a form that mean a stored code, right or wrong.
    pub fn split(code: &str) -> [(&'static str, String); 3] {
        let (kind, rest) = code.split_once(' ').unwrap_or((code, ""));
        let (number, early) = match rest.split_once(' ') {
            Some(both) => both,
            None if rest.contains('/') => ("", rest),
            None => (rest, ""),
        };
        [("terms", kind.to_owned()), ("terms_number", number.to_owned()), ("terms_early", early.to_owned())]
    }

    /// When a paper of that day falls due: never before it.
    pub fn due(self, issued: Day) -> Day {
        self.due.day(issued)
    }

    /// As a paper in that language words it.
    pub fn say(self, language: Language) -> String {
        let due = self.due.say(language);
        let Some(early) = self.early else { return due };
        let told =
            [("percent", early.percent().show(language).into()), ("number", i64::from(early.days).into())];
        format!("{due}. {}", i18n::tell(language, "terms-say-early", &told))
    }
}

impl When {
    /// When that kind with that number is; the key of what is wrong with the number.
    fn of(kind: &str, typed: &str) -> Result<When, &'static str> {
        let number: Option<u16> = typed.trim().parse().ok();
        match (kind, number) {
            ("at-once", _) => Ok(When::AtOnce),
            ("days", Some(days @ 1..=MOST_DAYS)) => Ok(When::Days(days)),
            ("days", _) => Err("terms-days-wrong"),
            ("month-end", Some(days @ 0..=MOST_DAYS)) => Ok(When::MonthEnd(days)),
            ("month-end", None) if typed.trim().is_empty() => Ok(When::MonthEnd(0)),
            ("month-end", _) => Err("terms-after-wrong"),
            ("day", Some(day @ 1..=31)) => Ok(When::DayOfMonth(u8::try_from(day).unwrap_or(31))),
            ("day", _) => Err("terms-day-wrong"),
            _ => Err("terms-kind-missing"),
        }
    }

    /// The day on which a paper of that day falls due: never before it.
    fn day(self, Day(issued): Day) -> Day {
        Day(match self {
            When::AtOnce => issued,
            When::Days(days) => plus(issued, days),
            When::MonthEnd(days) => plus(issued.last_of_month(), days),
            When::DayOfMonth(day) => {
                let here = on(issued, day);
                if here >= issued { here } else { on(issued.first_of_month().saturating_add(1.month()), day) }
            }
        })
    }

    /// As a paper in that language words it.
    fn say(self, language: Language) -> String {
        let number = |key, number: u16| i18n::tell(language, key, &[("number", i64::from(number).into())]);
        match self {
            When::AtOnce => i18n::message(language, "terms-say-at-once").to_owned(),
            When::Days(days) => number("terms-say-days", days),
            When::MonthEnd(0) => i18n::message(language, "terms-say-month-end").to_owned(),
            When::MonthEnd(days) => number("terms-say-month-end-plus", days),
            When::DayOfMonth(day) => number("terms-say-day", u16::from(day)),
        }
    }

    fn parts(self) -> (&'static str, Option<u16>) {
        match self {
            When::AtOnce => ("at-once", None),
            When::Days(days) => ("days", Some(days)),
            When::MonthEnd(days) => ("month-end", Some(days)),
            When::DayOfMonth(day) => ("day", Some(u16::from(day))),
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
    /// The stored code: `days 30`, `days 30 2/10`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.due.parts() {
            (kind, Some(number)) => write!(formatter, "{kind} {number}")?,
            (kind, None) => formatter.write_str(kind)?,
        }
        self.early.map_or(Ok(()), |early| write!(formatter, " {early}"))
    }
}

impl FromStr for Terms {
    type Err = Error;

    fn from_str(code: &str) -> Result<Terms, Error> {
        let fields = Terms::split(code)
            .into_iter()
            .fold(Fields::new(), |fields, (name, value)| fields.with(name, value));
        Terms::parse(&fields, &mut Problems::default()).ok_or(Error::Malformed("terms"))
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

    fn due(due: When, issued: &str) -> String {
        Terms { due, early: None }.due(issued.parse().unwrap()).to_string()
    }

    #[test]
    fn a_paper_falls_due_over_ends_of_months_and_leap_days() {
        assert_eq!(due(When::AtOnce, "2026-11-23"), "2026-11-23");
        assert_eq!(due(When::Days(14), "2026-12-25"), "2027-01-08");
        assert_eq!(due(When::Days(1), "2028-02-28"), "2028-02-29");
        assert_eq!(due(When::MonthEnd(0), "2028-02-01"), "2028-02-29");
        assert_eq!(due(When::MonthEnd(0), "2027-02-28"), "2027-02-28");
        assert_eq!(due(When::MonthEnd(30), "2026-11-23"), "2026-12-30");
        assert_eq!(due(When::DayOfMonth(15), "2026-11-15"), "2026-11-15");
        assert_eq!(due(When::DayOfMonth(15), "2026-11-16"), "2026-12-15");
        assert_eq!(due(When::DayOfMonth(31), "2027-02-10"), "2027-02-28");
        assert_eq!(due(When::DayOfMonth(30), "2027-01-31"), "2027-02-28");
        assert_eq!(due(When::DayOfMonth(5), "2026-12-31"), "2027-01-05");
    }

    #[test]
    fn terms_are_worded_in_the_language_of_the_paper() {
        assert_eq!(When::Days(14).say(Language::En), "Due within 14 days of the date of issue");
        assert_eq!(When::Days(1).say(Language::En), "Due within 1 day of the date of issue");
        assert_eq!(When::Days(14).say(Language::Bg), "Срок за плащане: 14 дни от датата на издаване");
        assert_eq!(When::MonthEnd(0).say(Language::En), "Due at the end of the month of issue");
        assert_eq!(When::DayOfMonth(5).say(Language::Bg), "Срок за плащане: до 5-о число на месеца");
        assert_eq!(When::AtOnce.say(Language::Bg), "Платима при получаване");
    }

    #[test]
    fn what_comes_off_for_paying_early_is_worded_with_when_it_is_due() {
        let terms = |code: &str| code.parse::<Terms>().unwrap();

        assert_eq!(
            terms("days 30 2/10").say(Language::En),
            "Due within 30 days of the date of issue. 2% off if it is paid within 10 days of the date of issue; a credit note \
             then follows"
        );
        assert!(terms("month-end 2.5/7").say(Language::Bg).contains("2,5\u{a0}%"));
        assert!(terms("month-end 366 9.9/60").to_string().len() <= 20, "as the tables have room for it");
        let read = |typed: &str| {
            let fields =
                Fields::new().with("terms", "days").with("terms_number", "30").with("terms_early", typed);
            let mut problems = Problems::default();
            (
                Terms::parse(&fields, &mut problems).map(|terms| terms.to_string()),
                problems.on("terms_early").is_some(),
            )
        };
        assert_eq!(read(" 2,5 % / 10 "), (Some("days 30 2.5/10".to_owned()), false));
        for wrong in ["2", "0/10", "10/10", "2/0", "2/61", "2.55/10", "-2/10", "2/x"] {
            assert_eq!(read(wrong), (None, true), "{wrong}");
        }
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
        let due = prop_oneof![
            Just(When::AtOnce),
            (1..=MOST_DAYS).prop_map(When::Days),
            (0..=MOST_DAYS).prop_map(When::MonthEnd),
            (1..=31_u8).prop_map(When::DayOfMonth),
        ];
        let early = (1..=MOST_EARLY.0, 1..=MOST_EARLY.1).prop_map(|(tenths, days)| Early { tenths, days });
        (due, proptest::option::of(early)).prop_map(|(due, early)| Terms { due, early })
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
