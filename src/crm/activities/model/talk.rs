//! How a call, a meeting, a letter or a mail went.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::NoteKind;
use crate::base::words::words;
use crate::base::{At, Day, Fields, Problems, text};

/// The longest number that is kept, in characters.
const PHONE_LENGTH: usize = 40;
/// The longest call or meeting, in minutes: a day.
const LONGEST: u16 = 1440;

/// How it went. Each word belongs to the kinds that [`Outcome::offered`] names, and says who began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// We called and spoke with them.
    Reached,
    /// We called and nobody answered.
    NotReached,
    /// We called and left a message.
    LeftMessage,
    /// We called and somebody else answered.
    WrongNumber,
    /// They called and we spoke.
    Spoke,
    /// They called and we did not answer.
    Missed,
    /// We met.
    Held,
    /// They did not come.
    NoShow,
    /// The meeting was called off.
    CalledOff,
    /// We wrote.
    Sent,
    /// We wrote, and the post brought it back.
    CameBack,
    /// They wrote.
    Received,
}
words!(Outcome, "outcome",
    Reached = "reached", "activities-outcome-reached";
    NotReached = "not_reached", "activities-outcome-not-reached";
    LeftMessage = "left_message", "activities-outcome-left-message";
    WrongNumber = "wrong_number", "activities-outcome-wrong-number";
    Spoke = "spoke", "activities-outcome-spoke";
    Missed = "missed", "activities-outcome-missed";
    Held = "held", "activities-outcome-held";
    NoShow = "no_show", "activities-outcome-no-show";
    CalledOff = "called_off", "activities-outcome-called-off";
    Sent = "sent", "activities-outcome-sent";
    CameBack = "came_back", "activities-outcome-came-back";
    Received = "received", "activities-outcome-received";
);

/// What of a timeline is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// All that was done and said.
    #[default]
    All,
    /// What somebody wrote down.
    Notes,
    /// Calls.
    Calls,
    /// Meetings.
    Meetings,
    /// Letters and e-mails.
    Letters,
}
words!(Show, "part of a timeline",
    All = "all", "activities-show-all";
    Notes = "notes", "activities-show-notes";
    Calls = "calls", "activities-show-calls";
    Meetings = "meetings", "activities-show-meetings";
    Letters = "letters", "activities-show-letters";
);

/// What a note of a call, a meeting, a letter or a mail says besides its words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Talk {
    /// How it went; nobody said.
    pub outcome: Option<Outcome>,
    /// When it was; none: when it was written down.
    pub at: Option<At>,
    /// How long it took, in minutes.
    pub minutes: Option<u16>,
    /// The number that was called, as it was dialled.
    pub phone: String,
}

impl Outcome {
    /// What can be said of that kind, under the key of who began: none where nobody is the one.
    pub fn offered(kind: NoteKind) -> &'static [(Option<&'static str>, &'static [Outcome])] {
        use Outcome::{
            CalledOff, CameBack, Held, LeftMessage, Missed, NoShow, NotReached, Reached, Received, Sent,
            Spoke, WrongNumber,
        };
        match kind {
            NoteKind::Note => &[],
            NoteKind::Call => &[
                (Some("activities-we-called"), &[Reached, NotReached, LeftMessage, WrongNumber]),
                (Some("activities-they-called"), &[Spoke, Missed]),
            ],
            NoteKind::Meeting => &[(None, &[Held, NoShow, CalledOff])],
            NoteKind::Letter => &[
                (Some("activities-we-wrote"), &[Sent, CameBack]),
                (Some("activities-they-wrote"), &[Received]),
            ],
            NoteKind::Mail => {
                &[(Some("activities-we-wrote"), &[Sent]), (Some("activities-they-wrote"), &[Received])]
            }
        }
    }

    /// Whether it can be said of that kind.
    pub fn fits(self, kind: NoteKind) -> bool {
        Outcome::offered(kind).iter().any(|(_, outcomes)| outcomes.contains(&self))
    }

    /// Whether the two sides have heard from each other: for a lead, the first such is its answer.
    pub fn is_answer(self) -> bool {
        match self {
            Outcome::Reached | Outcome::Spoke | Outcome::Held | Outcome::Sent | Outcome::Received => true,
            Outcome::NotReached
            | Outcome::LeftMessage
            | Outcome::WrongNumber
            | Outcome::Missed
            | Outcome::NoShow
            | Outcome::CalledOff
            | Outcome::CameBack => false,
        }
    }
}

