//! What is asked of a whole database file.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::model::DATABASE;
use crate::base::Result;

/// The number of the newest migration that the database has taken.
pub fn schema(database: &Path) -> Result<i64> {
    let number = open(database)?.query_row(
        "SELECT coalesce(max(number), 0)
         FROM schema_migration",
        [],
        |row| row.get(0),
    )?;
    Ok(number)
}

/// Rows of each table; what a search index keeps for itself is left out.
pub fn rows(database: &Path) -> Result<BTreeMap<String, i64>> {
    let connection = open(database)?;
    let mut statement = connection.prepare(
        "SELECT name
         FROM pragma_table_list
         WHERE schema = 'main'
           AND type = 'table'
           AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let count = |name: String| {
        let sql = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
        let count = connection.query_row(&sql, [], |row| row.get(0))?;
        Ok((name, count))
    };
    names.into_iter().map(count).collect()
}

/// What is wrong with the pages and the references of a database, in sentences; nothing if it is whole.
pub fn damage(database: &Path) -> Result<Vec<String>> {
    let connection = open(database)?;
    let mut found = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            found.push(format!("{DATABASE}: {line}"));
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?))
    })?;
    for row in rows {
        let (table, id, parent) = row?;
        let row = id.map_or(String::new(), |id| format!(" {id}"));
        found.push(format!("{DATABASE}: row{row} of {table} refers to a missing row of {parent}"));
    }
    Ok(found)
}

fn open(database: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(connection)
}
