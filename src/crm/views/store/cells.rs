//! What a table with chosen columns shows of the records of one page.

use std::collections::HashMap;

use rusqlite::named_params;
use rusqlite::types::Value;

use super::super::model::{Column, List};
use super::rules::{cell, table};
use crate::base::{Result, SubjectId};
use crate::platform::View;

/// The values of those columns, by record: a text each, empty where there is none.
pub fn cells(
    view: &View,
    list: List,
    columns: &[Column],
    subjects: &[SubjectId],
) -> Result<HashMap<SubjectId, Vec<String>>> {
    if columns.is_empty() || subjects.is_empty() {
        return Ok(HashMap::new());
    }
    let values: Vec<String> = columns.iter().map(|column| cell(list, *column)).collect();
    let rows = view.all(
        &format!(
            "SELECT {table}.id, {}
             FROM json_each(:subjects) AS wanted
             CROSS JOIN {table} ON {table}.workspace_id = :workspace AND {table}.id = wanted.value",
            values.join(", "),
            table = table(list),
        ),
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| {
            let cells: rusqlite::Result<Vec<String>> =
                (1..=columns.len()).map(|at| Ok(written(row.get(at)?))).collect();
            Ok((row.get(0)?, cells?))
        },
    )?;
    Ok(rows.into_iter().collect())
}

fn written(value: Value) -> String {
    match value {
        Value::Text(text) => text,
        Value::Integer(number) => number.to_string(),
        Value::Null | Value::Real(_) | Value::Blob(_) => String::new(),
    }
}
