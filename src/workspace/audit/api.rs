//! The feed of changes: the chain of the audit, as far as it speaks of records, with its numbers as cursors.
//!
//! The chain grows by one in the transaction of each act, has no gap and is never cut, so a program that keeps its
//! cursor misses nothing, whatever door the act came through.

use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::Entry;
use super::store;
use crate::base::{Error, SubjectKind};
use crate::platform::View;
use crate::web::Cx;
use crate::web::payload::{Limit, Moment, Tag, Word};

/// Where the feed ends at the moment.
const LATEST: &str = "latest";

/// The operations on the feed.
pub struct Changes;

/// Something that happened to a record.
#[derive(Debug, Object)]
#[oai(rename = "Change")]
pub struct ChangeRecord {
    /// What the record is.
    kind: Word<SubjectKind>,
    /// Its number.
    id: i64,
    /// What was done: `create`, `edit`, `import`, `tag`, `untag`, `assign`, `move`, `hold`, `resume`, `win`, `lose`,
    /// `finish`, `reopen`, `trash`, `restore`, `undo`, `remove`, `merge`, `delete`. After `delete` the record is gone for good; after all others ask for it. New words may come.
    act: String,
    /// When.
    at: Moment,
    /// The member who did it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    by: Option<i64>,
}

/// A part of the feed.
#[derive(Debug, Object)]
pub struct ChangeList {
    /// The oldest first.
    data: Vec<ChangeRecord>,
    /// Keep it, and ask for `after` it next time.
    cursor: String,
    /// Whether there is more already.
    more: bool,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Changes")]
impl Changes {
    /// List what changed
    ///
    /// Every act on a contact, a company, a deal, a note or a task, by whatever door it came, from the first one on. A cursor never
    /// expires. To begin with what is there already: ask with `after=latest`, keep the cursor, read the lists, go on.
    #[oai(path = "/changes", method = "get", operation_id = "change.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `cursor` of the answer before, or `latest`.
        after: Query<Option<String>>,
        /// Acts in an answer.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<ChangeList>> {
        let limit = limit.0.unwrap_or_default().0;
        let rows = u32::try_from(limit).unwrap_or(u32::MAX).saturating_add(1);
        let entries = match after.0.as_deref() {
            Some(LATEST) => {
                let head = cx.read(|view| store::head(view, view.workspace()))?;
                return Ok(Json(ChangeList { data: Vec::new(), cursor: head.seq.to_string(), more: false }));
            }
            after => {
                let seq = seq(after)?;
                cx.read(|view: &View| Ok((seq, store::list_after(view, seq, rows)?)))?
            }
        };
        Ok(Json(part(entries, limit)))
    }
}

fn seq(after: Option<&str>) -> Result<i64, Error> {
    let malformed = Error::Malformed("the cursor is not one of the feed");
    match after {
        None => Ok(0),
        Some(cursor) if cursor.bytes().all(|byte| byte.is_ascii_digit()) => {
            cursor.parse().map_err(|_| malformed)
        }
        Some(_) => Err(malformed),
    }
}

fn part((seq, mut entries): (i64, Vec<Entry>), limit: usize) -> ChangeList {
    let more = entries.len() > limit;
    entries.truncate(limit);
    let cursor = entries.last().map_or(seq, |entry| entry.seq).to_string();
    ChangeList { data: entries.into_iter().filter_map(record).collect(), cursor, more }
}

/// An act on a kind of record that the API knows.
fn record(entry: Entry) -> Option<ChangeRecord> {
    let (kind, act) = entry.verb.split_once('.')?;
    Some(ChangeRecord {
        kind: Word(kind.parse().ok()?),
        id: entry.subject?.number(),
        act: act.to_owned(),
        at: Moment(entry.at),
        by: entry.member.map(|member| member.number()),
    })
}
