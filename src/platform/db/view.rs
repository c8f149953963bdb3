//! What a closure sees of the database: a snapshot to read, or a transaction to write.

use std::cell::Cell;
use std::ops::Deref;

use rusqlite::{Connection, Params};

use super::row::{Row, Turns};
use crate::base::{Actor, At, MemberId, Result, WorkspaceId};

/// One consistent snapshot, with who asks and when.
pub struct View<'c> {
    connection: &'c Connection,
    actor: &'c Actor,
    now: At,
}

impl<'c> View<'c> {
    pub(super) fn new(connection: &'c Connection, actor: &'c Actor, now: At) -> View<'c> {
        View { connection, actor, now }
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        self.actor
    }

    /// The workspace of the act; `NONE`, which matches no row, where there is none.
    pub fn workspace(&self) -> WorkspaceId {
        self.actor.workspace
    }

    /// The member who acts, if one does.
    pub fn member(&self) -> Option<MemberId> {
        self.actor.member
    }

    /// The one time of this act.
    pub fn now(&self) -> At {
        self.now
    }

    /// The one row, or `NotFound`.
    pub fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnOnce(&Row) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let turns = Turns::default();
        Ok(self.connection.prepare_cached(sql)?.query_row(params, |found| row(&Row::of(found, &turns)))?)
    }

    /// The row, if there is one.
    pub fn maybe<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnOnce(&Row) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let turns = Turns::default();
        match self.connection.prepare_cached(sql)?.query_row(params, |found| row(&Row::of(found, &turns))) {
            Ok(value) => Ok(Some(value)),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Every row.
    pub fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut row: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let turns = Turns::default();
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params, |found| row(&Row::of(found, &turns)))?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }
}

/// A running act: reads as a [`View`] does, and writes.
pub struct Tx<'c> {
    view: View<'c>,
    wakes: Cell<bool>,
}

impl<'c> Tx<'c> {
    pub(super) fn new(view: View<'c>) -> Tx<'c> {
        Tx { view, wakes: Cell::new(false) }
    }

    /// A part of the act in somebody else's name: of whoever it signs in, of each workspace that it touches.
    pub fn acting<T>(&self, actor: &Actor, act: impl FnOnce(&Tx) -> Result<T>) -> Result<T> {
        let part = Tx::new(View::new(self.view.connection, actor, self.view.now));
        let outcome = act(&part);
        if part.wakes() {
            self.wake_worker();
        }
        outcome
    }

    /// The commit of this act wakes the worker: something was put into the queue.
    pub fn wake_worker(&self) {
        self.wakes.set(true);
    }

    /// Whether [`Tx::wake_worker`] was called.
    pub(super) fn wakes(&self) -> bool {
        self.wakes.get()
    }

    /// Runs a statement; gives the number of rows that it changed.
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.view.connection.prepare_cached(sql)?.execute(params)?)
    }

    /// Runs an INSERT into a table that numbers itself; gives the new id.
    pub fn insert(&self, sql: &str, params: impl Params) -> Result<i64> {
        Ok(self.view.connection.prepare_cached(sql)?.insert(params)?)
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = View<'c>;

    fn deref(&self) -> &View<'c> {
        &self.view
    }
}
