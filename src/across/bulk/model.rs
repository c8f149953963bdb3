//! An act on many records, and where it stands; pure.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, BulkActId, ChangeSetId, Error, FieldId, Fields, MemberId, Result, SubjectId, text};
use crate::crm::fields::Value;
use crate::crm::tags;
use crate::crm::views::{Known, List, Many, State, Verb, ticked};
use crate::platform::queue::{Job, Lane};

/// The longest source, in letters.
const LONGEST: usize = 100;
/// So many rows can be ticked at most.
const MOST_TICKED: usize = 500;
/// For how long what somebody saw of a list may be acted on.
const FRESH: Duration = Duration::from_secs(86_400);

/// Where an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A job is at work.
    Running,
    /// Every record was looked at.
    Done,
    /// Somebody stopped it; what was done is done.
    Cancelled,
    /// A job takes it back.
    Undoing,
    /// It was taken back.
    Undone,
}
words!(Status, "status",
    Running = "running", "bulk-running";
    Done = "done", "bulk-done";
    Cancelled = "cancelled", "bulk-cancelled";
    Undoing = "undoing", "bulk-undoing";
    Undone = "undone", "bulk-undone";
);

impl Status {
    /// Whether a job is at work.
    pub fn is_busy(self) -> bool {
        matches!(self, Status::Running | Status::Undoing)
    }
}

/// Why a record was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Somebody changed it since the list was seen.
    Changed,
    /// It is not theirs to change.
    Forbidden,
    /// Its state does not allow it.
    Refused,
    /// It is in use no more.
    Gone,
}
words!(Reason, "reason",
    Changed = "changed", "bulk-why-changed";
    Forbidden = "forbidden", "bulk-why-forbidden";
    Refused = "refused", "bulk-why-refused";
    Gone = "gone", "bulk-why-gone";
);

impl Reason {
    /// Why an act on one record was refused; none for what is no fault of the record.
    pub fn of(error: &Error) -> Option<Reason> {
        match error {
            Error::Stale(_) => Some(Reason::Changed),
            Error::Forbidden => Some(Reason::Forbidden),
            Error::Conflict(_) | Error::Invalid(_) => Some(Reason::Refused),
            Error::NotFound | Error::Gone | Error::Merged(..) => Some(Reason::Gone),
            _ => None,
        }
    }
}

/// An act on all records of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkAct {
    /// Its number.
    pub id: BulkActId,
    /// Of which list.
    pub list: List,
    /// What the list showed.
    pub state: State,
    /// What is done to each record.
    pub many: Many,
    /// Where it stands.
    pub status: Status,
    /// When the list was seen.
    pub seen_at: At,
    /// How many records it showed then.
    pub expected: i64,
    /// The records that were ticked, each as the version that was seen, by number; none: all that the list shows.
    pub chosen: Vec<(SubjectId, i64)>,
    /// The last record that was looked at.
    pub step_at: SubjectId,
    /// The last row of the set that was taken back.
    pub undo_at: Option<i64>,
    /// How many records were changed.
    pub counts: Counts,
    /// The set by which it is taken back.
    pub set: ChangeSetId,
    /// Who asked.
    pub member: MemberId,
}

/// What became of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Changed.
    pub changed: i64,
    /// So already.
    pub alike: i64,
    /// Left as they are, for a reason.
    pub skipped: i64,
    /// Left by the undo: changed since.
    pub kept: i64,
}

impl Counts {
    /// How many records were looked at.
    pub fn seen(&self) -> i64 {
        self.changed + self.alike + self.skipped
    }
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// Of which list.
    pub list: List,
    /// What the list showed.
    pub state: State,
    /// What is done to each record.
    pub many: Many,
    /// When the list was seen.
    pub seen_at: At,
    /// How many records it showed.
    pub expected: i64,
    /// The records that were ticked, each as the version that was seen; none: all that the list shows.
    pub chosen: Vec<(SubjectId, i64)>,
}

