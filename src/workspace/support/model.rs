//! What a request of support is made of, and where it stands.

use std::str::FromStr;
use std::time::Duration;

use crate::base::{AccountId, At, Error, SupportAccessId};

/// How long a request waits for an answer.
pub const PATIENCE: Duration = Duration::from_secs(7 * 86_400);

/// Why an operator wants to look in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// In words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reason {
    type Err = Error;

    fn from_str(text: &str) -> Result<Reason, Error> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (1..=500).contains(&text.chars().count()) && !text.contains(char::is_control);
        if fits { Ok(Reason(text)) } else { Err(Error::field("reason", "support-reason-wrong")) }
    }
}

/// For how long an owner lets somebody look in: 1 to 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours(u8);

impl Hours {
    /// What the form offers.
    pub const CHOICES: [Hours; 4] = [Hours(1), Hours(4), Hours(8), Hours(24)];

    /// The number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The time.
    pub fn time(self) -> Duration {
        Duration::from_secs(u64::from(self.0) * 3_600)
    }
}

impl FromStr for Hours {
    type Err = Error;

    fn from_str(text: &str) -> Result<Hours, Error> {
        match text.parse() {
            Ok(hours @ 1..=24) => Ok(Hours(hours)),
            _ => Err(Error::Malformed("hours")),
        }
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// An owner has to answer.
    Asked,
    /// They may look in until then.
    Open(At),
    /// It is over since then.
    Over(At),
}

/// A request, and what became of it.
#[derive(Debug, Clone)]
pub struct Access {
    /// Its number.
    pub id: SupportAccessId,
    /// Who asks.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Why.
    pub reason: Reason,
    /// When they asked.
    pub asked_at: At,
    /// When an owner let them in.
    pub granted_at: Option<At>,
    /// Until when.
    pub ends_at: Option<At>,
    /// Since when it is over by hand or by the clock's job.
    pub ended_at: Option<At>,
    /// How many pages they have seen.
    pub views: u32,
}

impl Access {
    /// Where it stands at that time.
    pub fn state(&self, now: At) -> State {
        match (self.ended_at, self.ends_at) {
            (Some(ended), _) => State::Over(ended),
            (None, Some(ends)) if ends <= now => State::Over(ends),
            (None, Some(ends)) => State::Open(ends),
            (None, None) if now.since(self.asked_at) >= PATIENCE => State::Over(self.asked_at.plus(PATIENCE)),
            (None, None) => State::Asked,
        }
    }

    /// The same out of the database, where only what was read once is stored.
    pub(super) fn stored_reason(text: String) -> Reason {
        Reason(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> Access {
        Access {
            id: SupportAccessId::new(1),
            account: AccountId::new(1),
            name: "Olga".into(),
            reason: Reason("because".into()),
            asked_at: At(0),
            granted_at: None,
            ends_at: None,
            ended_at: None,
            views: 0,
        }
    }

    #[test]
    fn a_request_ends_by_hand_by_its_hours_or_unanswered_after_a_week() {
        let hour = At(3_600_000);
        let granted = Access { granted_at: Some(At(0)), ends_at: Some(hour), ..access() };

        assert_eq!(access().state(hour), State::Asked);
        assert_eq!(access().state(At(0).plus(PATIENCE)), State::Over(At(0).plus(PATIENCE)));
        assert_eq!(granted.state(At(1)), State::Open(hour));
        assert_eq!(granted.state(hour), State::Over(hour));
        assert_eq!(Access { ended_at: Some(At(5)), ..granted }.state(At(9)), State::Over(At(5)));
    }

    #[test]
    fn hours_are_1_to_24() {
        for text in ["0", "25", "-1", "", "1.5", "300"] {
            assert!(text.parse::<Hours>().is_err(), "{text}");
        }
        assert_eq!("24".parse::<Hours>().unwrap().time(), Duration::from_secs(86_400));
    }

    #[test]
    fn a_reason_is_one_line_and_not_empty() {
        assert_eq!(" the import\r\n hangs ".parse::<Reason>().unwrap().as_str(), "the import hangs");
        assert!(" ".parse::<Reason>().is_err());
        assert!("x".repeat(501).parse::<Reason>().is_err());
    }
}
