//! Things kept for a few minutes between two requests of one browser, like the challenge of a passkey. A restart
//! forgets them, and the person begins that step again.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::clock::Clock;
use super::crypto;
use crate::base::At;

/// How long a thing is kept.
const LENGTH: Duration = Duration::from_secs(5 * 60);

/// So many are kept at once; strangers can make them, so the oldest goes when there is no room.
const ROOM: usize = 10_000;

/// The memory; cheap to clone.
#[derive(Clone)]
pub struct Moments(Arc<Inner>);

struct Inner {
    clock: Clock,
    kept: Mutex<HashMap<[u8; 32], Kept>>,
}

struct Kept {
    until: At,
    thing: Box<dyn Any + Send>,
}

impl Moments {
    /// Remembers nothing yet.
    pub fn new(clock: Clock) -> Moments {
        Moments(Arc::new(Inner { clock, kept: Mutex::default() }))
    }

    /// Keeps the thing; gives the ticket for which [`Moments::take`] hands it out, once.
    pub fn keep<T: Any + Send>(&self, thing: T) -> String {
        let (ticket, now) = (crypto::token(), self.0.clock.now());
        let mut kept = self.kept();
        make_room(&mut kept, now);
        kept.insert(crypto::hash(&ticket), Kept { until: now.plus(LENGTH), thing: Box::new(thing) });
        ticket
    }

    /// What was kept for that ticket, if it is of that kind and its time is not over.
    pub fn take<T: Any + Send>(&self, ticket: &str) -> Option<T> {
        let kept = self.kept().remove(&crypto::hash(ticket))?;
        let is_in_time = self.0.clock.now() < kept.until;
        kept.thing.downcast().ok().filter(|_| is_in_time).map(|thing| *thing)
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<[u8; 32], Kept>> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room(kept: &mut HashMap<[u8; 32], Kept>, now: At) {
    if kept.len() < ROOM {
        return;
    }
    kept.retain(|_, one| now < one.until);
    if kept.len() >= ROOM
        && let Some(oldest) = kept.iter().min_by_key(|(_, one)| one.until).map(|(ticket, _)| *ticket)
    {
        kept.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_handed_out_once_in_time_and_as_what_it_is() {
        let clock = Clock::hand(At(0));
        let moments = Moments::new(clock.clone());
        let (once, late, other) = (moments.keep(1_u8), moments.keep(2_u8), moments.keep("three"));

        assert_eq!(moments.take::<u8>(&once), Some(1));
        assert_eq!(moments.take::<u8>(&once), None);
        assert_eq!(moments.take::<u8>(&other), None);
        clock.set(clock.now().plus(LENGTH));
        assert_eq!(moments.take::<u8>(&late), None);
        assert_eq!(moments.take::<u8>("made up"), None);
    }

    #[test]
    fn strangers_cannot_fill_the_memory() {
        let moments = Moments::new(Clock::hand(At(0)));

        let tickets: Vec<String> = (0..ROOM + 1).map(|number| moments.keep(number)).collect();

        assert_eq!(moments.kept().len(), ROOM);
        assert_eq!(moments.take(&tickets[ROOM]), Some(ROOM));
    }
}
