//! Slows down whoever tries too often.
//!
//! Two measures. Each client address has a bucket of tries that refills slowly: it stops the guessing of many names
//! from one place. Each pair of a secret's owner and a client address has a ladder: the first failures are free, then
//! the wait doubles. Nobody can lock somebody else out, because the ladder of one address says nothing about another.
//!
//! Instead of waiting a browser may work ([`Puzzle`]): the more often, the harder, and beyond a limit it waits like
//! everybody.

mod proof;

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use super::clock::Clock;
use super::crypto::{self, MasterKey};
use super::spent::Spent;
use crate::base::{At, Error, Result};

pub use proof::Puzzle;

/// Tries that an address has at once, and how often it gets one back.
const BURST: u32 = 30;
const REFILL: Duration = Duration::from_secs(6);

/// Failures without a wait; from then on the wait doubles.
const FREE: u32 = 5;
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// Zero bits of the first puzzle, about a second of a telephone's work; each further bit doubles it.
const FIRST_BITS: u32 = 16;
/// Puzzles harder than this are not set: whoever is there waits.
const LAST_BITS: u32 = 21;

/// After this long without a failure a ladder is forgotten.
const MEMORY: Duration = Duration::from_secs(24 * 60 * 60);

/// Ladders and buckets kept at most.
const ROOM: usize = 20_000;

/// Whose secret is tried from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Trial {
    /// None: the tries of all addresses count together.
    address: Option<IpAddr>,
    key: [u8; 32],
}

impl Trial {
    /// `owner` names the secret: a mail address in its stored form, a page's token.
    pub fn new(address: IpAddr, owner: &str) -> Trial {
        let address = network(address);
        Trial { address: Some(address), key: crypto::hash(format!("{address}|{owner}")) }
    }

    /// From wherever it is tried: for secrets that only who knows another one can try, so that the owner is not locked
    /// out by strangers.
    pub fn of(owner: &str) -> Trial {
        Trial { address: None, key: crypto::hash(format!("anywhere|{owner}")) }
    }

    /// Under which the puzzles are counted that this address has solved.
    fn worker(&self) -> Trial {
        Trial { address: self.address, key: crypto::hash(format!("worker|{:?}", self.address)) }
    }
}

/// The memory of tries; cheap to clone.
#[derive(Clone)]
pub struct Throttle(Arc<Inner>);

struct Inner {
    clock: Clock,
    buckets: Buckets,
    ladders: Mutex<HashMap<[u8; 32], Ladder>>,
    /// Of this run only: a puzzle from before a restart is none.
    key: MasterKey,
    spent: Spent,
}

type Buckets = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, Ticks, NoOpMiddleware<Nanos>>;

#[derive(Debug, Clone, Copy)]
struct Ladder {
    failures: u32,
    failed_at: At,
}

impl Throttle {
    /// Remembers nothing yet.
    pub fn new(clock: Clock) -> Throttle {
        let quota = Quota::with_period(REFILL).expect("the period is not zero");
        let quota = quota.allow_burst(NonZeroU32::new(BURST).expect("the burst is not zero"));
        let buckets = RateLimiter::hashmap_with_clock(quota, Ticks(clock.clone()));
        let (key, spent) = (MasterKey::generate(), Spent::default());
        Throttle(Arc::new(Inner { clock, buckets, ladders: Mutex::default(), key, spent }))
    }

    /// The same for a form that may bring the answer to a puzzle: a right one counts instead of the wait.
    pub fn admit_at_work(&self, trial: &Trial, answer: &str) -> Result<()> {
        let limited = match self.admit(trial) {
            Err(Error::Limited(wait)) => Error::Limited(wait),
            settled => return settled,
        };
        if self.worked(trial, answer) { Ok(()) } else { Err(limited) }
    }

    /// Whether a browser has done the work that is asked of it by now; each answer counts once.
    pub fn worked(&self, trial: &Trial, answer: &str) -> bool {
        let (now, wanted) = (self.0.clock.now(), self.bits(trial));
        let solved = Puzzle::solved(&self.0.key, &trial.key, answer, now);
        let solved = solved.filter(|puzzle| wanted.is_some_and(|wanted| puzzle.bits >= wanted));
        let is_new = solved.is_some_and(|puzzle| self.0.spent.spend(puzzle.name(), puzzle.ends_at, now));
        if is_new {
            self.failed(&trial.worker());
        }
        is_new
    }

