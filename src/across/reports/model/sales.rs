//! Won and lost by month.

use super::{Slots, share};
use crate::across::board::Total;
use crate::base::{Day, LostReasonId, Money};
use crate::crm::deals::{LostReason, State};
use crate::workspace::rates::Rates;

/// Deals that ended in a part of the period, in one currency; no sum: nobody knew what they were worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedSum {
    /// Which part, from 0.
    pub slot: usize,
    /// How they ended.
    pub state: State,
    /// How many.
    pub count: i64,
    /// What they were worth together.
    pub sum: Option<Money>,
}

/// Deals that were lost for a reason, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostSum {
    /// The reason.
    pub reason: LostReasonId,
    /// How many.
    pub count: i64,
    /// What they were worth together.
    pub sum: Option<Money>,
}

/// What ended in a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Won deals.
    pub won: Total,
    /// Lost ones.
    pub lost: Total,
}

impl Ended {
    /// So many of those that ended were won, at 10^-4; nothing if none ended.
    pub fn share(&self) -> Option<i64> {
        share(self.won.count, self.won.count.saturating_add(self.lost.count))
    }
}

/// Won and lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sales {
    /// Each month by its first day in the period.
    pub months: Vec<(Day, Ended)>,
    /// The whole period.
    pub whole: Ended,
    /// Why deals were lost, the most frequent reason first.
    pub reasons: Vec<(LostReason, Total)>,
}

/// The report from its rows.
pub fn sales(
    slots: &Slots,
    ended: &[ClosedSum],
    (lost, reasons): (&[LostSum], &[LostReason]),
    rates: &Rates,
) -> Sales {
    let months = slots.days.iter().enumerate();
    let months =
        months.map(|(slot, first)| (*first, together(ended.iter().filter(|sum| sum.slot == slot), rates)));
    Sales {
        months: months.collect(),
        whole: together(ended.iter(), rates),
        reasons: by_reason(lost, reasons, rates),
    }
}

fn together<'s>(sums: impl Iterator<Item = &'s ClosedSum>, rates: &Rates) -> Ended {
    let mut ended = Ended { won: Total::nothing(rates.own), lost: Total::nothing(rates.own) };
    for sum in sums {
        match sum.state {
            State::Won => ended.won.take(sum.count, sum.sum, rates),
            State::Lost => ended.lost.take(sum.count, sum.sum, rates),
            State::Open => {}
        }
    }
    ended
}

fn by_reason(lost: &[LostSum], reasons: &[LostReason], rates: &Rates) -> Vec<(LostReason, Total)> {
    let mut found: Vec<(LostReason, Total)> = Vec::new();
    for reason in reasons {
        let mut total = Total::nothing(rates.own);
        for sum in lost.iter().filter(|sum| sum.reason == reason.id) {
            total.take(sum.count, sum.sum, rates);
        }
        if total.count > 0 {
            found.push((reason.clone(), total));
        }
    }
    found.sort_by_key(|(_, total)| std::cmp::Reverse(total.count));
    found
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::base::Currency;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn euros() -> Rates {
        Rates { own: currency("EUR"), published_on: None, published: Vec::new(), by_hand: Vec::new() }
    }

    fn row(slot: usize, state: State, count: i64, sum: Option<(i64, &str)>) -> ClosedSum {
        ClosedSum { slot, state, count, sum: sum.map(|(minor, code)| Money::new(minor, currency(code))) }
    }

    #[test]
    fn each_month_has_its_own_and_the_whole_has_all() {
        let days = ["2026-01-01", "2026-02-01", "2026-03-01"].map(|day| day.parse().expect("a day"));
        let slots = Slots::from_to(&days, &TimeZone::UTC);
        let rows = [
            row(0, State::Won, 2, Some((10_000, "EUR"))),
            row(0, State::Won, 1, None),
            row(0, State::Lost, 1, Some((500, "EUR"))),
            row(1, State::Won, 1, Some((700, "USD"))),
            row(1, State::Lost, 3, Some((900, "EUR"))),
        ];

        let sales = sales(&slots, &rows, (&[], &[]), &euros());

        let told: Vec<_> = sales
            .months
            .iter()
            .map(|(_, month)| (month.won.count, month.won.sum.minor, month.lost.count, month.share()))
            .collect();
        assert_eq!(told, [(3, 10_000, 1, Some(7_500)), (1, 0, 3, Some(2_500))]);
        assert_eq!(sales.whole.won.apart, [Money::new(700, currency("USD"))]);
        assert_eq!((sales.whole.lost.count, sales.whole.lost.sum.minor), (4, 1_400));
        assert_eq!(sales.whole.share(), Some(5_000));
    }

    #[test]
    fn reasons_come_by_how_often_they_were_given_and_unused_ones_stay_away() {
        let reason =
            |id, name: &str| LostReason { id: LostReasonId::new(id), name: name.into(), is_live: true };
        let lost = |id, count, minor| LostSum {
            reason: LostReasonId::new(id),
            count,
            sum: Some(Money::new(minor, currency("EUR"))),
        };
        let slots = Slots::from_to(&[], &TimeZone::UTC);
        let known = [reason(1, "Price"), reason(2, "Silence"), reason(3, "Later")];

        let sales = sales(&slots, &[], (&[lost(1, 1, 5), lost(2, 2, 7)], &known), &euros());

        let told: Vec<_> = sales
            .reasons
            .iter()
            .map(|(reason, total)| (reason.name.as_str(), total.count, total.sum.minor))
            .collect();
        assert_eq!(told, [("Silence", 2, 7), ("Price", 1, 5)]);
    }
}
