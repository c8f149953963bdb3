//! The schema keeps workspaces apart by itself.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::source::{expect_none, expect_only, files_below, text_of};
use super::statements::BANNED;

/// Tables that belong to the installation, not to a workspace.
const OF_THE_INSTALLATION: [(&str, &str); 17] = [
    ("account", "a person may work in several workspaces"),
    ("address_block", "strangers belong to no workspace"),
    ("address_change", "belongs to an account, which may work in several workspaces"),
    ("identity", "belongs to an account, which may work in several workspaces"),
    ("notice_choice", "belongs to an account, which may work in several workspaces"),
    ("passkey", "belongs to an account"),
    ("password_reset", "belongs to an account, which may work in several workspaces"),
    ("published_rate", "the same for everybody who follows its source"),
    ("rate_feed", "the same for everybody who follows its source"),
    ("recovery_code", "belongs to an account"),
    ("schedule", "one clock for all"),
    ("security_event", "what happens to an account happens outside any workspace"),
    ("session", "belongs to an account, which may work in several workspaces"),
    ("setup_token", "there is no workspace before the set-up"),
    ("sign_in_step", "belongs to an account that is not yet in"),
    ("totp", "belongs to an account"),
    ("workspace", "is the workspace"),
];

/// Tables whose rows have no number of their own.
const NOT_NUMBERED: [(&str, &str); 7] = [
    ("idempotency", "found by workspace, actor and key"),
    ("import_row", "found by its import and its number in the file"),
    ("published_rate", "found by its source, day and currency"),
    ("rate_feed", "found by its source"),
    ("schedule", "found by its name"),
    ("search_prefix", "found by its word"),
    ("search_word", "found by its word; only its trigrams know its number"),
];

#[test]
fn every_table_is_strict() {
    let loose: Vec<String> =
        Schema::of(&migrated()).tables.values().filter(|table| !table.strict).map(Table::line).collect();

    expect_none("tables that are not STRICT", &loose);
}

#[test]
fn every_business_table_belongs_to_a_workspace() {
    let offences: Vec<(String, String)> = Schema::of(&migrated())
        .tables
        .values()
        .filter(|table| !table.columns.contains_key("workspace_id"))
        .map(|table| (table.name.clone(), table.line()))
        .collect();

    expect_only("tables without workspace_id", &offences, &OF_THE_INSTALLATION);
}

#[test]
fn ids_are_never_used_again() {
    let offences: Vec<(String, String)> = Schema::of(&migrated())
        .tables
        .values()
        .filter(|table| !table.sql.contains("AUTOINCREMENT") && !table.takes_its_id_from_subject())
        .map(|table| (table.name.clone(), table.line()))
        .collect();

    expect_only("tables without AUTOINCREMENT", &offences, &NOT_NUMBERED);
}

#[test]
fn every_record_can_be_referred_to_within_its_workspace() {
    let schema = Schema::of(&migrated());

    let offences: Vec<String> = schema
        .tables
        .values()
        .filter(|table| table.columns.contains_key("workspace_id") && table.columns.contains_key("id"))
        .filter(|table| {
            !table.unique.iter().any(|columns| columns[..] == ["workspace_id".to_owned(), "id".to_owned()])
        })
        .map(Table::line)
        .collect();

    expect_none("business tables without UNIQUE (workspace_id, id)", &offences);
}

#[test]
fn a_child_names_the_workspace_of_its_parent() {
    let schema = Schema::of(&migrated());
    let business = schema.business();

    let mut offences = Vec::new();
    for table in schema.tables.values().filter(|table| business.contains(&table.name)) {
        for link in table.links.iter().filter(|link| business.contains(&link.parent)) {
            if !link.columns.contains(&"workspace_id".to_owned()) {
                offences.push(format!("{} ({}) to {}", table.name, link.columns.join(", "), link.parent));
            }
        }
    }

    expect_none("foreign keys that could point into another workspace", &offences);
}

#[test]
fn every_foreign_key_has_an_index() {
    let mut offences = Vec::new();
    for table in Schema::of(&migrated()).tables.values() {
        for link in &table.links {
            let wanted: BTreeSet<&String> = link.columns.iter().collect();
            let found = table.indexes.iter().any(|index| {
                index.len() >= wanted.len() && index[..wanted.len()].iter().collect::<BTreeSet<_>>() == wanted
            });
            if !found {
                offences.push(format!("{} ({})", table.name, link.columns.join(", ")));
            }
        }
    }

    expect_none("foreign keys without an index", &offences);
}

#[test]
fn instants_are_numbers_and_days_are_text() {
    let mut offences = Vec::new();
    for table in Schema::of(&migrated()).tables.values() {
        for (column, kind) in &table.columns {
            let wrong = (column.ends_with("_at") && kind != "INTEGER")
                || (column.ends_with("_on") && kind != "TEXT")
                || kind == "REAL";
            if wrong {
                offences.push(format!("{}.{column} {kind}", table.name));
            }
        }
    }

    expect_none("columns of the wrong kind", &offences);
}

