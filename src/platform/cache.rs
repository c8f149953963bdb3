//! What is asked of the database with every page and changes once a month: settings, members, tags. And what costs much
//! to find, as long as nothing was written since.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::db::View;
use crate::base::{Result, WorkspaceId};

/// More than this is held for nobody.
const MOST: usize = 512;

/// Values by type and workspace, each true as long as the workspace's counter of changes stands where it stood.
///
/// The counter is read with the session anyway, so a hit asks the database nothing, and a change made by another
/// process is seen with the next request. Of what is not asked for, the longest unasked goes.
#[derive(Clone, Default)]
pub struct Cache(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    turn: u64,
    values: HashMap<Key, Value>,
}

/// A type of a workspace; of what is asked in several ways, the question.
type Key = (TypeId, WorkspaceId, String);

struct Value {
    changes: i64,
    asked: u64,
    value: Arc<dyn Any + Send + Sync>,
}

impl Cache {
    /// The workspace's value at that count of changes; `read` is asked if it is not known.
    pub fn get<T: Send + Sync + 'static>(
        &self,
        workspace: WorkspaceId,
        changes: i64,
        read: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        self.answer((TypeId::of::<T>(), workspace, String::new()), changes, read)
    }

    /// For answers that hold until the next commit of anybody, which was the one of that number.
    pub fn until_written(&self, commits: u64) -> Kept {
        Kept { cache: self.clone(), commits: i64::try_from(commits).unwrap_or_default() }
    }

    fn answer<T: Send + Sync + 'static>(
        &self,
        key: Key,
        changes: i64,
        read: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        if let Some(known) = self.held().find(&key, changes).and_then(|value| value.downcast().ok()) {
            return Ok(known);
        }
        // Read without the lock: two may read at once, and both are right.
        let value = Arc::new(read()?);
        self.held().keep(key, changes, value.clone());
        Ok(value)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers that hold as long as nothing is written.
pub struct Kept {
    cache: Cache,
    commits: i64,
}

impl Kept {
    /// The answer to that question of the reader's workspace; `read` is asked if it is not known. The question holds
    /// everything on which the answer depends.
    pub fn get<T: Send + Sync + 'static>(
        &self,
        view: &View,
        question: impl Debug,
        read: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        let key = (TypeId::of::<T>(), view.workspace(), format!("{question:?}"));
        self.cache.answer(key, self.commits, read)
    }
}

impl Held {
    fn find(&mut self, key: &Key, changes: i64) -> Option<Arc<dyn Any + Send + Sync>> {
        self.turn += 1;
        let known = self.values.get_mut(key).filter(|known| known.changes == changes)?;
        known.asked = self.turn;
        Some(known.value.clone())
    }

    fn keep(&mut self, key: Key, changes: i64, value: Arc<dyn Any + Send + Sync>) {
        if self.values.len() >= MOST && !self.values.contains_key(&key) {
            let oldest = self.values.iter().min_by_key(|(_, value)| value.asked).map(|(key, _)| key.clone());
            oldest.and_then(|oldest| self.values.remove(&oldest));
        }
        let asked = self.turn;
        // A slow reader must not put an older state over a newer one.
        if self.values.get(&key).is_none_or(|known| known.changes <= changes) {
            self.values.insert(key, Value { changes, asked, value });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_once_for_each_count_of_changes() {
        let cache = Cache::default();
        let mut reads = 0;
        let mut ask = |workspace, changes| {
            let value = cache.get(WorkspaceId::new(workspace), changes, || {
                reads += 1;
                Ok(reads)
            });
            *value.unwrap()
        };

        assert_eq!((ask(1, 1), ask(1, 1), ask(2, 1), ask(1, 2), ask(1, 2)), (1, 1, 2, 3, 3));
    }

    #[test]
    fn the_longest_unasked_goes_first() {
        let cache = Cache::default();
        let ask =
            |workspace: i64, value: i64| *cache.get(WorkspaceId::new(workspace), 1, || Ok(value)).unwrap();

        for workspace in 0..MOST as i64 {
            ask(workspace, 1);
        }
        ask(0, 2);
        ask(-1, 1);

        assert_eq!((ask(0, 2), ask(1, 2)), (1, 2));
    }
}
