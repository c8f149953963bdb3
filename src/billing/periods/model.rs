//! How long a return period is, and where it begins and ends.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, Country, Day, MemberId, VatReturnId};
use crate::billing::pricing::Overflow;

/// So many periods are listed at most: forty years of months.
const MOST: usize = 480;

/// How long a period is, and with which months it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// Each month.
    Month,
    /// Quarters that end with March, June, September and December.
    March,
    /// Quarters that end with January, April, July and October.
    April,
    /// Quarters that end with February, May, August and November.
    May,
}
words!(Cadence, "length of a VAT period",
    Month = "month", "periods-month";
    March = "quarter-mar", "periods-quarter-mar";
    April = "quarter-apr", "periods-quarter-apr";
    May = "quarter-may", "periods-quarter-may";
);

/// The days of a return, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first one.
    pub from: Day,
    /// The last one.
    pub until: Day,
}

/// A return that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// Its number here.
    pub id: VatReturnId,
    /// Its days.
    pub period: Period,
    /// What stood in it, as JSON.
    pub snapshot: String,
    /// The hash of that.
    pub hash: [u8; 32],
    /// When it was made.
    pub closed_at: At,
    /// By whom.
    pub closed_by: Option<MemberId>,
}

impl Cadence {
    /// Those that there are in a country: Bulgaria knows months only (ЗДДС чл. 87), and the stagger groups are Britain's
    /// (VAT Regulations 1995 reg. 25).
    pub fn offered(country: Country) -> &'static [Cadence] {
        match country.code() {
            "BG" => &[Cadence::Month],
            "GB" | "IM" => &[Cadence::March, Cadence::April, Cadence::May, Cadence::Month],
            _ => &[Cadence::March, Cadence::Month],
        }
    }

    /// The first day of the period of that day.
    fn begin(self, day: Date) -> Date {
        let behind = match self {
            Cadence::Month => 0,
            Cadence::March => (day.month() - 1) % 3,
            Cadence::April => (day.month() + 1) % 3,
            Cadence::May => day.month() % 3,
        };
        day.first_of_month().saturating_sub(behind.months())
    }

    /// The whole period of that day.
    pub fn period_of(self, day: Day) -> Period {
        let from = self.begin(day.0);
        let months = if self == Cadence::Month { 0 } else { 2 };
        Period { from: Day(from), until: Day(from.saturating_add(months.months()).last_of_month()) }
    }
}

impl Period {
    /// Whether that day lies in it.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    /// The day before it.
    pub fn eve(self) -> Result<Day, Overflow> {
        self.from.0.yesterday().map(Day).map_err(|_| Overflow)
    }

    /// The periods that are not closed, from the one after the last closed one, or that of the first tax day, to today's.
    pub fn open(cadence: Cadence, closed: Option<Day>, first: Day, today: Day) -> Vec<Period> {
        let next = closed.and_then(|day| day.0.tomorrow().ok()).map(Day);
        let mut from = next.unwrap_or(cadence.period_of(first.min(today)).from);
        let mut open = Vec::new();
        while from <= today && open.len() < MOST {
            let until = cadence.period_of(from).until;
            open.push(Period { from, until });
            let Ok(after) = until.0.tomorrow() else { break };
            from = Day(after);
        }
        open
    }
}
