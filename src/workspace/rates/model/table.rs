//! The arithmetic: from one currency to another.

use super::{ONE, Rate, Source};
use crate::base::{Currency, Day, Money};

/// One euro in leva, at 10^-9.
const LEV: i64 = 1_955_830_000;

/// The rates by which a workspace reckons on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// The workspace's currency.
    pub own: Currency,
    /// Whom it follows, and since when their rates hold, if there are any.
    pub published_on: Option<(Source, Day)>,
    /// So much for one of the source's currency.
    pub published: Vec<(Currency, Rate)>,
    /// So much for one of the workspace's currency.
    pub by_hand: Vec<(Currency, Rate)>,
}

impl Rates {
    /// The amount in another currency, rounded half up away from zero once; `None` where a rate is not known, or the
    /// amount is beyond all sums.
    pub fn convert(&self, amount: Money, to: Currency) -> Option<Money> {
        let from = amount.currency;
        if from == to {
            return Some(amount);
        }
        let Ratio(above, below) = self.ratio(from, to)?;
        let scaled = Ratio::new(
            above.checked_mul(10_i128.checked_pow(to.digits())?)?,
            below.checked_mul(10_i128.checked_pow(from.digits())?)?,
        );
        let product = i128::from(amount.minor).checked_mul(scaled.0)?;
        let rounded = product.abs().checked_mul(2)?.checked_add(scaled.1)? / scaled.1.checked_mul(2)?;
        Some(Money::new(i64::try_from(rounded * product.signum()).ok()?, to))
    }

    /// How much of `to` one of `from` is: through the source's currency where both are published, else through the
    /// workspace's own, to which rates by hand refer.
    fn ratio(&self, from: Currency, to: Currency) -> Option<Ratio> {
        let (from, of_from) = in_euros(from)?;
        let (to, of_to) = in_euros(to)?;
        let between = if from == to { Ratio(1, 1) } else { self.between(from, to)? };
        between.over(of_from)?.over(Ratio(of_to.1, of_to.0))
    }

    fn between(&self, from: Currency, to: Currency) -> Option<Ratio> {
        let is_set = |currency| find(&self.by_hand, currency).is_some();
        if !is_set(from) && !is_set(to) {
            return self.cross(from, to);
        }
        self.in_own(from)?.over(self.in_own(to)?)
    }

    fn in_own(&self, currency: Currency) -> Option<Ratio> {
        if currency == self.own {
            return Some(Ratio(1, 1));
        }
        match find(&self.by_hand, currency) {
            Some(rate) => Some(Ratio::new(ONE.into(), rate.billionths().into())),
            None => self.cross(currency, self.own),
        }
    }

    fn cross(&self, from: Currency, to: Currency) -> Option<Ratio> {
        Some(Ratio::new(self.for_one(to)?.into(), self.for_one(from)?.into()))
    }

    /// How much of it one of the source's currency is.
    fn for_one(&self, currency: Currency) -> Option<i64> {
        let (source, _) = self.published_on?;
        match source.base() == Some(currency) {
            true => Some(ONE),
            false => find(&self.published, currency).map(Rate::billionths),
        }
    }
}

/// What the law counts in euros for good, and how much of it one euro is: the lev (Regulation (EU) 2025/1407); others are
/// themselves.
fn in_euros(currency: Currency) -> Option<(Currency, Ratio)> {
    match currency.code() {
        "BGN" => Some(("EUR".parse().ok()?, Ratio::new(LEV.into(), ONE.into()))),
        _ => Some((currency, Ratio(1, 1))),
    }
}

fn find(rates: &[(Currency, Rate)], currency: Currency) -> Option<Rate> {
    rates.iter().find(|(known, _)| *known == currency).map(|(_, rate)| *rate)
}

/// A fraction in its lowest terms, greater than zero.
#[derive(Debug, Clone, Copy)]
struct Ratio(i128, i128);

impl Ratio {
    fn new(above: i128, below: i128) -> Ratio {
        let (mut one, mut other) = (above, below);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        Ratio(above / one, below / one)
    }

