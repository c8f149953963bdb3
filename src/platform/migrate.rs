//! Brings a database to the shape that this binary knows: numbered SQL, forward only, never edited after it landed.
//!
//! A database that is already in use is copied beside itself before anything changes. A database from a newer binary
//! is refused. Nobody else may have the file open meanwhile: `serve` and `database migrate` hold the lock file.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use crate::base::{Error, Result};
use crate::platform::clock::Clock;

/// One numbered step.
struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
}

/// Names the file once; the number and the text follow from it.
macro_rules! migrations {
    ($($number:literal $name:literal),* $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../schema/migrations/", $name, ".sql")),
        }),*]
    };
}

/// Every step, in order. One line a file of `schema/migrations`.
const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_foundation",
    2 "0002_platform",
    3 "0003_audit",
    4 "0004_sessions",
    5 "0005_customers",
    6 "0006_transfer",
    7 "0007_search_words",
    8 "0008_contact_email",
    9 "0009_step_up",
    10 "0010_people",
    11 "0011_identities",
    12 "0012_email",
    13 "0013_blocks",
    14 "0014_operator",
    15 "0015_mail_account",
    16 "0016_profile",
    17 "0017_factors",
    18 "0018_tokens",
    19 "0019_external_ids",
    20 "0020_password_reset",
    21 "0021_letters_rest",
    22 "0022_tasks",
    23 "0023_deals",
    24 "0024_rates",
    25 "0025_leads",
    26 "0026_notices",
    27 "0027_files",
    28 "0028_merge",
    29 "0029_workbooks",
    30 "0030_forms",
    31 "0031_mails",
    32 "0032_calls",
    33 "0033_fields",
    34 "0034_views",
    35 "0035_imports",
    36 "0036_reports",
    37 "0037_proof",
    38 "0038_leads_lists",
    39 "0039_report_orders",
    40 "0040_catalogue",
    41 "0041_seller",
    42 "0042_customers",
    43 "0043_invoices",
    44 "0044_sending",
    45 "0045_payments",
    46 "0046_ticked",
    47 "0047_quotes",
    48 "0048_quote_parts",
    49 "0049_statements",
    50 "0050_task_views",
    51 "0051_offers",
    52 "0052_vat_returns",
    53 "0053_registers",
    54 "0054_packs",
    55 "0055_price_lists",
    56 "0056_quote_templates",
};

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The names of the steps taken, in order; empty if the database was current.
    pub steps: Vec<&'static str>,
    /// Where the copy from before the first step lies; none for a new or a current database.
    pub snapshot: Option<PathBuf>,
}

/// Creates the database if there is none, copies it if it holds something, and takes every step that it lacks.
pub fn run(database: &Path, clock: &Clock) -> Result<Migrated> {
    let connection = Connection::open(database)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    let applied = applied(&connection)?;
    let missing = missing(&applied)?;
    if missing.is_empty() {
        return Ok(Migrated { steps: Vec::new(), snapshot: None });
    }
    let snapshot = match applied.is_empty() {
        true => None,
        false => Some(copy_beside(&connection, database, clock)?),
    };
    // A step may rebuild a table that others refer to; each ends with a check of all references.
    connection.execute_batch("PRAGMA foreign_keys = OFF;")?;
    for migration in &missing {
        apply(&connection, migration, clock)?;
    }
    Ok(Migrated { steps: missing.iter().map(|migration| migration.name).collect(), snapshot })
}

/// Says in one sentence why this binary cannot work on the database as it is; `Ok` if it can. Changes nothing.
pub fn check(database: &Path) -> Result<()> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let missing = missing(&applied(&connection)?)?;
    match missing.first() {
        None => Ok(()),
        Some(migration) => Err(Error::internal(format!(
            "the database is older than this program (it lacks {}): start `kantora serve` or run \
             `kantora database migrate` first",
            migration.name
        ))),
    }
}

/// The number of the newest step that this binary knows.
pub fn latest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

/// The schema of the database as SQL, one object after the other in a fixed order: what `schema/current.sql` holds.
pub fn schema(database: &Path) -> Result<String> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare(
        "SELECT sql
         FROM sqlite_schema
         WHERE sql IS NOT NULL
           AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
           AND name NOT LIKE '\\_litestream%' ESCAPE '\\'
           AND name NOT IN ('search_data', 'search_idx', 'search_content', 'search_docsize', 'search_config')
         ORDER BY tbl_name, type = 'table' DESC, name",
    )?;
    let objects = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let objects: Vec<String> = objects.into_iter().map(|object| object + ";\n").collect();
    Ok(format!("-- What the migrations make: `kantora print schema`.\n\n{}", objects.join("\n")))
}

