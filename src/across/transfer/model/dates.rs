//! Days as files write them.

use jiff::civil::Date;

use crate::base::{Country, Day};

/// In which order a column writes day, month and year. ISO days are read in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 2026-12-31
    YearFirst,
    /// 31.12.2026, 31/12/2026
    DayFirst,
    /// 12/31/2026
    MonthFirst,
}

impl DateOrder {
    /// Every order, in the order in which it is offered.
    pub const ALL: [DateOrder; 3] = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            DateOrder::YearFirst => "year-first",
            DateOrder::DayFirst => "day-first",
            DateOrder::MonthFirst => "month-first",
        }
    }

    /// The order of that word.
    pub fn of(code: &str) -> Option<DateOrder> {
        DateOrder::ALL.into_iter().find(|order| order.code() == code)
    }

    /// The same day in this order, to show what is meant.
    pub fn example(self) -> &'static str {
        match self {
            DateOrder::YearFirst => "2026-12-31",
            DateOrder::DayFirst => "31.12.2026",
            DateOrder::MonthFirst => "12/31/2026",
        }
    }

    /// The order in which a column's values make sense; where both do, the habit of the country.
    pub fn detect<'a>(values: impl Iterator<Item = &'a str>, country: Country) -> DateOrder {
        let mut is_month_possible = true;
        let mut is_day_possible = true;
        let mut seen = false;
        for (parts, separator) in values.filter_map(split) {
            let [first, second, _] = parts;
            if first > 31 {
                continue;
            }
            seen = true;
            is_month_possible &= first <= 12 && separator != '.';
            is_day_possible &= second <= 12;
        }
        match (seen, is_day_possible, is_month_possible) {
            (false, _, _) => DateOrder::YearFirst,
            (_, true, true) if country.code() == "US" => DateOrder::MonthFirst,
            (_, false, true) => DateOrder::MonthFirst,
            _ => DateOrder::DayFirst,
        }
    }

    /// The day that a text names; a time after it is left aside.
    pub fn parse(self, text: &str) -> Option<Day> {
        let ([first, second, third], _) = split(text)?;
        let (year, month, day) = match self {
            _ if first > 31 => (first, second, third),
            DateOrder::MonthFirst => (third, first, second),
            DateOrder::DayFirst | DateOrder::YearFirst => (third, second, first),
        };
        let year = match year {
            0..=69 => year + 2000,
            70..=99 => year + 1900,
            _ => year,
        };
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
            .ok()
            .filter(|date| (1900..2200).contains(&date.year()))
            .map(Day)
    }
}

/// Three numbers and what stands between the first two.
fn split(text: &str) -> Option<([u32; 3], char)> {
    let day = text.trim().split(['T', ' ', ',']).next()?.trim_end_matches(['.', 'г']);
    let separator = day.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, '-' | '.' | '/') {
        return None;
    }
    let mut parts = day.split(separator).map(|part| part.parse::<u32>().ok());
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some((found, separator))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn detect(values: &[&str], country: &str) -> DateOrder {
        DateOrder::detect(values.iter().copied(), country.parse().unwrap())
    }

    #[test]
    fn one_telling_value_decides_for_the_column() {
        assert_eq!(detect(&["01/02/2026", "13/02/2026"], "US"), DateOrder::DayFirst);
        assert_eq!(detect(&["01/02/2026", "02/13/2026"], "GB"), DateOrder::MonthFirst);
        assert_eq!(detect(&["01.02.2026"], "US"), DateOrder::DayFirst);
        assert_eq!(detect(&["2026-02-01"], "US"), DateOrder::YearFirst);
    }

    #[test]
    fn where_both_orders_make_sense_the_country_decides() {
        assert_eq!(detect(&["01/02/2026"], "US"), DateOrder::MonthFirst);
        assert_eq!(detect(&["01/02/2026"], "GB"), DateOrder::DayFirst);
    }

    #[test]
    fn days_are_read_with_times_letters_and_short_years() {
        let day = |order: DateOrder, text| order.parse(text).map(|day| day.to_string());

        assert_eq!(day(DateOrder::DayFirst, "12.11.2026 г.").as_deref(), Some("2026-11-12"));
        assert_eq!(day(DateOrder::DayFirst, "12.11.2026г.").as_deref(), Some("2026-11-12"));
        assert_eq!(day(DateOrder::MonthFirst, "3/15/2024 2:30 PM").as_deref(), Some("2024-03-15"));
        assert_eq!(day(DateOrder::DayFirst, "2024-03-12T09:14:00Z").as_deref(), Some("2024-03-12"));
        assert_eq!(day(DateOrder::DayFirst, "1/2/98").as_deref(), Some("1998-02-01"));
        assert_eq!(day(DateOrder::DayFirst, "31.02.2026"), None);
        assert_eq!(day(DateOrder::DayFirst, "yesterday"), None);
    }

    proptest! {
        #[test]
        fn every_day_comes_back_from_every_order(year in 1900i16..2200, month in 1i8..=12, day in 1i8..=28) {
            let wanted = Day(Date::new(year, month, day).unwrap());

            prop_assert_eq!(DateOrder::YearFirst.parse(&format!("{year:04}-{month:02}-{day:02}")), Some(wanted));
            prop_assert_eq!(DateOrder::DayFirst.parse(&format!("{day}.{month}.{year}")), Some(wanted));
            prop_assert_eq!(DateOrder::MonthFirst.parse(&format!("{month}/{day}/{year}")), Some(wanted));
        }

        #[test]
        fn no_text_makes_it_fall_over(text in "\\PC{0,20}") {
            DateOrder::DayFirst.parse(&text);
        }
    }
}
