//! The statements that took too long lately, in memory, for whoever looks at the installation.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Statements that are remembered; of more, the mildest goes.
const MOST: usize = 30;

/// A statement as it is written in the code, without its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slow {
    /// Its text, in one line.
    pub sql: String,
    /// How often it took too long since the start of the program.
    pub times: u32,
    /// The longest that it took.
    pub worst: Duration,
}

/// SQLite calls back without a place for a handle, so this is the process's own.
static SEEN: LazyLock<Mutex<HashMap<String, (u32, Duration)>>> = LazyLock::new(Mutex::default);

/// Remembers one.
pub(super) fn note(sql: &str, took: Duration) {
    let mut seen = seen();
    let (times, worst) = seen.entry(sql.to_owned()).or_default();
    (*times, *worst) = (times.saturating_add(1), (*worst).max(took));
    if seen.len() > MOST {
        let mildest = seen.iter().min_by_key(|(_, (_, worst))| *worst).map(|(sql, _)| sql.clone());
        mildest.and_then(|sql| seen.remove(&sql));
    }
}

/// Those since the start of the program, the worst first.
pub fn list() -> Vec<Slow> {
    let mut all: Vec<Slow> = seen()
        .iter()
        .map(|(sql, (times, worst))| Slow { sql: sql.clone(), times: *times, worst: *worst })
        .collect();
    all.sort_by_key(|slow| std::cmp::Reverse(slow.worst));
    all
}

fn seen() -> MutexGuard<'static, HashMap<String, (u32, Duration)>> {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_statements_are_remembered_once_each() {
        for number in 0..40 {
            note(&format!("SELECT {number}"), Duration::from_millis(1_000_100 + number));
        }
        note("SELECT 39", Duration::from_millis(1_000_120));

        let all = list();

        assert!(all.len() <= MOST);
        assert_eq!(
            all[0],
            Slow { sql: "SELECT 39".into(), times: 2, worst: Duration::from_millis(1_000_139) }
        );
    }
}