    fn over(self, other: Ratio) -> Option<Ratio> {
        Some(Ratio::new(self.0.checked_mul(other.1)?, self.1.checked_mul(other.0)?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn rates(pairs: &[(&str, &str)]) -> Vec<(Currency, Rate)> {
        pairs.iter().map(|(code, rate)| (currency(code), Rate::read(rate).expect("a rate"))).collect()
    }

    fn follow(own: &str, source: Source, published: &[(&str, &str)], by_hand: &[(&str, &str)]) -> Rates {
        let day = "2026-11-20".parse().expect("a day");
        Rates {
            own: currency(own),
            published_on: Some((source, day)),
            published: rates(published),
            by_hand: rates(by_hand),
        }
    }

    fn convert(rates: &Rates, minor: i64, from: &str, to: &str) -> Option<i64> {
        let amount = rates.convert(Money::new(minor, currency(from)), currency(to))?;
        assert_eq!(amount.currency, currency(to));
        Some(amount.minor)
    }

    const ECB: &[(&str, &str)] = &[("USD", "1.0832"), ("GBP", "0.86943"), ("JPY", "161.93")];

    #[test]
    fn amounts_go_through_the_euro_and_are_rounded_once() {
        let rates = follow("GBP", Source::Ecb, ECB, &[]);

        assert_eq!(convert(&rates, 100_000, "EUR", "USD"), Some(108_320));
        // 1000 / 1.0832 * 0.86943 = 802.6495…
        assert_eq!(convert(&rates, 100_000, "USD", "GBP"), Some(80_265));
        assert_eq!(convert(&rates, 42, "GBP", "GBP"), Some(42));
    }

    #[test]
    fn half_a_unit_goes_away_from_zero() {
        let rates = follow("EUR", Source::Ecb, &[("USD", "2")], &[]);

        assert_eq!(convert(&rates, 1, "USD", "EUR"), Some(1));
        assert_eq!(convert(&rates, -1, "USD", "EUR"), Some(-1));
        assert_eq!(convert(&rates, 0, "USD", "EUR"), Some(0));
    }

    #[test]
    fn currencies_without_minor_units_are_kept_apart_from_those_with_two_digits() {
        let rates = follow("EUR", Source::Ecb, ECB, &[]);

        assert_eq!(convert(&rates, 100, "EUR", "JPY"), Some(162));
        assert_eq!(convert(&rates, 16_193, "JPY", "EUR"), Some(10_000));
    }

    #[test]
    fn the_revenue_s_rates_are_for_one_pound() {
        let rates = follow("GBP", Source::Hmrc, &[("EUR", "1.1503"), ("USD", "1.3142")], &[]);

        assert_eq!(convert(&rates, 11_503, "EUR", "GBP"), Some(10_000));
        assert_eq!(convert(&rates, 11_503, "EUR", "USD"), Some(13_142));
    }

    #[test]
    fn a_rate_by_hand_goes_first_and_stands_in_where_none_is_published() {
        let rates = follow("GBP", Source::Ecb, ECB, &[("USD", "1.25"), ("RSD", "137.25")]);

        assert_eq!(convert(&rates, 12_500, "USD", "GBP"), Some(10_000));
        assert_eq!(convert(&rates, 1_372_500, "RSD", "GBP"), Some(10_000));
        // 100 GBP are 100 / 0.86943 EUR = 115.0178…
        assert_eq!(convert(&rates, 1_372_500, "RSD", "EUR"), Some(11_502));
    }

    #[test]
    fn where_no_rate_is_known_there_is_no_amount() {
        let followed = follow("GBP", Source::Ecb, ECB, &[]);
        let nobody = Rates { published_on: None, published: Vec::new(), ..followed.clone() };

        assert_eq!(convert(&followed, 100, "RSD", "GBP"), None);
        assert_eq!(convert(&nobody, 100, "EUR", "GBP"), None);
        assert_eq!(convert(&nobody, 100, "EUR", "EUR"), Some(100));
    }

    #[test]
    fn a_lev_is_what_the_law_made_of_it_with_or_without_a_source() {
        let nobody = Rates { published_on: None, ..follow("EUR", Source::Ecb, &[], &[("BGN", "2")]) };
        let bank = follow("EUR", Source::Ecb, &[("USD", "1.25")], &[]);

        assert_eq!(convert(&nobody, 195_583, "BGN", "EUR"), Some(100_000));
        assert_eq!(convert(&nobody, 100_000, "EUR", "BGN"), Some(195_583));
        assert_eq!(convert(&bank, 195_583, "BGN", "USD"), Some(125_000));
        assert_eq!(convert(&bank, 125_000, "USD", "BGN"), Some(195_583));
    }

    proptest! {
        #[test]
        fn there_and_back_is_off_by_no_more_than_the_rounding(minor in -1_000_000_000_000_i64..1_000_000_000_000) {
            let rates = follow("GBP", Source::Ecb, ECB, &[]);

            let there = convert(&rates, minor, "GBP", "USD").expect("both are known");
            let back = convert(&rates, there, "USD", "GBP").expect("both are known");

            prop_assert!((back - minor).abs() <= 1, "{minor} came back as {back}");
        }

        #[test]
        fn no_amount_and_no_rate_breaks_the_sum(minor: i64, one in 1_i64..=super::super::MOST, other in 1_i64..=super::super::MOST) {
            let mut rates = follow("GBP", Source::Ecb, ECB, &[("USD", "1.25")]);
            rates.by_hand[0].1 = Rate::from_billionths(one);
            rates.published[1].1 = Rate::from_billionths(other);

            let amount = convert(&rates, minor, "USD", "EUR");

            prop_assert!(amount.is_none_or(|amount| amount.signum() * minor.signum() >= 0));
        }
    }
}
