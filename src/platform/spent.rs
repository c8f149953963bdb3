//! What may be used once and is over soon: remembered in memory until it is over anyway.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::crypto;
use crate::base::At;

/// Held at most; beyond it nothing more is accepted until something is over.
const ROOM: usize = 100_000;

/// The memory of what was used; cheap to clone.
#[derive(Clone, Default)]
pub struct Spent(Arc<Mutex<HashMap<[u8; 32], At>>>);

impl Spent {
    /// Uses it up; gives whether this was the first time. What is over at `ends_at` must be refused then by itself.
    pub fn spend(&self, what: &str, ends_at: At, now: At) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= ROOM {
            known.retain(|_, ends_at| *ends_at > now);
        }
        known.len() < ROOM && known.insert(crypto::hash(what), ends_at).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_is_not_used_again() {
        let spent = Spent::default();

        assert!(spent.spend("one", At(10), At(0)));
        assert!(spent.spend("two", At(10), At(0)));
        assert!(!spent.spend("one", At(10), At(1)));
    }

    #[test]
    fn a_full_memory_refuses_until_something_is_over() {
        let spent = Spent::default();
        for number in 0..ROOM {
            assert!(spent.spend(&number.to_string(), At(10), At(0)));
        }

        assert!(!spent.spend("one more", At(10), At(9)));
        assert!(spent.spend("one more", At(20), At(10)));
    }
}
