//! Where periods begin and end.

use jiff::civil::date;

use super::model::{Cadence, Period};
use crate::base::Day;

fn day(year: i16, month: i8, day: i8) -> Day {
    Day(date(year, month, day))
}

#[test]
fn each_cadence_ends_with_its_months() {
    let cases = [
        (Cadence::Month, day(2024, 2, 10), day(2024, 2, 1), day(2024, 2, 29)),
        (Cadence::March, day(2026, 2, 10), day(2026, 1, 1), day(2026, 3, 31)),
        (Cadence::March, day(2026, 12, 31), day(2026, 10, 1), day(2026, 12, 31)),
        (Cadence::April, day(2026, 1, 31), day(2025, 11, 1), day(2026, 1, 31)),
        (Cadence::April, day(2026, 2, 1), day(2026, 2, 1), day(2026, 4, 30)),
        (Cadence::May, day(2026, 1, 31), day(2025, 12, 1), day(2026, 2, 28)),
        (Cadence::May, day(2026, 3, 1), day(2026, 3, 1), day(2026, 5, 31)),
    ];
    for (cadence, of, from, until) in cases {
        assert_eq!(cadence.period_of(of), Period { from, until }, "{cadence:?} {of}");
    }
}

#[test]
fn what_is_open_begins_after_what_is_closed() {
    let today = day(2026, 11, 23);

    let first = Period::open(Cadence::March, None, day(2026, 5, 2), today);
    let later = Period::open(Cadence::March, Some(day(2026, 6, 30)), day(2026, 5, 2), today);
    let odd = Period::open(Cadence::May, Some(day(2026, 9, 30)), day(2026, 5, 2), today);

    assert_eq!(first.len(), 3);
    assert_eq!(first[0], Period { from: day(2026, 4, 1), until: day(2026, 6, 30) });
    assert_eq!(later[0], Period { from: day(2026, 7, 1), until: day(2026, 9, 30) });
    assert_eq!(odd, [Period { from: day(2026, 10, 1), until: day(2026, 11, 30) }]);
    assert!(Period::open(Cadence::Month, Some(today), today, today).is_empty());
}