impl Talk {
    /// Reads `outcome`, `held_on` with `held_time` by that zone, `minutes` and `phone` of a note of that kind; nothing of
    /// a mere note. Programs send the instant whole, as `held_at`.
    pub fn parse(fields: &Fields, kind: NoteKind, zone: &TimeZone, problems: &mut Problems) -> Talk {
        if kind == NoteKind::Note {
            return Talk::default();
        }
        let outcome = fields.first("outcome").parse::<Outcome>().ok();
        if outcome.is_some_and(|outcome| !outcome.fits(kind)) {
            problems.add("outcome", "activities-outcome-unfit");
        }
        let minutes = fields.first("minutes");
        let length = minutes.parse().ok().filter(|minutes| (1..=LONGEST).contains(minutes));
        if length.is_none() && !minutes.is_empty() {
            problems.add("minutes", "activities-minutes-wrong");
        }
        let phone = text::one_line(fields.first("phone"));
        if phone.chars().count() > PHONE_LENGTH {
            problems.add("phone", "activities-phone-long");
        }
        Talk { outcome, at: instant(fields, zone, problems), minutes: length, phone }
    }

    /// Every fact by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> [(&'static str, String); 4] {
        [
            ("outcome", self.outcome.map_or("", Outcome::code).to_owned()),
            ("held_at", self.at.map(|at| at.to_string()).unwrap_or_default()),
            ("minutes", self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()),
            ("phone", self.phone.clone()),
        ]
    }
}

/// When it was; none: now.
fn instant(fields: &Fields, zone: &TimeZone, problems: &mut Problems) -> Option<At> {
    if let Ok(instant) = fields.first("held_at").parse::<Timestamp>() {
        return Some(instant.into());
    }
    let (day, hour) = (fields.first("held_on"), fields.first("held_time"));
    if day.is_empty() {
        return None;
    }
    let Ok(Day(date)) = day.parse::<Day>() else {
        problems.add("held_on", "activities-held-on-wrong");
        return None;
    };
    if hour.is_empty() {
        return Some(Day(date).noon(zone));
    }
    let time = Time::strptime("%H:%M", hour).or_else(|_| Time::strptime("%H:%M:%S", hour)).ok();
    match time.and_then(|time| date.to_datetime(time).to_zoned(zone.clone()).ok()) {
        Some(instant) => Some(instant.timestamp().into()),
        None => {
            problems.add("held_time", "activities-held-time-wrong");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pairs: &[(&str, &str)], kind: NoteKind) -> (Talk, Problems) {
        let fields = pairs.iter().fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value));
        let mut problems = Problems::default();
        let zone = TimeZone::get("Europe/Sofia").expect("it is known");
        (Talk::parse(&fields, kind, &zone, &mut problems), problems)
    }

    #[test]
    fn a_call_is_read_by_the_clock_of_whoever_made_it() {
        let typed = [
            ("outcome", "reached"),
            ("held_on", "2026-11-20"),
            ("held_time", "14:30"),
            ("minutes", "12"),
            ("phone", " +359  2 1"),
        ];

        let (talk, problems) = parse(&typed, NoteKind::Call);

        assert!(problems.is_empty());
        assert_eq!((talk.outcome, talk.minutes), (Some(Outcome::Reached), Some(12)));
        assert_eq!(talk.at.map(|at| at.to_string()).as_deref(), Some("2026-11-20T12:30:00Z"));
        assert_eq!(talk.phone, "+359 2 1");
    }

    #[test]
    fn what_cannot_be_is_told_by_its_field() {
        let typed =
            [("outcome", "reached"), ("held_on", "2026-02-30"), ("minutes", "0"), ("phone", &"1".repeat(41))];

        let (_, problems) = parse(&typed, NoteKind::Meeting);

        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["outcome", "minutes", "phone", "held_on"]);
    }

    #[test]
    fn a_mere_note_says_nothing_of_it() {
        let (talk, problems) = parse(&[("outcome", "reached"), ("minutes", "x")], NoteKind::Note);

        assert!(problems.is_empty());
        assert_eq!(talk, Talk::default());
    }

    #[test]
    fn every_outcome_belongs_to_a_kind() {
        for outcome in Outcome::ALL {
            assert!(NoteKind::ALL.iter().any(|kind| outcome.fits(*kind)), "{outcome:?}");
        }
    }
}