    /// What a browser may solve before its first try already, while somebody types: nothing if it must wait.
    pub fn work(&self, trial: &Trial) -> Option<Puzzle> {
        let bits = self.bits(trial)?;
        Some(Puzzle::new(&self.0.key, &trial.key, bits, self.0.clock.now()))
    }

    /// What a browser may solve instead of waiting before its next try: nothing if it need not wait, or must.
    pub fn puzzle(&self, trial: &Trial) -> Option<Puzzle> {
        self.wait(trial).and_then(|_| self.work(trial))
    }

    /// How long the next try would have to wait, as far as this secret goes.
    pub fn wait(&self, trial: &Trial) -> Option<Duration> {
        let now = self.0.clock.now();
        let open_at =
            self.ladders().get(&trial.key).map(|ladder| ladder.failed_at.plus(wait(ladder.failures)));
        open_at.filter(|open_at| *open_at > now).map(|open_at| open_at.since(now))
    }

    /// How hard a puzzle must be by now: grows with the failures at the secret, and with what that address solved.
    fn bits(&self, trial: &Trial) -> Option<u32> {
        let ladders = self.ladders();
        let failures = ladders.get(&trial.key).map_or(0, |ladder| ladder.failures.saturating_sub(FREE));
        let solved = ladders.get(&trial.worker().key).map_or(0, |ladder| ladder.failures / 4);
        let bits = FIRST_BITS.saturating_add(failures).saturating_add(solved);
        (bits <= LAST_BITS).then_some(bits)
    }

    /// Lets the try be made, or says how long to wait: `Limited`.
    pub fn admit(&self, trial: &Trial) -> Result<()> {
        if let Some(wait) = self.wait(trial) {
            return Err(Error::Limited(wait));
        }
        let Some(address) = &trial.address else { return Ok(()) };
        if self.0.buckets.len() >= ROOM {
            self.0.buckets.retain_recent();
        }
        self.0
            .buckets
            .check_key(address)
            .map_err(|refusal| Error::Limited(refusal.wait_time_from(Ticks(self.0.clock.clone()).now())))
    }

    /// Notes that the try failed.
    pub fn failed(&self, trial: &Trial) {
        let now = self.0.clock.now();
        let mut ladders = self.ladders();
        make_room(&mut ladders, now);
        let ladder = ladders.entry(trial.key).or_insert(Ladder { failures: 0, failed_at: now });
        if now.since(ladder.failed_at) >= MEMORY {
            ladder.failures = 0;
        }
        *ladder = Ladder { failures: ladder.failures.saturating_add(1), failed_at: now };
    }

    /// Notes that the try was right: the failures before it are forgotten.
    pub fn passed(&self, trial: &Trial) {
        self.ladders().remove(&trial.key);
    }

    fn ladders(&self) -> MutexGuard<'_, HashMap<[u8; 32], Ladder>> {
        self.0.ladders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops what is forgotten anyway; if all is fresh, any one.
fn make_room(ladders: &mut HashMap<[u8; 32], Ladder>, now: At) {
    if ladders.len() >= ROOM {
        ladders.retain(|_, ladder| now.since(ladder.failed_at) < MEMORY);
    }
    if ladders.len() >= ROOM
        && let Some(any) = ladders.keys().next().copied()
    {
        ladders.remove(&any);
    }
}

fn wait(failures: u32) -> Duration {
    match failures.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(steps) => FIRST_WAIT.saturating_mul(1 << steps.min(16)).min(LONGEST_WAIT),
    }
}

/// One household or office: an IPv4 address, or the 64 bits of IPv6 that a provider gives to a customer.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 => v4,
    }
}

/// Our clock as the buckets read it.
#[derive(Clone)]
pub(super) struct Ticks(pub(super) Clock);

