//! How much a program may ask in an hour, counted in memory: by token, and by address where there is none.
//!
//! A quota refills evenly, so there is no hour that begins anew and no rush at its beginning.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use super::clock::Clock;
use super::config::Api;
use super::throttle::{Ticks, network};
use crate::base::TokenId;

const HOUR: Duration = Duration::from_secs(3600);

/// Counters kept at most before those that are full again are dropped.
const ROOM: usize = 20_000;

/// The counters of the API; cheap to clone.
#[derive(Clone)]
pub struct Quotas(Arc<Inner>);

struct Inner {
    tokens: Counters<TokenId>,
    strangers: Counters<IpAddr>,
}

/// What is left of a quota after a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// How many requests an hour has.
    pub most: u32,
    /// How many are left now.
    pub left: u32,
    /// When all of them are there again.
    pub full_in: Duration,
    /// How long to wait, if the request was one too many.
    pub wait: Option<Duration>,
}

impl Quotas {
    /// Full counters.
    pub fn new(clock: &Clock, limits: &Api) -> Quotas {
        let tokens = Counters::new(clock, limits.requests);
        let strangers = Counters::new(clock, limits.refusals);
        Quotas(Arc::new(Inner { tokens, strangers }))
    }

    /// Counts a request of that token.
    pub fn of_token(&self, token: TokenId) -> Left {
        self.0.tokens.count(token)
    }

    /// Counts a request from that address without a valid token.
    pub fn of_stranger(&self, address: IpAddr) -> Left {
        self.0.strangers.count(network(address))
    }
}

struct Counters<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, HashMapStateStore<K>, Ticks, StateInformationMiddleware>,
    ticks: Ticks,
    most: u32,
}

impl<K: Hash + Eq + Clone> Counters<K> {
    fn new(clock: &Clock, most: u32) -> Counters<K> {
        let ticks = Ticks(clock.clone());
        let quota = Quota::per_hour(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN));
        let limiter = RateLimiter::hashmap_with_clock(quota, ticks.clone()).with_middleware();
        Counters { limiter, ticks, most }
    }

    fn count(&self, key: K) -> Left {
        if self.limiter.len() >= ROOM {
            self.limiter.retain_recent();
        }
        let (left, wait) = match self.limiter.check_key(&key) {
            Ok(state) => (state.remaining_burst_capacity(), None),
            Err(refusal) => (0, Some(refusal.wait_time_from(self.ticks.now()))),
        };
        let full_in = HOUR * self.most.saturating_sub(left) / self.most.max(1);
        Left { most: self.most, left, full_in, wait }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::At;

    #[test]
    fn a_quota_ends_and_comes_back_evenly() {
        let clock = Clock::hand(At(1_772_445_600_000));
        let limits = Api { cors_origins: Vec::new(), requests: 3, refusals: 1 };
        let quotas = Quotas::new(&clock, &limits);
        let (token, other) = (TokenId::new(1), TokenId::new(2));

        let asked: Vec<u32> = (0..3).map(|_| quotas.of_token(token).left).collect();
        let refused = quotas.of_token(token);
        clock.set(clock.now().plus(Duration::from_secs(20 * 60)));
        let later = quotas.of_token(token);

        assert_eq!(asked, [2, 1, 0]);
        assert_eq!(refused.wait, Some(Duration::from_secs(20 * 60)));
        assert_eq!((later.wait, later.left), (None, 0));
        assert_eq!(quotas.of_token(other).left, 2);
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_quota() {
        let limits = Api { cors_origins: Vec::new(), requests: 1, refusals: 1 };
        let quotas = Quotas::new(&Clock::hand(At(0)), &limits);

        quotas.of_stranger("2001:db8:1:2::1".parse().unwrap());

        assert!(quotas.of_stranger("2001:db8:1:2::9".parse().unwrap()).wait.is_some());
        assert!(quotas.of_stranger("2001:db8:1:3::1".parse().unwrap()).wait.is_none());
    }
}
