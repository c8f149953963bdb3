//! All SQL on `duplicate` and `duplicate_walk`.

use rusqlite::named_params;

use super::model::{Listed, OnList, Pair, Seen, Standing, Why};
use crate::base::listing::{Mark, Page, Paging, Value};
use crate::base::{DuplicateId, Result, SubjectId, SubjectKind};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// Up to here open pairs are counted.
pub const COUNTED: i64 = 99;

/// One page of the pairs of that kind of which both records are in use.
pub fn list(
    view: &View,
    kind: SubjectKind,
    standing: Standing,
    paging: &Paging<OnList>,
) -> Result<Page<Listed>> {
    let rows = view.all(
        &statement(kind, standing, paging),
        named_params! {
            ":workspace": view.workspace(),
            ":kind": kind,
            ":value": paging.mark().map(|mark| &mark.value),
            ":id": paging.mark().map(|mark| mark.id),
            ":limit": paging.limit(),
        },
        listed,
    )?;
    Ok(paging.page(rows, |listed| Mark { value: Value::Number(listed.key), id: listed.pair.id.number() }))
}

/// The statement of the list: it walks an index in the order of the list.
pub(in crate::crm) fn statement(kind: SubjectKind, standing: Standing, paging: &Paging<OnList>) -> String {
    let (key, condition) = match standing {
        Standing::Open => ("duplicate.doubt", "duplicate.refused_at IS NULL"),
        Standing::Refused => ("duplicate.refused_at", "duplicate.refused_at IS NOT NULL"),
    };
    format!(
        "SELECT duplicate.id, duplicate.kind, duplicate.one_id, duplicate.other_id, duplicate.why,
                one.owner_id AS one_owner, other.owner_id AS other_owner, {key} AS key
         FROM duplicate
         CROSS JOIN {kind} AS one ON one.workspace_id = :workspace AND one.id = duplicate.one_id AND one.live = 1
         CROSS JOIN {kind} AS other
           ON other.workspace_id = :workspace AND other.id = duplicate.other_id AND other.live = 1
         WHERE duplicate.workspace_id = :workspace
           AND duplicate.kind = :kind
           AND {condition}
           AND {place}
         ORDER BY {key} {direction}, duplicate.id {direction}
         LIMIT :limit",
        kind = kind.code(),
        place = paging.condition(key, "duplicate.id"),
        direction = paging.direction(),
    )
}

/// How many pairs of that kind wait for a decision; no more than [`COUNTED`] and one are counted.
pub fn count_open(view: &View, kind: SubjectKind) -> Result<i64> {
    let sql = format!(
        "SELECT count(*) AS found
         FROM (SELECT 1
               FROM duplicate
               CROSS JOIN {kind} AS one
                 ON one.workspace_id = :workspace AND one.id = duplicate.one_id AND one.live = 1
               CROSS JOIN {kind} AS other
                 ON other.workspace_id = :workspace AND other.id = duplicate.other_id AND other.live = 1
               WHERE duplicate.workspace_id = :workspace
                 AND duplicate.kind = :kind
                 AND duplicate.refused_at IS NULL
               LIMIT :limit)",
        kind = kind.code(),
    );
    let values = named_params! { ":workspace": view.workspace(), ":kind": kind, ":limit": COUNTED + 1 };
    view.one(&sql, values, |row| row.get("found"))
}

/// The pair, or `NotFound`.
pub fn find(view: &View, id: DuplicateId) -> Result<Pair> {
    view.one(
        "SELECT id, kind, one_id, other_id, why
         FROM duplicate
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        pair,
    )
}

/// Notes what people say about the pair.
pub fn decide(tx: &Tx, id: DuplicateId, standing: Standing) -> Result<()> {
    let refused = standing == Standing::Refused;
    tx.execute(
        "UPDATE duplicate
         SET refused_at = :at, refused_by = :by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":at": refused.then_some(tx.now()),
            ":by": tx.member().filter(|_| refused),
        },
    )?;
    Ok(())
}

/// Makes the open pairs of the record those, each with what speaks for it; what people said about a pair stays, and a
/// record that went for good since it was found has none.
pub fn replace(tx: &Tx, kind: SubjectKind, subject: SubjectId, others: &[(SubjectId, Why)]) -> Result<()> {
    let whose = named_params! { ":workspace": tx.workspace(), ":subject": subject };
    tx.execute(
        "DELETE FROM duplicate WHERE workspace_id = :workspace AND one_id = :subject AND refused_at IS NULL",
        whose,
    )?;
    tx.execute(
        "DELETE FROM duplicate WHERE workspace_id = :workspace AND other_id = :subject AND refused_at IS NULL",
        whose,
    )?;
    others.iter().try_for_each(|(other, why)| insert(tx, kind, (subject, *other), *why))
}