impl governor::clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Duration::from_millis(u64::try_from(self.0.now().0).unwrap_or(0)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const CAFE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(198, 51, 100, 7));

    fn throttle() -> (Throttle, Clock) {
        let clock = Clock::hand(At(1_772_445_600_000));
        (Throttle::new(clock.clone()), clock)
    }

    fn fail(throttle: &Throttle, trial: &Trial, times: usize) {
        (0..times).for_each(|_| throttle.failed(trial));
    }

    fn wait_of(throttle: &Throttle, trial: &Trial) -> Option<u64> {
        match throttle.admit(trial) {
            Err(Error::Limited(wait)) => Some(wait.as_secs()),
            _ => None,
        }
    }

    #[test]
    fn the_wait_doubles_with_every_failure_up_to_a_quarter_of_an_hour() {
        let (throttle, clock) = throttle();
        let trial = Trial::new(HOME, "ana@rila.example");

        fail(&throttle, &trial, 4);
        assert_eq!(wait_of(&throttle, &trial), None);
        fail(&throttle, &trial, 1);
        assert_eq!(wait_of(&throttle, &trial), Some(15));
        fail(&throttle, &trial, 1);
        assert_eq!(wait_of(&throttle, &trial), Some(30));
        fail(&throttle, &trial, 40);
        assert_eq!(wait_of(&throttle, &trial), Some(900));

        clock.set(clock.now().plus(Duration::from_secs(900)));
        assert_eq!(wait_of(&throttle, &trial), None);
    }

    #[test]
    fn whoever_works_need_not_wait_but_each_puzzle_counts_once_and_is_harder_than_the_last() {
        let (throttle, _) = throttle();
        let trial = Trial::new(HOME, "ana@rila.example");
        assert_eq!(throttle.puzzle(&trial), None);
        fail(&throttle, &trial, 5);

        let first = throttle.puzzle(&trial).unwrap();
        let answer = proof::solve(&first);

        assert!(throttle.admit_at_work(&trial, "").is_err());
        assert!(throttle.admit_at_work(&Trial::new(CAFE, "ana@rila.example"), &answer).is_ok());
        assert!(throttle.admit_at_work(&trial, &answer).is_ok());
        assert!(throttle.admit_at_work(&trial, &answer).is_err());
        fail(&throttle, &trial, 1);
        assert_eq!(throttle.puzzle(&trial).map(|puzzle| puzzle.bits), Some(first.bits + 1));
        fail(&throttle, &trial, 10);
        assert_eq!(throttle.puzzle(&trial), None);
    }

    #[test]
    fn whoever_works_before_the_first_try_has_worked_once() {
        let (throttle, _) = throttle();
        let trial = Trial::new(HOME, "a form");
        assert_eq!(throttle.puzzle(&trial), None);

        let answer = proof::solve(&throttle.work(&trial).unwrap());

        assert!(!throttle.worked(&trial, ""));
        assert!(!throttle.worked(&Trial::new(CAFE, "a form"), &answer));
        assert!(throttle.worked(&trial, &answer));
        assert!(!throttle.worked(&trial, &answer));
    }

    #[test]
    fn an_easy_puzzle_kept_from_before_is_not_enough_later() {
        let (throttle, _) = throttle();
        let trial = Trial::new(HOME, "ana@rila.example");
        fail(&throttle, &trial, 5);
        let kept = proof::solve(&throttle.puzzle(&trial).unwrap());

        fail(&throttle, &trial, 1);

        assert!(throttle.admit_at_work(&trial, &kept).is_err());
    }

    #[test]
    fn failures_elsewhere_do_not_lock_the_owner_out() {
        let (throttle, _) = throttle();

        fail(&throttle, &Trial::new(CAFE, "ana@rila.example"), 100);

        assert_eq!(wait_of(&throttle, &Trial::new(HOME, "ana@rila.example")), None);
    }

    #[test]
    fn a_right_try_forgives_the_wrong_ones() {
        let (throttle, _) = throttle();
        let trial = Trial::new(HOME, "ana@rila.example");
        fail(&throttle, &trial, 9);

        throttle.passed(&trial);

        assert_eq!(wait_of(&throttle, &trial), None);
    }

    #[test]
    fn one_address_cannot_try_many_names_and_gets_its_tries_back_slowly() {
        let (throttle, clock) = throttle();
        for number in 0..BURST {
            assert_eq!(wait_of(&throttle, &Trial::new(HOME, &format!("{number}"))), None);
        }

        let next = Trial::new(HOME, "next");
        assert!(wait_of(&throttle, &next).is_some());
        assert_eq!(wait_of(&throttle, &Trial::new(CAFE, "next")), None);

        clock.set(clock.now().plus(REFILL));
        assert_eq!(wait_of(&throttle, &next), None);
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        let near = Trial::new("2001:db8:1:2::1".parse().unwrap(), "ana");
        let beside = Trial::new("2001:db8:1:2:ffff::9".parse().unwrap(), "ana");
        let far = Trial::new("2001:db8:1:3::1".parse().unwrap(), "ana");

        assert_eq!(near, beside);
        assert_ne!(near, far);
    }
}
