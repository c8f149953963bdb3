//! What every list of records is asked beside its pages: how many there are, and which come next by number.

use rusqlite::ToSql;

use super::super::model::{Column, List, Rules};
use super::rules::{Bound, table, times};
use crate::base::listing::Count;
use crate::base::{Id, Result};
use crate::platform::{View, search_index};

/// Up to here a filtered list is counted.
const COUNTED: i64 = 1_000;
/// So many finds of a text are looked through.
const FOUND: u32 = 500;

/// So few records of a time are put in order sooner than the order is walked until they are met.
const FEW: i64 = 200;

/// The values of a list's condition, with the workspace's.
pub type Params<'p> = Vec<(&'static str, &'p dyn ToSql)>;

/// The index by which the records of a time that the rules ask for are found first, and put in order then, as they are
/// few. `None`: the list walks its order, where it meets them soon enough.
pub fn few(view: &View, list: List, rules: &Rules, bound: &Bound) -> Result<Option<&'static str>> {
    for (column, condition) in times(list, rules) {
        let Some(index) = by_time(list, column) else { continue };
        let sql = format!(
            "SELECT count(*) AS found
             FROM (SELECT 1
                   FROM {table} {index}
                   WHERE {table}.workspace_id = :workspace
                     AND {table}.live = 1
                     AND {condition}
                   LIMIT :limit)",
            table = table(list),
        );
        let (workspace, limit) = (view.workspace(), FEW + 1);
        let mut params: Params = vec![(":workspace", &workspace), (":limit", &limit)];
        params
            .extend(bound.params().filter(|(name, _)| condition.split([' ', ')']).any(|word| word == *name)));
        let found: i64 = view.one(&sql, params.as_slice(), |row| row.get("found"))?;
        if found <= FEW {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// The index of the records in use in the order in which they were added or changed, if the list has one.
fn by_time(list: List, column: Column) -> Option<&'static str> {
    let is_added = column == Column::Created;
    Some(match list {
        List::Contacts if is_added => "INDEXED BY contact_by_age",
        List::Contacts => "INDEXED BY contact_by_change",
        List::Companies if is_added => "INDEXED BY company_by_age",
        List::Companies => "INDEXED BY company_by_change",
        List::Leads if is_added => "INDEXED BY lead_all_by_age",
        List::Leads => "INDEXED BY lead_all_by_change",
        List::Deals if is_added => "INDEXED BY deal_by_age",
        List::Deals => "INDEXED BY deal_by_change",
        List::Tasks => return None,
    })
}

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