fn insert(tx: &Tx, kind: SubjectKind, (one, other): (SubjectId, SubjectId), why: Why) -> Result<()> {
    tx.execute(
        "INSERT INTO duplicate (workspace_id, kind, one_id, other_id, why, doubt, found_at)
         SELECT :workspace, :kind, one.id, other.id, :why, :doubt, :now
         FROM subject AS one
         CROSS JOIN subject AS other ON other.workspace_id = :workspace AND other.id = :other
         WHERE one.workspace_id = :workspace
           AND one.id = :one
         ON CONFLICT (workspace_id, one_id, other_id) DO NOTHING",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": kind,
            ":one": one.min(other),
            ":other": one.max(other),
            ":why": why.code(),
            ":doubt": why.doubt(),
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Forgets every pair of the record, whatever was said about it: the record goes for good.
pub fn remove(tx: &Tx, subject: SubjectId) -> Result<()> {
    let whose = named_params! { ":workspace": tx.workspace(), ":subject": subject };
    tx.execute("DELETE FROM duplicate WHERE workspace_id = :workspace AND one_id = :subject", whose)?;
    tx.execute("DELETE FROM duplicate WHERE workspace_id = :workspace AND other_id = :subject", whose)?;
    Ok(())
}

/// With which records the record stands in pairs of which nobody said anything.
pub fn open_others(view: &View, subject: SubjectId) -> Result<Vec<SubjectId>> {
    view.all(
        "SELECT other_id AS other
         FROM duplicate
         WHERE workspace_id = :workspace
           AND one_id = :subject
           AND refused_at IS NULL
         UNION ALL
         SELECT one_id AS other
         FROM duplicate
         WHERE workspace_id = :workspace
           AND other_id = :subject
           AND refused_at IS NULL",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        |row| row.get("other"),
    )
}

/// How far the search has come among the records of that kind.
pub fn walked(view: &View, kind: SubjectKind) -> Result<Seen> {
    let found = view.maybe(
        "SELECT changed_at, last_id
         FROM duplicate_walk
         WHERE workspace_id = :workspace
           AND kind = :kind",
        named_params! { ":workspace": view.workspace(), ":kind": kind },
        seen,
    )?;
    Ok(found.unwrap_or(Seen::NOTHING))
}

/// The next records of that kind that were changed since the search looked at them, the longest unchanged first.
pub fn list_unseen(view: &View, kind: SubjectKind, after: Seen, limit: i64) -> Result<Vec<Seen>> {
    let sql = format!(
        "SELECT updated_at AS changed_at, id AS last_id
         FROM {kind}
         WHERE workspace_id = :workspace
           AND live = 1
           AND (updated_at, id) > (:changed_at, :id)
         ORDER BY updated_at, id
         LIMIT :limit",
        kind = kind.code(),
    );
    view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":changed_at": after.changed_at,
            ":id": after.subject,
            ":limit": limit,
        },
        seen,
    )
}

/// Notes how far the search has come.
pub fn walk_to(tx: &Tx, kind: SubjectKind, seen: Seen) -> Result<()> {
    tx.execute(
        "INSERT INTO duplicate_walk (workspace_id, kind, changed_at, last_id)
         VALUES (:workspace, :kind, :changed_at, :id)
         ON CONFLICT (workspace_id, kind) DO UPDATE SET changed_at = excluded.changed_at, last_id = excluded.last_id",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": kind,
            ":changed_at": seen.changed_at,
            ":id": seen.subject,
        },
    )?;
    Ok(())
}

fn pair(row: &Row) -> rusqlite::Result<Pair> {
    Ok(Pair {
        id: row.get("id")?,
        kind: row.get("kind")?,
        one: row.get("one_id")?,
        other: row.get("other_id")?,
        why: coded(row, "why")?,
    })
}

fn listed(row: &Row) -> rusqlite::Result<Listed> {
    Ok(Listed {
        pair: pair(row)?,
        one_owner: row.get("one_owner")?,
        other_owner: row.get("other_owner")?,
        key: row.get("key")?,
    })
}

fn seen(row: &Row) -> rusqlite::Result<Seen> {
    Ok(Seen { changed_at: row.get("changed_at")?, subject: row.get("last_id")? })
}
