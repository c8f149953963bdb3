//! The only place that asks the machine for the time.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::base::At;

/// Tells the time; tests set it by hand.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Hand(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(Source::System)
    }

    /// A clock that stands still until [`Clock::set`].
    pub fn hand(at: At) -> Clock {
        Clock(Source::Hand(Arc::new(AtomicI64::new(at.0))))
    }

    /// Moves a clock made by [`Clock::hand`]; the machine's own cannot be moved.
    pub fn set(&self, at: At) {
        if let Source::Hand(hand) = &self.0 {
            hand.store(at.0, Ordering::SeqCst);
        }
    }

    /// Now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the handle that everybody else takes the time from"
    )]
    pub fn now(&self) -> At {
        match &self.0 {
            Source::System => jiff::Timestamp::now().into(),
            Source::Hand(hand) => At(hand.load(Ordering::SeqCst)),
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Clock({})", self.now())
    }
}