#[test]
fn migrations_use_no_banned_word() {
    let mut offences = Vec::new();
    for path in migrations() {
        for (number, line) in text_of(&path).lines().enumerate() {
            let statement = line.split("--").next().unwrap_or_default().to_uppercase();
            let banned = BANNED.iter().find(|word| statement.contains(*word));
            offences.extend(banned.map(|word| format!("{path}:{} says {word}", number + 1)));
        }
    }

    expect_none("banned words in migrations", &offences);
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    let numbers: Vec<usize> = migrations()
        .iter()
        .map(|path| path.rsplit('/').next().unwrap()[..4].parse().expect("NNNN_name.sql"))
        .collect();

    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
}

#[test]
fn every_migration_is_taken_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let clock = kantora::platform::Clock::hand(kantora::base::At(0));

    let done = kantora::platform::migrate::run(&folder.path().join("new.db"), &clock).unwrap();

    let files: Vec<String> = migrations()
        .iter()
        .map(|path| path.rsplit('/').next().unwrap().trim_end_matches(".sql").to_owned())
        .collect();
    assert_eq!(done.steps, files);
}

fn migrations() -> Vec<String> {
    files_below("schema/migrations")
}

/// An empty database with every migration, opened with nothing but SQLite, as its shell would.
pub fn migrated() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    for path in migrations() {
        connection.execute_batch(&text_of(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    connection
}

/// What a migrated database says of itself.
pub struct Schema {
    tables: BTreeMap<String, Table>,
}

struct Table {
    name: String,
    strict: bool,
    sql: String,
    columns: BTreeMap<String, String>,
    links: Vec<Link>,
    /// Columns of every index, the primary key included.
    indexes: Vec<Vec<String>>,
    /// Those that are unique for all rows.
    unique: Vec<Vec<String>>,
}

struct Link {
    parent: String,
    columns: Vec<String>,
}

impl Schema {
    pub fn of(connection: &Connection) -> Schema {
        let names: Vec<(String, bool)> = rows(
            connection,
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'",
            |row| Ok((row.get(0)?, row.get(1)?)),
        );
        let tables = names
            .into_iter()
            .map(|(name, strict)| (name.clone(), Table::read(connection, name, strict)))
            .collect();
        Schema { tables }
    }

    /// The tables whose rows belong to a workspace.
    pub fn business(&self) -> BTreeSet<String> {
        self.tables
            .values()
            .filter(|table| table.columns.contains_key("workspace_id"))
            .map(|table| table.name.clone())
            .collect()
    }
}

impl Table {
    fn read(connection: &Connection, name: String, strict: bool) -> Table {
        let sql = rows(connection, &format!("SELECT sql FROM sqlite_schema WHERE name = '{name}'"), |row| {
            row.get::<_, String>(0)
        })
        .remove(0);
        let info: Vec<(String, String, i64)> =
            rows(connection, &format!("SELECT name, type, pk FROM pragma_table_info('{name}')"), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            });
        let mut key: Vec<(i64, String)> =
            info.iter().filter(|(_, _, pk)| *pk > 0).map(|(name, _, pk)| (*pk, name.clone())).collect();
        key.sort();
        let key: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
        let (mut indexes, mut unique) = indexes(connection, &name);
        indexes.push(key.clone());
        unique.push(key);
        let columns = info.into_iter().map(|(name, kind, _)| (name, kind)).collect();
        let links = links(connection, &name);
        Table { name, strict, sql, columns, links, indexes, unique }
    }

    fn line(&self) -> String {
        self.name.clone()
    }

    /// Whether the primary key is that of the row in `subject`.
    fn takes_its_id_from_subject(&self) -> bool {
        self.links.iter().any(|link| link.parent == "subject" && link.columns.contains(&"id".to_owned()))
    }
}

fn indexes(connection: &Connection, table: &str) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let names: Vec<(String, bool, bool)> = rows(
        connection,
        &format!("SELECT name, \"unique\", partial FROM pragma_index_list('{table}')"),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    );
    let (mut all, mut unique) = (Vec::new(), Vec::new());
    for (name, is_unique, is_partial) in names {
        let columns = rows(
            connection,
            &format!("SELECT name FROM pragma_index_info('{name}') ORDER BY seqno"),
            |row| Ok(row.get::<_, Option<String>>(0)?.unwrap_or_default()),
        );
        if is_unique && !is_partial {
            unique.push(columns.clone());
        }
        all.push(columns);
    }
    (all, unique)
}

fn links(connection: &Connection, table: &str) -> Vec<Link> {
    let rows: Vec<(i64, String, String)> = rows(
        connection,
        &format!("SELECT id, \"table\", \"from\" FROM pragma_foreign_key_list('{table}') ORDER BY id, seq"),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    );
    let mut links: BTreeMap<i64, Link> = BTreeMap::new();
    for (id, parent, column) in rows {
        links.entry(id).or_insert_with(|| Link { parent, columns: Vec::new() }).columns.push(column);
    }
    links.into_values().collect()
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    row: impl FnMut(&rusqlite::Row) -> rusqlite::Result<T>,
) -> Vec<T> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], row).unwrap();
    rows.map(Result::unwrap).collect()
}
