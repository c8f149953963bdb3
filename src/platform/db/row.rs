//! A row as it is read.

use std::cell::Cell;

use rusqlite::types::{FromSql, ValueRef};

/// A row of an answer. Columns are mostly read in the order in which they were asked for: the next one is looked at first,
/// and compared with the others only if it is not the one that is wanted.
pub struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
    next: Cell<usize>,
}

/// What a column is called by: its name, or its place.
pub trait Column {
    /// Its place in the row.
    fn place(self, row: &Row) -> rusqlite::Result<usize>;
}

impl<'r> Row<'r> {
    pub(super) fn of(row: &'r rusqlite::Row<'r>) -> Row<'r> {
        Row { row, next: Cell::new(0) }
    }

    /// The value of a column.
    pub fn get<C: Column, T: FromSql>(&self, column: C) -> rusqlite::Result<T> {
        self.row.get(column.place(self)?)
    }

    /// The value of a column as it lies there.
    pub fn get_ref(&self, column: impl Column) -> rusqlite::Result<ValueRef<'_>> {
        self.row.get_ref(column.place(self)?)
    }
}

impl Column for usize {
    fn place(self, _: &Row) -> rusqlite::Result<usize> {
        Ok(self)
    }
}

impl Column for &str {
    fn place(self, row: &Row) -> rusqlite::Result<usize> {
        let (statement, next) = (row.row.as_ref(), row.next.get());
        let is_next = statement.column_name(next).is_ok_and(|name| name == self);
        let place = if is_next { next } else { statement.column_index(self)? };
        row.next.set(place + 1);
        Ok(place)
    }
}