impl Wish {
    /// Reads `verb`, its value (`to_owner`, `to_tag`, `to_source`, `to_stage`, `to_day`; of own fields what `own` reads), the list's
    /// own pairs, the ticked `row`s, and `seen` and `count`: what was seen before `now`, at most a day ago.
    pub fn parse(
        list: List,
        typed: &Fields,
        now: At,
        own: impl FnOnce() -> Result<Vec<(FieldId, Option<Value>)>>,
    ) -> Result<Wish> {
        let verb: Verb =
            typed.first("verb").parse().map_err(|_| Error::field("verb", "bulk-verb-missing"))?;
        if !list.verbs().contains(&verb) {
            return Err(Error::Malformed("verb"));
        }
        let seen_at = typed.first("seen").parse().map(At).map_err(|_| Error::Malformed("seen"))?;
        if seen_at > now || now.since(seen_at) > FRESH {
            return Err(Error::Conflict("bulk-too-old"));
        }
        let expected = typed.first("count").parse::<i64>().map_err(|_| Error::Malformed("count"))?;
        let chosen = chosen(typed)?;
        let expected = if chosen.is_empty() { expected } else { count(chosen.len()) };
        let many = if verb == Verb::Fields { Many::Fields(own()?) } else { many(verb, typed)? };
        let state = State::parse(list, typed);
        Ok(Wish { list, state, many, seen_at, expected: expected.clamp(0, 10_000_000), chosen })
    }
}

/// The ticked rows, by number, each once.
pub fn chosen(typed: &Fields) -> Result<Vec<(SubjectId, i64)>> {
    let rows: Vec<(SubjectId, Known)> = ticked(typed.all("row"))?;
    if rows.len() > MOST_TICKED {
        return Err(Error::Malformed("row"));
    }
    let seen = |(id, known)| match known {
        Known::Version(version) => Ok((id, version)),
        Known::At(_) | Known::AsItIs => Err(Error::Malformed("row")),
    };
    let mut chosen = rows.into_iter().map(seen).collect::<Result<Vec<(SubjectId, i64)>>>()?;
    chosen.sort_unstable();
    chosen.dedup_by_key(|(id, _)| *id);
    Ok(chosen)
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn many(verb: Verb, typed: &Fields) -> Result<Many> {
    Ok(match verb {
        Verb::Assign => match typed.first("to_owner") {
            "" => Many::Assign(None),
            owner => {
                Many::Assign(Some(owner.parse().map_err(|_| Error::field("to_owner", "owners-unknown"))?))
            }
        },
        Verb::Tag => Many::Tag(tag(typed)?),
        Verb::Untag => Many::Untag(tag(typed)?),
        Verb::Source => {
            let source = text::one_line(typed.first("to_source"));
            match source.chars().count() > LONGEST {
                true => return Err(Error::field("to_source", "bulk-source-long")),
                false => Many::Source(source),
            }
        }
        Verb::Move => Many::Move(
            typed.first("to_stage").parse().map_err(|_| Error::field("to_stage", "bulk-stage-missing"))?,
        ),
        Verb::Fields => return Err(Error::Malformed("verb")),
        Verb::Trash => Many::Trash,
        Verb::Due => Many::Due(
            typed.first("to_day").parse().map_err(|_| Error::field("to_day", "tasks-due-on-wrong"))?,
        ),
        Verb::Finish => Many::Finish,
        Verb::Remove => Many::Remove,
    })
}

fn tag(typed: &Fields) -> Result<String> {
    let tag = text::one_line(typed.first("to_tag"));
    match tag.chars().count() {
        _ if text::fold(&tag).is_empty() => Err(Error::field("to_tag", "tags-none-named")),
        count if count > tags::LENGTH => Err(Error::field("to_tag", "tags-too-long")),
        _ => Ok(tag),
    }
}

/// Does an act to the records that are left.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Run {
    /// Which act.
    pub act: BulkActId,
}

impl Job for Run {
    const KIND: &'static str = "bulk.run";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(1_800);

    fn dedupe(&self) -> Option<String> {
        Some(self.act.to_string())
    }
}

/// Takes an act back.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Undo {
    /// Which act.
    pub act: BulkActId,
    /// Who wants it back as it was.
    pub member: MemberId,
}

impl Job for Undo {
    const KIND: &'static str = "bulk.undo";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(1_800);

    fn dedupe(&self) -> Option<String> {
        Some(self.act.to_string())
    }
}
