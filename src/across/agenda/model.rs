//! A month as a calendar shows it: whole weeks, which begin on Monday.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::base::Day;

/// A month, by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(Date);

impl Month {
    /// The month of that day.
    pub fn of(Day(date): Day) -> Month {
        Month(date.first_of_month())
    }

    /// Reads `2026-11`; what is none is the month of that day.
    pub fn parse(text: &str, else_of: Day) -> Month {
        format!("{text}-01").parse().map_or(Month::of(else_of), Month::of)
    }

    /// As it stands in addresses.
    pub fn code(self) -> String {
        self.0.strftime("%Y-%m").to_string()
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day(self.0)
    }

    /// Whether the day is one of its own.
    pub fn has(self, day: Day) -> bool {
        Month::of(day) == self
    }

    /// The month before; none at the beginning of the calendar.
    pub fn before(self) -> Option<Month> {
        self.0.checked_sub(1.month()).ok().map(Month)
    }

    /// The month after; none at the end of the calendar.
    pub fn after(self) -> Option<Month> {
        self.0.checked_add(1.month()).ok().map(Month)
    }

    /// Its weeks, with the days of its neighbours that fill the first and the last.
    pub fn weeks(self) -> Vec<Vec<Day>> {
        let lead = i64::from(self.0.weekday().to_monday_zero_offset());
        let count = (lead + i64::from(self.0.days_in_month()) + 6) / 7;
        let day = |place: i64| Day(self.0.saturating_add((place - lead).days()));
        (0..count).map(|week| (0..7).map(|weekday| day(week * 7 + weekday)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_month_has_whole_weeks_from_monday_on() {
        let weeks = Month::of(day("2026-11-24")).weeks();

        assert_eq!((weeks.len(), weeks[0][0], weeks[0][6]), (6, day("2026-10-26"), day("2026-11-01")));
        assert_eq!(
            weeks[5],
            (30..=30)
                .map(|_| day("2026-11-30"))
                .chain((1..=6).map(|at| day(&format!("2026-12-0{at}"))))
                .collect::<Vec<_>>()
        );
        assert_eq!(Month::of(day("2027-02-10")).weeks().len(), 4);
    }

    #[test]
    fn what_is_no_month_is_this_one() {
        let today = day("2026-11-24");

        assert_eq!(Month::parse("2027-02", today).code(), "2027-02");
        for text in ["", "2027-13", "next", "2027-02-01"] {
            assert_eq!(Month::parse(text, today).code(), "2026-11", "{text}");
        }
        assert_eq!(Month::of(today).after().and_then(Month::after).map(Month::code), Some("2027-01".into()));
    }
}
