//! A row as it is read.

use std::cell::{Cell, RefCell};

use rusqlite::types::{FromSql, ValueRef};

/// Which columns the rows of one answer are read by, in turn, and where they are: all rows are read alike, so that only
/// the first one has to look for them.
#[derive(Default)]
pub(super) struct Turns(RefCell<Vec<(&'static str, usize)>>);

/// A row of an answer.
pub struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
    turns: &'r Turns,
    turn: Cell<usize>,
}

/// What a column is called by: its name, or its place.
pub trait Column {
    /// Its place in the row.
    fn place(self, row: &Row) -> rusqlite::Result<usize>;
}

impl<'r> Row<'r> {
    pub(super) fn of(row: &'r rusqlite::Row<'r>, turns: &'r Turns) -> Row<'r> {
        Row { row, turns, turn: Cell::new(0) }
    }

    /// Looks for a column; mostly it is the one behind the column before.
    fn find(&self, name: &str, before: Option<usize>) -> rusqlite::Result<usize> {
        let statement = self.row.as_ref();
        let next = before.map_or(0, |place| place + 1);
        match statement.column_name(next) {
            Ok(known) if known == name => Ok(next),
            _ => statement.column_index(name),
        }
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

impl Column for &'static str {
    fn place(self, row: &Row) -> rusqlite::Result<usize> {
        let turn = row.turn.replace(row.turn.get() + 1);
        let mut turns = row.turns.0.borrow_mut();
        match turns.get(turn) {
            // The same text of the program: what it says need not be compared.
            Some((name, place)) if std::ptr::eq(*name, self) => return Ok(*place),
            _ => {}
        }
        let before = turn.checked_sub(1).and_then(|before| turns.get(before)).map(|(_, place)| *place);
        let place = row.find(self, before)?;
        turns.truncate(turn);
        turns.push((self, place));
        Ok(place)
    }
}