/// The numbers and names of the steps that the database has taken; none for an empty file.
fn applied(connection: &Connection) -> Result<Vec<(i64, String)>> {
    let exists: Option<i64> = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'", [], |row| row.get(0))
        .optional()?;
    if exists.is_none() {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare("SELECT number, name FROM schema_migration ORDER BY number")?;
    let rows = statement.query_map([], |row| Ok((row.get("number")?, row.get("name")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn missing(applied: &[(i64, String)]) -> Result<Vec<&'static Migration>> {
    let unknown = applied.iter().find(|(number, _)| MIGRATIONS.iter().all(|known| known.number != *number));
    if let Some((_, name)) = unknown {
        return Err(Error::internal(format!(
            "the database is newer than this program (it has {name}, this program ends at {}): install the newer \
             version again, or restore the copy that was made before the upgrade (snapshots/ in the data folder)",
            MIGRATIONS.last().map_or("nothing", |known| known.name)
        )));
    }
    Ok(MIGRATIONS.iter().filter(|known| applied.iter().all(|(number, _)| *number != known.number)).collect())
}

fn copy_beside(connection: &Connection, database: &Path, clock: &Clock) -> Result<PathBuf> {
    let folder = database.with_file_name("snapshots");
    std::fs::create_dir_all(&folder)?;
    let copy = folder.join(format!("before-{:04}-{}.db", latest(), clock.now().0));
    connection.execute("VACUUM INTO ?1", params![copy.to_string_lossy()])?;
    std::fs::File::open(&copy)?.sync_all()?;
    std::fs::File::open(&folder)?.sync_all()?;
    Ok(copy)
}

fn apply(connection: &Connection, migration: &Migration, clock: &Clock) -> Result<()> {
    let named = |error: Error| Error::internal(format!("migration {}: {error}", migration.name));
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let done = take(connection, migration, clock).map_err(named);
    match done {
        Ok(()) => connection.execute_batch("COMMIT").map_err(|error| named(error.into())),
        Err(error) => {
            connection.execute_batch("ROLLBACK")?;
            Err(error)
        }
    }
}

fn take(connection: &Connection, migration: &Migration, clock: &Clock) -> Result<()> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_migration (
           number INTEGER PRIMARY KEY,
           name TEXT NOT NULL,
           applied_at INTEGER NOT NULL
         ) STRICT",
    )?;
    connection.execute_batch(migration.sql)?;
    let broken: Option<String> =
        connection.query_row("PRAGMA foreign_key_check", [], |row| row.get(0)).optional()?;
    if let Some(table) = broken {
        return Err(Error::internal(format!("rows of {table} refer to nothing")));
    }
    connection.execute(
        "INSERT INTO schema_migration (number, name, applied_at) VALUES (?1, ?2, ?3)",
        params![migration.number, migration.name, clock.now()],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::At;

    fn clock() -> Clock {
        Clock::hand(At(1_000))
    }

    #[test]
    fn a_new_database_takes_every_step_and_then_none() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("kantora.db");

        let first = run(&database, &clock()).unwrap();
        let second = run(&database, &clock()).unwrap();

        assert_eq!(first.steps.len(), MIGRATIONS.len());
        assert_eq!(first.snapshot, None);
        assert_eq!(second, Migrated { steps: Vec::new(), snapshot: None });
        check(&database).unwrap();
    }

    #[test]
    fn a_newer_database_is_refused_and_told_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("kantora.db");
        run(&database, &clock()).unwrap();
        Connection::open(&database)
            .unwrap()
            .execute("INSERT INTO schema_migration VALUES (9999, '9999_future', 0)", [])
            .unwrap();

        let refusal = run(&database, &clock()).unwrap_err().to_string();

        assert!(refusal.contains("9999_future"), "{refusal}");
        assert!(refusal.contains("install the newer version"), "{refusal}");
        assert_eq!(check(&database).unwrap_err().to_string(), refusal);
    }

    #[test]
    fn a_database_in_use_is_copied_before_the_first_step() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("kantora.db");
        let connection = Connection::open(&database).unwrap();
        apply(&connection, &MIGRATIONS[0], &clock()).unwrap();
        drop(connection);
        assert!(check(&database).unwrap_err().to_string().contains("database migrate"));

        let migrated = run(&database, &clock()).unwrap();

        let copy = Connection::open(migrated.snapshot.unwrap()).unwrap();
        assert_eq!(applied(&copy).unwrap().len(), 1);
        assert_eq!(migrated.steps.len(), MIGRATIONS.len() - 1);
    }

    #[test]
    fn words_from_before_their_own_table_are_found_by_their_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("kantora.db");
        let connection = Connection::open(&database).unwrap();
        MIGRATIONS[..6].iter().for_each(|migration| apply(&connection, migration, &clock()).unwrap());
        connection
            .execute_batch(
                "INSERT INTO workspace (slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
                 VALUES ('acme', 'Acme', 'BG', 'EUR', 'Europe/Sofia', 'bg', 'BG', 0, 0);
                 INSERT INTO subject (workspace_id, kind) VALUES (1, 'contact'), (1, 'contact');
                 INSERT INTO search_prefix (workspace_id, word, subject_id) VALUES (1, 'ivanov', 1), (1, 'ivanov', 2);",
            )
            .unwrap();

        run(&database, &clock()).unwrap();

        let found: Vec<String> = connection
            .prepare(
                "SELECT search_word.word
                 FROM search
                 JOIN search_word ON search_word.word_id = search.rowid
                 WHERE search MATCH 'van AND ano'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        assert_eq!(found, ["ivanov"]);
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("kantora.db")).unwrap();
        let broken = Migration { number: 1, name: "0001_broken", sql: "CREATE TABLE one (a); CREATE TABLE;" };

        let refusal = apply(&connection, &broken, &clock()).unwrap_err().to_string();

        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 0);
        assert!(refusal.contains("0001_broken"), "{refusal}");
    }

    #[test]
    fn the_numbers_rise_and_stand_in_the_names() {
        let numbers: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.number).collect();

        assert!(numbers.is_sorted());
        for migration in MIGRATIONS {
            assert!(migration.name.starts_with(&format!("{:04}_", migration.number)), "{}", migration.name);
        }
    }
}
