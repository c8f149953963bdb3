//! Connections that only read.

use std::path::Path;
use std::sync::Mutex;

use rusqlite::{Connection, OpenFlags};

use super::view::View;
use crate::base::{Actor, At, Result};

pub struct Readers(Mutex<Connection>);

impl Readers {
    pub fn open(path: &Path) -> Result<Readers> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Readers(Mutex::new(connection)))
    }

    pub fn read<T>(&self, actor: &Actor, now: At, question: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        let connection = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        connection.execute_batch("BEGIN")?;
        let answer = question(&View::new(&connection, actor, now));
        connection.execute_batch("COMMIT")?;
        answer
    }
}
