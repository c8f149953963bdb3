//! Slows down whoever tries too often.
//!
//! Two measures. Each client address has a bucket of tries that refills slowly: it stops the guessing of many names
//! from one place. Each pair of a secret's owner and a client address has a ladder: the first failures are free, then
//! the wait doubles. Nobody can lock somebody else out, because the ladder of one address says nothing about another.

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
use super::crypto;
use crate::base::{At, Error, Result};

/// Tries that an address has at once, and how often it gets one back.
const BURST: u32 = 30;
const REFILL: Duration = Duration::from_secs(6);

/// Failures without a wait; from then on the wait doubles.
const FREE: u32 = 5;
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// After this long without a failure a ladder is forgotten.
const MEMORY: Duration = Duration::from_secs(24 * 60 * 60);

/// Ladders and buckets kept at most.
const ROOM: usize = 20_000;

/// Whose secret is tried from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Trial {
    address: IpAddr,
    key: [u8; 32],
}

impl Trial {
    /// `owner` names the secret: a mail address in its stored form, a page's token.
    pub fn new(address: IpAddr, owner: &str) -> Trial {
        let address = network(address);
        Trial { address, key: crypto::hash(format!("{address}|{owner}")) }
    }
}

/// The memory of tries; cheap to clone.
#[derive(Clone)]
pub struct Throttle(Arc<Inner>);

struct Inner {
    clock: Clock,
    buckets: Buckets,
    ladders: Mutex<HashMap<[u8; 32], Ladder>>,
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
        Throttle(Arc::new(Inner { clock, buckets, ladders: Mutex::default() }))
    }

    /// Lets the try be made, or says how long to wait: `Limited`.
    pub fn admit(&self, trial: &Trial) -> Result<()> {
        let now = self.0.clock.now();
        if let Some(ladder) = self.ladders().get(&trial.key) {
            let open_at = ladder.failed_at.plus(wait(ladder.failures));
            if open_at > now {
                return Err(Error::Limited(open_at.since(now)));
            }
        }
        if self.0.buckets.len() >= ROOM {
            self.0.buckets.retain_recent();
        }
        self.0
            .buckets
            .check_key(&trial.address)
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
fn network(address: IpAddr) -> IpAddr {
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
struct Ticks(Clock);

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
