//! What every list of records is asked beside its pages: how many there are, and which come next by number.

use rusqlite::ToSql;

use super::super::model::List;
use super::rules::table;
use crate::base::listing::Count;
use crate::base::{Id, Result};
use crate::platform::{View, search_index};

/// Up to here a filtered list is counted.
const COUNTED: i64 = 1_000;
/// So many finds of a text are looked through.
const FOUND: u32 = 500;

/// The values of a list's condition, with the workspace's.
pub type Params<'p> = Vec<(&'static str, &'p dyn ToSql)>;

/// How many records the condition lets through, up to a bound.
pub fn count(view: &View, list: List, hint: &str, condition: &str, params: Params) -> Result<Count> {
    let mut params: Params = params;
    let sql = format!(
        "SELECT count(*) AS found
         FROM (SELECT 1
               FROM {table} {hint}
               WHERE {table}.workspace_id = :workspace
                 AND {condition}
               LIMIT :limit)",
        table = table(list),
    );
    let limit = COUNTED + 1;
    params.push((":limit", &limit));
    let found: i64 = view.one(&sql, params.as_slice(), |row| row.get("found"))?;
    Ok(if found > COUNTED { Count::MoreThan(COUNTED) } else { Count::Exactly(found) })
}

/// The numbers of the records that the condition lets through, after that one, rising; at most `limit`.
pub fn ids_after<K>(
    view: &View,
    list: List,
    condition: &str,
    params: Params,
    (after, limit): (Id<K>, i64),
) -> Result<Vec<Id<K>>> {
    let mut params: Params = params;
    let sql = format!(
        "SELECT {table}.id
         FROM {table}
         WHERE {table}.workspace_id = :workspace
           AND {condition}
           AND {table}.id > :after
         ORDER BY {table}.id
         LIMIT :limit",
        table = table(list),
    );
    params.extend([(":after", &after as &dyn ToSql), (":limit", &limit)]);
    view.all(&sql, params.as_slice(), |row| row.get("id"))
}

/// The subjects that a text finds, as JSON to be bound; empty without a text.
pub fn found(view: &View, text: &str) -> Result<String> {
    match text.is_empty() {
        true => Ok(String::new()),
        false => Ok(serde_json::to_string(&search_index::find(view, text, FOUND)?)?),
    }
}
