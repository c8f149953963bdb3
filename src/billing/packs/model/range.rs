//! Some days, and the ways in which they are chosen.

use jiff::ToSpan;
use jiff::civil::date;

use crate::base::words::words;
use crate::base::{Day, Fields, Problems, Result};

/// From a day to a day, both within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// Days that are often wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quick {
    /// The month before this one.
    Month,
    /// The quarter before this one.
    Quarter,
    /// The year before this one.
    Year,
}
words!(Quick, "choice of days",
    Month = "month", "packs-last-month";
    Quarter = "quarter", "packs-last-quarter";
    Year = "year", "packs-last-year";
);

impl Range {
    /// Reads `from` and `to`; none of them may be empty, and the last is not before the first.
    pub fn parse(fields: &Fields) -> Result<Range> {
        let mut problems = Problems::default();
        let mut day = |field: &'static str| match fields.first(field).trim() {
            "" => {
                problems.add(field, "packs-day-missing");
                None
            }
            text => text.parse::<Day>().inspect_err(|_| problems.add(field, "packs-day-wrong")).ok(),
        };
        let (from, to) = (day("from"), day("to"));
        let (Some(from), Some(to)) = (from, to) else {
            return problems.finish(Range { from: Day(date(1, 1, 1)), to: Day(date(1, 1, 1)) });
        };
        if to < from {
            problems.add("to", "packs-to-before-from");
        }
        problems.finish(Range { from, to })
    }

    /// Those days, as they are on that day.
    pub fn quick(quick: Quick, today: Day) -> Range {
        let today = today.0;
        let quarter = (today.month() - 1) / 3 * 3 + 1;
        let (first, months) = match quick {
            Quick::Month => (today.first_of_month(), 1),
            Quick::Quarter => (date(today.year(), quarter, 1), 3),
            Quick::Year => (date(today.year(), 1, 1), 12),
        };
        let from = first.saturating_sub(months.months());
        Range { from: Day(from), to: Day(first.saturating_sub(1.day())) }
    }
}
