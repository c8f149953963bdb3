//! Instants and days. An instant is a moment everywhere; a day belongs to a workspace's zone.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::error::Error;

/// The IANA zones that can be chosen: those named by continent or ocean and city, in alphabetical order.
pub fn zones() -> &'static [String] {
    const PARTS: [&str; 9] =
        ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let names = TimeZoneDatabase::bundled();
        let names = names.available().map(|name| name.as_str().to_owned());
        let mut names: Vec<String> = names
            .filter(|name| name.split_once('/').is_some_and(|(part, _)| PARTS.contains(&part)))
            .collect();
        names.sort_unstable();
        names
    });
    &ZONES
}

/// An instant in unix milliseconds UTC, as every `*_at` column holds it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
pub struct At(pub i64);

impl At {
    /// That much later.
    pub fn plus(self, by: Duration) -> At {
        At(self.0.saturating_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
    }

    /// That much earlier.
    pub fn minus(self, by: Duration) -> At {
        At(self.0.saturating_sub(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
    }

    /// How long it is since `earlier`; zero if it is not earlier.
    pub fn since(self, earlier: At) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The same instant for calendars.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The day on which it falls in that zone.
    pub fn day(self, zone: &TimeZone) -> Day {
        Day(zone.to_datetime(self.timestamp()).date())
    }
}

impl From<Timestamp> for At {
    fn from(timestamp: Timestamp) -> At {
        At(timestamp.as_millisecond())
    }
}

impl fmt::Display for At {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(formatter)
    }
}

/// A calendar day, `YYYY-MM-DD`, as every `*_on` column holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Day(pub Date);

impl Day {
    /// The middle of the day in that zone: most other zones have the same day then.
    pub fn noon(self, zone: &TimeZone) -> At {
        let noon = self.0.at(12, 0, 0, 0).to_zoned(zone.clone());
        noon.map_or(At::default(), |noon| noon.timestamp().into())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Day {
    type Err = Error;

    /// Reads `YYYY-MM-DD` only; anything else is malformed.
    fn from_str(text: &str) -> Result<Day, Error> {
        Date::strptime("%Y-%m-%d", text).map(Day).map_err(|_| Error::Malformed("day"))
    }
}
