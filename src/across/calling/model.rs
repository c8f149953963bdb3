//! What somebody types about a call, and what is to be done next.

use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::base::words::words;
use crate::base::{Day, Error, Fields, Problems, Result, text};
use crate::crm::activities::{NoteInput, NoteKind};

/// The longest title of what is to be done next, in characters.
const TITLE_LENGTH: usize = 200;

/// When something is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Soon {
    /// Nothing is.
    #[default]
    Never,
    /// Tomorrow.
    Tomorrow,
    /// In three days.
    Days,
    /// In a week.
    Week,
    /// On a day that is named.
    Day,
}
words!(Soon, "time of a follow-up",
    Never = "never", "calls-next-never";
    Tomorrow = "tomorrow", "calls-next-tomorrow";
    Days = "3_days", "calls-next-days";
    Week = "week", "calls-next-week";
    Day = "day", "calls-next-day";
);

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// On which day.
    pub on: Day,
    /// What; empty: the name of the record.
    pub title: String,
}

/// A call, a meeting or a letter as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallInput {
    /// What was, and how it went.
    pub note: NoteInput,
    /// What is to be done next.
    pub next: Option<FollowUp>,
}

impl CallInput {
    /// Reads what a note is read from, with the hours of that zone, and `follow_up`, `follow_up_on`, `follow_up_title`.
    pub fn parse(fields: &Fields, zone: &TimeZone, today: Day) -> Result<CallInput> {
        let mut later = Problems::default();
        let next = FollowUp::parse(fields, today, &mut later);
        let read = NoteInput::parse_in(fields, zone);
        let (note, mut problems) = match read {
            Ok(note) => (Some(note), Problems::default()),
            Err(Error::Invalid(problems)) => (None, problems),
            Err(other) => return Err(other),
        };
        if note.as_ref().is_some_and(|note| note.kind == NoteKind::Note) {
            problems.add("kind", "calls-kind-unknown");
        }
        for problem in later.iter() {
            problems.push(problem.field.clone(), problem.key.clone());
        }
        match note {
            Some(note) => problems.finish(CallInput { note, next }),
            None => Err(Error::Invalid(problems)),
        }
    }
}

impl FollowUp {
    fn parse(fields: &Fields, today: Day, problems: &mut Problems) -> Option<FollowUp> {
        let soon: Soon = fields.first("follow_up").parse().unwrap_or_default();
        let title = text::one_line(fields.first("follow_up_title"));
        if title.chars().count() > TITLE_LENGTH {
            problems.add("follow_up_title", "tasks-title-long");
        }
        let in_days = |days: i64| today.0.checked_add(days.days()).map(Day).ok();
        let on = match soon {
            Soon::Never => return None,
            Soon::Tomorrow => in_days(1),
            Soon::Days => in_days(3),
            Soon::Week => in_days(7),
            Soon::Day => fields.first("follow_up_on").parse().ok(),
        };
        if on.is_none() {
            problems.add("follow_up_on", "calls-next-on-wrong");
        }
        on.map(|on| FollowUp { on, title })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call() -> Fields {
        Fields::new().with("kind", "call").with("outcome", "reached")
    }

    fn parse(fields: &Fields) -> Result<CallInput> {
        CallInput::parse(fields, &TimeZone::UTC, "2026-11-30".parse().expect("a day"))
    }

    #[test]
    fn what_is_next_falls_on_a_day() {
        let on = |fields: Fields| parse(&fields).expect("all is well").next.map(|next| next.on.to_string());

        assert_eq!(on(call()), None);
        assert_eq!(on(call().with("follow_up", "tomorrow")).as_deref(), Some("2026-12-01"));
        assert_eq!(on(call().with("follow_up", "week")).as_deref(), Some("2026-12-07"));
        let day = call().with("follow_up", "day").with("follow_up_on", "2027-01-08");
        assert_eq!(on(day).as_deref(), Some("2027-01-08"));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let fields = call().with("minutes", "much").with("follow_up", "day");

        let Err(Error::Invalid(problems)) = parse(&fields) else { panic!("it was taken") };

        assert_eq!(problems.on("minutes"), Some("activities-minutes-wrong"));
        assert_eq!(problems.on("follow_up_on"), Some("calls-next-on-wrong"));
    }

    #[test]
    fn a_mere_note_is_no_call() {
        let Err(Error::Invalid(problems)) = parse(&Fields::new().with("body", "Words")) else {
            panic!("it was taken")
        };

        assert_eq!(problems.on("kind"), Some("calls-kind-unknown"));
    }
}
