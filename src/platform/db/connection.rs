//! How connections are opened: one set of pragmas, and what each use adds to it.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, OpenFlags};

use super::slow;
use crate::base::text;

/// How long a statement may take before it stands in the log.
const SLOW: Duration = Duration::from_millis(100);

/// What every connection has. Checkpoints are the writer's alone.
const COMMON: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = ON;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA temp_store = MEMORY;
";

/// The connection of the writer; creates the file if there is none.
pub fn open_writer(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    prepare(&connection)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;")?;
    connection.pragma_update(None, "synchronous", synchronous())?;
    Ok(connection)
}

/// A connection that cannot write. Memory mapping is for readers only: a failing disk under a mapped page ends the
/// process, and a writer must be able to answer instead.
pub fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    // The last one reads, so that the log is open, too, and no later question needs another descriptor.
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824; PRAGMA schema_version;")?;
    Ok(connection)
}

/// A writing connection beside a running server: never creates the file, never checkpoints, not even at its end.
pub fn open_beside(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "synchronous", synchronous())?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(COMMON)?;
    connection.set_prepared_statement_cache_capacity(256);
    // Without it SQLite plans a kept statement anew for every set of values.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(note_slow));
    // For questions only: the schema never names it, so that the file opens in any shell.
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("folded", 1, flags, |context| {
        Ok(text::fold(context.get_raw(0).as_str_or_null()?.unwrap_or_default()))
    })
}

/// Statements are logged as they are written in the code, never with their values.
fn note_slow(event: TraceEvent) {
    if let TraceEvent::Profile(statement, took) = event
        && took >= SLOW
    {
        let sql = statement.sql().split_whitespace().collect::<Vec<_>>().join(" ");
        slow::note(&sql, took);
        tracing::warn!(target: "slow", took_ms = took.as_millis(), sql, "slow statement");
    }
}

/// How much of a commit is on disk before it is answered: all of it.
#[cfg(not(feature = "faults"))]
fn synchronous() -> &'static str {
    "FULL"
}

/// Only for the crash test, which has to notice what is lost without it.
#[cfg(feature = "faults")]
fn synchronous() -> &'static str {
    match std::env::var("FAULT_SYNCHRONOUS").as_deref() {
        Ok("off") => "OFF",
        _ => "FULL",
    }
}
