//! Schedules. They only put work into the queue; one that was missed while the program was down runs once.

use rusqlite::named_params;

use crate::base::{At, Result};
use crate::platform::db::{Tx, View};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Shortly after each full hour UTC.
    Hour,
    /// Shortly after 02:00 UTC.
    Day,
}

impl Every {
    /// The number of the period that the instant falls into.
    fn period(self, at: At) -> i64 {
        at.0.saturating_sub(self.offset()).div_euclid(self.length())
    }

    /// When the period after that instant's begins.
    fn next(self, at: At) -> At {
        At((self.period(at) + 1) * self.length() + self.offset())
    }

    fn length(self) -> i64 {
        match self {
            Every::Hour => 3_600_000,
            Every::Day => 86_400_000,
        }
    }

    fn offset(self) -> i64 {
        match self {
            Every::Hour => 0,
            Every::Day => 2 * 3_600_000,
        }
    }
}

/// Work that comes back by itself.
pub struct Schedule {
    /// The stored name; never changes once released.
    pub name: &'static str,
    /// How often.
    pub every: Every,
    /// Puts the work into the queue.
    pub enqueue: fn(&Tx) -> Result<()>,
}

/// Lets every schedule that is due put its work into the queue; a new one is due at once.
pub fn turn(tx: &Tx, schedules: &[Schedule]) -> Result<()> {
    for schedule in schedules {
        let last = last_at(tx, schedule.name)?;
        if last.is_some_and(|last| schedule.every.period(last) >= schedule.every.period(tx.now())) {
            continue;
        }
        (schedule.enqueue)(tx)?;
        tx.execute(
            "INSERT INTO schedule (name, last_at)
             VALUES (:name, :now)
             ON CONFLICT (name) DO UPDATE SET last_at = excluded.last_at",
            named_params! { ":name": schedule.name, ":now": tx.now() },
        )?;
    }
    Ok(())
}

/// When the next schedule is due; now if one is.
pub fn next_at(view: &View, schedules: &[Schedule]) -> Result<Option<At>> {
    let mut next = None;
    for schedule in schedules {
        let at = last_at(view, schedule.name)?.map_or(view.now(), |last| schedule.every.next(last));
        next = Some(next.map_or(at, |known: At| known.min(at)));
    }
    Ok(next)
}

fn last_at(view: &View, name: &str) -> Result<Option<At>> {
    view.maybe("SELECT last_at FROM schedule WHERE name = :name", named_params! { ":name": name }, |row| {
        row.get("last_at")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn an_hour_ends_at_the_full_hour_however_late_the_last_run_was() {
        let late = At(10 * HOUR + 59 * 60_000);

        assert_eq!(Every::Hour.next(late), At(11 * HOUR));
        assert_eq!(Every::Hour.next(At(11 * HOUR)), At(12 * HOUR));
    }

    #[test]
    fn a_day_begins_at_two_in_the_morning() {
        assert_eq!(Every::Day.next(At(HOUR)), At(2 * HOUR));
        assert_eq!(Every::Day.next(At(2 * HOUR)), At(26 * HOUR));
    }
}
