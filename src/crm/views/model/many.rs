//! What can be done to many records at once.

use serde::{Deserialize, Serialize};

use super::list::List;
use crate::base::words::words;
use crate::base::{At, Day, Error, FieldId, Id, MemberId, Result, StageId};
use crate::crm::fields::Value;

/// What is done to each of many records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "verb", content = "with")]
pub enum Many {
    /// They get that owner, or nobody.
    Assign(Option<MemberId>),
    /// They get that tag.
    Tag(String),
    /// They lose that tag.
    Untag(String),
    /// They came from there.
    Source(String),
    /// These deals go to that stage.
    Move(StageId),
    /// They get these values of the workspace's own fields, or lose theirs.
    Fields(Vec<(FieldId, Option<Value>)>),
    /// They go into the trash.
    Trash,
    /// These tasks are due on that day.
    Due(Day),
    /// These tasks are done.
    Finish,
    /// These tasks are removed.
    Remove,
}

/// The kinds of [`Many`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// [`Many::Assign`].
    Assign,
    /// [`Many::Tag`].
    Tag,
    /// [`Many::Untag`].
    Untag,
    /// [`Many::Source`].
    Source,
    /// [`Many::Move`].
    Move,
    /// [`Many::Fields`].
    Fields,
    /// [`Many::Trash`].
    Trash,
    /// [`Many::Due`].
    Due,
    /// [`Many::Finish`].
    Finish,
    /// [`Many::Remove`].
    Remove,
}
words!(Verb, "verb",
    Assign = "assign", "bulk-assign";
    Tag = "tag", "bulk-tag";
    Untag = "untag", "bulk-untag";
    Source = "source", "bulk-source";
    Move = "move", "bulk-move";
    Fields = "fields", "bulk-fields";
    Trash = "trash", "bulk-trash";
    Due = "due", "bulk-due";
    Finish = "finish", "bulk-finish";
    Remove = "remove", "bulk-remove";
);

impl List {
    /// Whether each of its records is somebody to whom one can write.
    pub fn is_people(self) -> bool {
        matches!(self, List::Contacts | List::Leads)
    }

    /// What can be done to many of its records.
    pub fn verbs(self) -> &'static [Verb] {
        match self {
            List::Contacts | List::Companies => {
                &[Verb::Assign, Verb::Tag, Verb::Untag, Verb::Source, Verb::Fields, Verb::Trash]
            }
            List::Leads => &[Verb::Assign, Verb::Source, Verb::Fields, Verb::Trash],
            List::Deals => &[Verb::Assign, Verb::Move, Verb::Source, Verb::Fields, Verb::Trash],
            List::Tasks => &[Verb::Assign, Verb::Due, Verb::Finish, Verb::Remove],
        }
    }
}

impl Many {
    /// Of which kind it is.
    pub fn verb(&self) -> Verb {
        match self {
            Many::Assign(_) => Verb::Assign,
            Many::Tag(_) => Verb::Tag,
            Many::Untag(_) => Verb::Untag,
            Many::Source(_) => Verb::Source,
            Many::Move(_) => Verb::Move,
            Many::Fields(_) => Verb::Fields,
            Many::Trash => Verb::Trash,
            Many::Due(_) => Verb::Due,
            Many::Finish => Verb::Finish,
            Many::Remove => Verb::Remove,
        }
    }
}

/// As what somebody knew a record when they chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// At that version.
    Version(i64),
    /// As it was at that instant.
    At(At),
    /// As it is, whatever that may be.
    AsItIs,
}

impl Known {
    /// `Stale` if the record is another by now.
    pub fn require(self, version: i64, updated_at: At) -> Result<()> {
        let is_same = match self {
            Known::Version(known) => known == version,
            Known::At(seen) => updated_at <= seen,
            Known::AsItIs => true,
        };
        if is_same { Ok(()) } else { Err(Error::Stale(version)) }
    }
}

/// Reads the ticked rows of a list: `12.3` is record 12 as it was at version 3, `12` record 12 as it is.
pub fn ticked<'v, K>(values: impl Iterator<Item = &'v str>) -> Result<Vec<(Id<K>, Known)>> {
    let read = |value: &str| match value.split_once('.') {
        None => Ok((value.parse()?, Known::AsItIs)),
        Some((id, version)) => {
            let version = version.parse().map_err(|_| Error::Malformed("version"))?;
            Ok((id.parse()?, Known::Version(version)))
        }
    };
    values.map(read).collect()
}
