//! Acts for programs: what was done as a whole, and taking it back.

use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi};

use super::actions;
use super::model::Report;
use super::pages::{clashes, run};
use crate::across::naming::{self, Named};
use crate::base::{ChangeSetId, Error, Result, SubjectKind};
use crate::crm::points::Taken;
use crate::platform::{View, i18n};
use crate::web::Cx;
use crate::web::payload::{Limit, Moment, Number, Tag, Word};
use crate::workspace::changes::{self, ChangeSet};

/// What stands in the way of an undo, in the catalogues and in the type of its problem.
const TAKEN: &str = "undo-taken";

/// The operations on acts.
pub struct Acts;

/// Something that was done as a whole.
#[derive(Debug, Object)]
#[oai(rename = "Act")]
pub struct ActRecord {
    /// The act's number.
    id: i64,
    /// What was done, like `contact.trash` or `lead.convert`. New words may come.
    act: String,
    /// The member who did it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    by: Option<i64>,
    /// When.
    at: Moment,
    /// How many records it touched.
    records: i64,
    /// Until when it can be taken back.
    undo_until: Moment,
    /// When it was taken back; absent: it was not.
    #[oai(skip_serializing_if_is_none)]
    undone_at: Option<Moment>,
    /// Whether the token may take it back now.
    can_undo: bool,
}

/// A part of the acts.
#[derive(Debug, Object)]
pub struct ActList {
    /// The newest first.
    data: Vec<ActRecord>,
    /// The cursor of older ones; absent: there are none.
    #[oai(skip_serializing_if_is_none)]
    next: Option<String>,
}

/// A record that an undo left as it is.
#[derive(Debug, Object)]
pub struct LeftRecord {
    /// What it is.
    kind: Word<SubjectKind>,
    /// Its number.
    id: i64,
    /// Its name.
    name: String,
}

/// What became of an undo.
#[derive(Debug, Object)]
pub struct Undone {
    /// How many records are as they were.
    done: u64,
    /// Records that somebody changed since: they stay as they are.
    left: Vec<LeftRecord>,
    /// How many are gone for good.
    gone: u64,
}

/// An e-mail address that somebody else has by now.
#[derive(Debug, Object)]
pub struct TakenAddress {
    /// The address.
    email: String,
    /// Who has it.
    holder: LeftRecord,
}

/// Why nothing was taken back: a problem (RFC 9457) with what stands in the way.
#[derive(Debug, Object)]
pub struct UndoProblem {
    /// The kind of problem.
    #[oai(rename = "type")]
    kind: String,
    /// Its name.
    title: String,
    /// The status of the answer.
    status: u16,
    /// The request.
    instance: String,
    /// What is wrong.
    detail: String,
    /// The addresses that somebody else has: free them, or ask again with `share=true`; absent: that is not it.
    #[oai(skip_serializing_if_is_none)]
    taken: Option<Vec<TakenAddress>>,
}

/// The answer to an undo.
#[derive(ApiResponse)]
pub enum UndoAnswer {
    /// What became of it
    #[oai(status = 200)]
    Done(Json<Undone>),
    /// Nothing was taken back: it was before, or what stands in the way is told
    #[oai(status = 409, content_type = "application/problem+json")]
    Taken(Json<UndoProblem>),
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Changes")]
impl Acts {
    /// List what can be taken back
    ///
    /// Acts on one record or many that are or were undone as a whole: the trash, acts on many, imports, merges,
    /// conversions. Those on leads, deals and tasks need the scope `sales:read`.
    #[oai(path = "/acts", method = "get", operation_id = "act.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the answer before.
        cursor: Query<Option<String>>,
        /// Acts in an answer.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<ActList>> {
        let before = before(cursor.0.as_deref())?;
        let limit = limit.0.unwrap_or_default().0;
        let rows = u32::try_from(limit).unwrap_or(u32::MAX).saturating_add(1);
        let list = cx.read(|view| {
            let mut sets = changes::list_before(view, before, rows)?;
            let has_older = sets.len() > limit;
            sets.truncate(limit);
            let next = sets.last().filter(|_| has_older).map(|last| last.id.to_string());
            let seen = sets.iter().filter(|set| view.actor().may(actions::right_to_see(&set.verb)));
            Ok(ActList { data: seen.map(|set| record(view, set)).collect(), next })
        })?;
        Ok(Json(list))
    }

    /// Take an act back
    ///
    /// Every record goes back to what it was; one that somebody changed since stays and is named in `left`. It needs the
    /// scope that the act needed, and whoever did the act or may change every record. 410 when its time is over.
    #[oai(path = "/acts/:id/undo", method = "post", operation_id = "act.undo")]
    async fn undo(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// Whether an e-mail address that somebody else has by now is shared with them.
        share: Query<Option<bool>>,
    ) -> poem::Result<UndoAnswer> {
        let set = ChangeSetId::new(id.0.0);
        cx.read(|view| actions::require(view, set))?;
        let taken = if share.0.unwrap_or_default() { Taken::Share } else { Taken::Refuse };
        match run(&cx, set, taken).await {
            Ok(report) => Ok(UndoAnswer::Done(Json(undone(&cx, report)?))),
            Err(Error::Conflict(TAKEN)) => Ok(UndoAnswer::Taken(Json(problem(&cx, set)?))),
            Err(other) => Err(other.into()),
        }
    }
}

/// Older than the act of that number; without one, from the newest on.
fn before(cursor: Option<&str>) -> Result<ChangeSetId> {
    match cursor {
        None => Ok(ChangeSetId::new(i64::MAX)),
        Some(cursor) => cursor.parse().map_err(|_| Error::Malformed("the cursor is not one of the acts")),
    }
}

fn record(view: &View, set: &ChangeSet) -> ActRecord {
    ActRecord {
        id: set.id.number(),
        act: set.verb.clone(),
        by: set.member.map(|member| member.number()),
        at: Moment(set.created_at),
        records: set.size,
        undo_until: Moment(set.undo_until),
        undone_at: set.undone_at.map(Moment),
        can_undo: actions::allow(view, set).is_ok(),
    }
}

fn undone(cx: &Cx, report: Report) -> Result<Undone> {
    let left = cx.read(|view| naming::names(view, &report.changed))?;
    let gone = report.changed.len().saturating_sub(left.len());
    Ok(Undone { done: report.done as u64, left: left.into_iter().map(named).collect(), gone: gone as u64 })
}

fn problem(cx: &Cx, set: ChangeSetId) -> Result<UndoProblem> {
    let taken = cx.read(|view| clashes(view, set))?.into_iter();
    let taken = taken.map(|(email, holder)| TakenAddress { email, holder: named(holder) }).collect();
    Ok(UndoProblem {
        kind: format!("/problems/{TAKEN}"),
        title: "Conflict".to_owned(),
        status: 409,
        instance: cx.facts.id.clone(),
        detail: i18n::message(cx.language(), TAKEN).to_owned(),
        taken: Some(taken),
    })
}

fn named(record: Named) -> LeftRecord {
    LeftRecord { kind: Word(record.kind), id: record.subject.number(), name: record.name }
}
