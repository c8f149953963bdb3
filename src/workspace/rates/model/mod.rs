//! Sources, rates, and what somebody typed about them.

mod published;
mod table;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::id::Id;
use crate::base::words::words;
use crate::base::{At, Currency, Day, Fields, Language, Problems, Result, text};
use crate::platform::queue::{Job, Lane};

pub use published::Published;
pub use table::Rates;

/// The kind of [`RateId`].
pub struct RateKind;

/// Names a rate that somebody set.
pub type RateId = Id<RateKind>;

/// One, at 10^-9.
const ONE: i64 = 1_000_000_000;
/// Nothing costs more of anything, and so no sum overflows.
const MOST: i64 = 1_000_000 * ONE;
/// An answer is good for that long.
const GOOD_FOR: Duration = Duration::from_secs(6 * 3600);
/// Workspaces that follow the same source ask it together only once.
const TOGETHER: Duration = Duration::from_secs(10 * 60);

/// Who publishes rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The European Central Bank: each working day, for one euro.
    Ecb,
    /// HM Revenue & Customs: each month, for one pound.
    Hmrc,
}
words!(Source, "source of rates",
    Ecb = "ecb", "rates-ecb";
    Hmrc = "hmrc", "rates-hmrc";
);

impl Source {
    /// The currency of which one unit costs so much of others; `None` only if our list lost it.
    pub fn base(self) -> Option<Currency> {
        match self {
            Source::Ecb => "EUR".parse().ok(),
            Source::Hmrc => "GBP".parse().ok(),
        }
    }

    /// Reads the choice of the form: `none` is nobody.
    pub fn choice(fields: &Fields) -> Result<Option<Source>> {
        match fields.first("source") {
            "none" => Ok(None),
            code => match code.parse() {
                Ok(source) => Ok(Some(source)),
                Err(_) => Err(crate::base::Error::field("source", "rates-source-wrong")),
            },
        }
    }
}

/// Why there are no new rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answered.
    Unreachable,
    /// The answer was a refusal.
    Refused,
    /// The answer was no table of rates.
    Unreadable,
}
words!(Trouble, "trouble with rates",
    Unreachable = "unreachable", "rates-trouble-unreachable";
    Refused = "refused", "rates-trouble-refused";
    Unreadable = "unreadable", "rates-trouble-unreadable";
);

/// When a source was asked last, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    /// When it was asked.
    pub asked_at: At,
    /// When it last gave rates.
    pub answered_at: Option<At>,
    /// What was wrong the last time.
    pub trouble: Option<Trouble>,
}

impl Feed {
    /// Whether it is time to ask again.
    pub fn is_due(&self, now: At) -> bool {
        let is_old = self.answered_at.is_none_or(|at| now.since(at) >= GOOD_FOR);
        is_old && now.since(self.asked_at) >= TOGETHER
    }
}

/// Whom a workspace follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Nobody, as long as nobody was chosen.
    pub source: Option<Source>,
    /// Grows with each change; 0 before the first.
    pub version: i64,
}

/// So much of one currency for one of another, at 10^-9; more than nothing, at most a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(i64);

impl Rate {
    /// From the stored number.
    pub fn from_billionths(number: i64) -> Rate {
        Rate(number.clamp(1, MOST))
    }

    /// The stored number.
    pub fn billionths(self) -> i64 {
        self.0
    }

    /// Reads `1.0832` or `1,0832`, with up to nine digits behind the point; thousands are not set apart.
    pub fn read(text: &str) -> Option<Rate> {
        let (whole, rest) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 7 || rest.len() > 9 || !are_digits(whole) || !are_digits(rest) {
            return None;
        }
        let number = whole.parse::<i64>().ok()? * ONE + format!("{rest:0<9}").parse::<i64>().ok()?;
        (1..=MOST).contains(&number).then_some(Rate(number))
    }

