//! When the write-ahead log goes into the main file. Only the writer does it, between transactions.

use std::cell::Cell;
use std::ffi::c_int;

use rusqlite::Connection;
use rusqlite::hooks::Wal;

/// Frames from which a quiet moment is used.
const QUIET: i64 = 1_000;
/// Frames from which it is done in any case; also how far apart two attempts under load are.
const LOADED: i64 = 4_000;
/// Frames from which the file itself is cut back: 64 MB.
const HUGE: i64 = 16_384;

thread_local! {
    /// Frames in the log after the last commit of this thread's connection: the hook takes no closure.
    static FRAMES: Cell<i64> = const { Cell::new(0) };
}

/// Decides after each commit and in quiet moments.
#[derive(Default)]
pub struct Checkpoints {
    tried_at: i64,
}

impl Checkpoints {
    /// For the connection of this thread.
    pub fn watch(connection: &Connection) -> Checkpoints {
        connection.wal_hook(Some(note));
        Checkpoints::default()
    }

    /// After a commit under load.
    pub fn after_commit(&mut self, connection: &Connection) {
        let frames = self.frames();
        if frames >= self.tried_at + LOADED {
            self.run(connection, frames);
        }
    }

    /// When nobody waits.
    pub fn when_quiet(&mut self, connection: &Connection) {
        let frames = self.frames();
        if frames >= QUIET && frames > self.tried_at {
            self.run(connection, frames);
        }
    }

    fn frames(&mut self) -> i64 {
        let frames = FRAMES.get();
        // The log began anew: everything before was in the main file.
        if frames < self.tried_at {
            self.tried_at = 0;
        }
        frames
    }

    /// A checkpoint that waits for nobody: what readers still need stays for the next one.
    fn run(&mut self, connection: &Connection, frames: i64) {
        self.tried_at = frames;
        let done = if frames >= HUGE { truncate(connection) } else { passive(connection) };
        if let Err(error) = done {
            tracing::warn!(cause = %error, frames, "checkpoint put off");
        }
    }
}

fn note(_: &Wal, frames: c_int) -> rusqlite::Result<()> {
    FRAMES.set(i64::from(frames));
    Ok(())
}

fn passive(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

fn truncate(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA busy_timeout = 0")?;
    let done = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.execute_batch("PRAGMA busy_timeout = 5000")?;
    done
}
