//! The links of the chain and their hashes; pure.

use std::borrow::Cow;
use std::fmt;

use crate::base::{AccountId, At, Day, Id, MemberId, Result, SubjectId, WorkspaceId};
use crate::platform::crypto;

/// A value before or after a change; none: there was or is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Value(pub Option<String>);

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value(Some(text))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value(Some(text.clone()))
    }
}

impl<K> From<Id<K>> for Value {
    fn from(id: Id<K>) -> Value {
        Value(Some(id.number().to_string()))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value(Some(number.to_string()))
    }
}

impl From<bool> for Value {
    fn from(answer: bool) -> Value {
        Value(Some(answer.to_string()))
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Value {
        Value(Some(day.to_string()))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value(None), Into::into)
    }
}

/// A field that an act changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The name of the field.
    pub field: Cow<'static, str>,
    /// Before the act.
    pub old: Value,
    /// After it.
    pub new: Value,
}

impl Change {
    /// From `old` to `new`; `None` where there is no value.
    pub fn new(field: impl Into<Cow<'static, str>>, old: impl Into<Value>, new: impl Into<Value>) -> Change {
        Change { field: field.into(), old: old.into(), new: new.into() }
    }
}

/// A changed field with the salt that keeps its hash from being guessed.
pub(super) struct Salted {
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
    pub salt: [u8; 16],
}

impl Salted {
    pub fn new(change: &Change) -> Salted {
        Salted {
            field: change.field.clone().into_owned(),
            old: change.old.0.clone(),
            new: change.new.0.clone(),
            salt: crypto::random(),
        }
    }

    pub fn hash(&self) -> String {
        let mut bytes = Bytes::default();
        bytes.put(&self.salt);
        bytes.put(self.field.as_bytes());
        bytes.maybe(self.old.as_deref().map(str::as_bytes));
        bytes.maybe(self.new.as_deref().map(str::as_bytes));
        data_encoding::HEXLOWER.encode(&crypto::hash(bytes.0))
    }
}

/// The fields of an act as the chain holds them: `[[name, hash], …]`.
pub(super) fn fields(changes: &[Salted]) -> Result<String> {
    let pairs: Vec<(&str, String)> =
        changes.iter().map(|change| (change.field.as_str(), change.hash())).collect();
    Ok(serde_json::to_string(&pairs)?)
}

/// A value beside the chain, with what the chain says about its row.
pub(super) struct Stored {
    pub id: i64,
    pub seq: i64,
    pub value: Salted,
    pub fields: String,
}

impl Stored {
    pub fn is_in_chain(&self) -> bool {
        let pairs: Vec<(String, String)> = serde_json::from_str(&self.fields).unwrap_or_default();
        let hash = self.value.hash();
        pairs.iter().any(|(field, known)| *field == self.value.field && *known == hash)
    }
}

/// One row of the chain, all of it covered by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub workspace: WorkspaceId,
    pub seq: i64,
    pub at: At,
    pub door: String,
    pub account: Option<AccountId>,
    pub member: Option<MemberId>,
    pub verb: String,
    pub subject: Option<SubjectId>,
    pub fields: String,
    pub previous: [u8; 32],
}

impl Link {
    pub fn hash(&self) -> [u8; 32] {
        let mut bytes = Bytes::default();
        bytes.put(&self.previous);
        bytes.number(self.workspace.number());
        bytes.number(self.seq);
        bytes.number(self.at.0);
        bytes.put(self.door.as_bytes());
        bytes.maybe(self.account.map(|id| id.number().to_be_bytes()).as_ref().map(<[u8; 8]>::as_slice));
        bytes.maybe(self.member.map(|id| id.number().to_be_bytes()).as_ref().map(<[u8; 8]>::as_slice));
        bytes.put(self.verb.as_bytes());
        bytes.maybe(self.subject.map(|id| id.number().to_be_bytes()).as_ref().map(<[u8; 8]>::as_slice));
        bytes.put(self.fields.as_bytes());
        crypto::hash(bytes.0)
    }
}

/// Parts one after the other, each with its length, so that no two rows have the same bytes.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn put(&mut self, part: &[u8]) {
        self.0.extend((part.len() as u64).to_be_bytes());
        self.0.extend(part);
    }

    fn maybe(&mut self, part: Option<&[u8]>) {
        self.0.push(u8::from(part.is_some()));
        self.put(part.unwrap_or_default());
    }

    fn number(&mut self, number: i64) {
        self.0.extend(number.to_be_bytes());
    }
}

/// The end of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Whose chain.
    pub workspace: WorkspaceId,
    /// The number of its last row; 0: none yet.
    pub seq: i64,
    /// The hash of that row; zeros: none yet.
    pub hash: [u8; 32],
}

impl Head {
    /// Before the first row.
    pub fn start(workspace: WorkspaceId) -> Head {
        Head { workspace, seq: 0, hash: [0; 32] }
    }

    /// The head after that row, if it is the one that belongs there and is as it was written.
    pub(super) fn followed_by(&self, link: &Link, hash: [u8; 32]) -> Result<Head, Fault> {
        let fault = |reason| Err(Fault { seq: self.seq + 1, reason });
        match link {
            link if link.seq != self.seq + 1 => fault("a row is missing"),
            link if link.previous != self.hash => fault("the row does not follow the one before it"),
            link if link.hash() != hash => fault("the row is not as it was written"),
            link => Ok(Head { workspace: self.workspace, seq: link.seq, hash }),
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.seq, data_encoding::HEXLOWER.encode(&self.hash))
    }
}

/// Where a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The number of the first row that is not what it should be.
    pub seq: i64,
    /// What is wrong, for the operator.
    pub reason: &'static str,
}

/// A row of the chain as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the chain.
    pub seq: i64,
    /// When.
    pub at: At,
    /// By which door.
    pub door: String,
    /// Who; none: the installation itself.
    pub member: Option<MemberId>,
    /// What.
    pub verb: String,
    /// To which record.
    pub subject: Option<SubjectId>,
}