    /// As people of the language write it, with at least four digits behind the point.
    pub fn write(self, language: Language) -> String {
        let point = match language {
            Language::En => '.',
            Language::Bg => ',',
        };
        let rest = format!("{:09}", self.0 % ONE);
        let rest = rest.trim_end_matches('0');
        format!("{}{point}{rest:0<4}", self.0 / ONE)
    }
}

/// A rate that somebody wants to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRate {
    /// Of what.
    pub currency: Currency,
    /// So much of it for one of the workspace's own.
    pub rate: Rate,
    /// From that day on.
    pub valid_on: Day,
}

impl NewRate {
    /// Reads `currency`, `rate` and `valid_on`; `own` is the workspace's currency, which costs one of itself.
    pub fn parse(fields: &Fields, own: Currency) -> Result<NewRate> {
        let mut problems = Problems::default();
        let currency = fields.first("currency").parse::<Currency>();
        if !matches!(&currency, Ok(currency) if *currency != own) {
            problems.add("currency", "rates-currency-wrong");
        }
        let rate = Rate::read(&text::one_line(fields.first("rate")));
        if rate.is_none() {
            problems.add("rate", "rates-rate-wrong");
        }
        let valid_on = fields.first("valid_on").parse::<Day>();
        if valid_on.is_err() {
            problems.add("valid_on", "rates-day-wrong");
        }
        problems.finish(())?;
        let rate = rate.ok_or(crate::base::Error::Malformed("rate"))?;
        Ok(NewRate { currency: currency?, rate, valid_on: valid_on? })
    }
}

/// A rate as the page shows it: one `base` is so much `currency`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// Its number, if somebody set it.
    pub id: Option<RateId>,
    /// One of that
    pub base: Currency,
    /// costs
    pub rate: Rate,
    /// of that.
    pub currency: Currency,
    /// From that day on.
    pub valid_on: Day,
}

/// Fetches the rates that the workspace follows.
#[derive(Debug, Serialize, Deserialize)]
pub struct Fetch {
    /// Whether somebody asked for it: then it is time in any case.
    pub is_wished: bool,
}

impl Job for Fetch {
    const KIND: &'static str = "rates.fetch";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(self.is_wished.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<i64> {
        Rate::read(text).map(Rate::billionths)
    }

    #[test]
    fn a_rate_is_read_with_either_point() {
        assert_eq!(read("1.0832"), Some(1_083_200_000));
        assert_eq!(read(" 137,25 "), Some(137_250_000_000));
        assert_eq!(read("0.000000001"), Some(1));
        assert_eq!(read("1000000"), Some(MOST));
    }

    #[test]
    fn what_could_mean_two_things_is_no_rate() {
        for text in
            ["", "0", "-1", "1.083,2", "1,083.2", "1e3", "N/A", "1000000.1", "0.0000000001", ".5", "٣"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_rate_is_written_as_the_language_does() {
        let write = |text: &str, language| Rate::read(text).map(|rate| rate.write(language));

        assert_eq!(write("1.08", Language::En).as_deref(), Some("1.0800"));
        assert_eq!(write("137.123456", Language::Bg).as_deref(), Some("137,123456"));
    }

    #[test]
    fn a_source_is_asked_again_when_its_answer_is_old_but_not_twice_at_once() {
        let hour = 3_600_000;
        let feed = |asked, answered: Option<i64>| Feed {
            asked_at: At(asked),
            answered_at: answered.map(At),
            trouble: None,
        };

        assert!(!feed(0, Some(0)).is_due(At(5 * hour)));
        assert!(feed(0, Some(0)).is_due(At(6 * hour)));
        assert!(!feed(6 * hour, Some(0)).is_due(At(6 * hour + 60_000)));
        assert!(feed(6 * hour, Some(0)).is_due(At(7 * hour)));
        assert!(feed(0, None).is_due(At(hour)));
    }

    #[test]
    fn every_source_has_its_currency() {
        assert!(Source::ALL.iter().all(|source| source.base().is_some()));
    }
}
