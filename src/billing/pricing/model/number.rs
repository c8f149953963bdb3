//! Scaled whole numbers, and the one way in which they are rounded.

use serde::{Deserialize, Serialize};

use crate::base::{Currency, Language};
use crate::crm::fields::Decimal;

/// How many decimals quantities and unit prices have.
pub const SCALE: u32 = 6;
/// How many decimals a percentage has.
const PERCENT_SCALE: u32 = 4;
/// The whole of something, in ten-thousandths of a point.
pub const WHOLE: i128 = 1_000_000;

/// An amount that does not fit into 64 bits: nothing is wrapped, cut or guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount does not fit")]
pub struct Overflow;

/// How much of something, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quantity(pub i64);

/// What one costs, in millionths of the currency's whole unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitPrice(pub i64);

/// A share of a hundred, in ten-thousandths of a point: 20 % is 200,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Percent(pub i64);

impl Quantity {
    /// One.
    pub const ONE: Quantity = Quantity(1_000_000);

    /// Reads a quantity, which may be below nothing; the key of a message if it is none.
    pub fn parse(typed: &str, language: Language) -> Result<Quantity, &'static str> {
        Ok(Quantity(Decimal::parse(typed, SCALE, language)?.units))
    }

    /// As people of that language read it, without decimals that say nothing.
    pub fn show(self, language: Language) -> String {
        trimmed(self.0, SCALE, 0).show(language)
    }

    /// As a field shows it, to be typed over.
    pub fn typed(self, language: Language) -> String {
        trimmed(self.0, SCALE, 0).typed(language)
    }
}

impl UnitPrice {
    /// Reads a price of nothing or more; the key of a message if it is none.
    pub fn parse(typed: &str, language: Language) -> Result<UnitPrice, &'static str> {
        let price = Decimal::parse(typed, SCALE, language)?;
        if price.units < 0 { Err("pricing-price-below") } else { Ok(UnitPrice(price.units)) }
    }

    /// As people of that language read it: with the currency's decimals, or with more where there are any.
    pub fn show(self, currency: Currency, language: Language) -> String {
        trimmed(self.0, SCALE, currency.digits()).show(language)
    }

    /// As a field shows it, to be typed over.
    pub fn typed(self, currency: Currency, language: Language) -> String {
        trimmed(self.0, SCALE, currency.digits()).typed(language)
    }
}

impl Percent {
    /// A hundred.
    pub const MOST: Percent = Percent(1_000_000);

    /// Reads 0 to 100, with or without a sign behind it; the key of a message if it is none of these.
    pub fn parse(typed: &str, language: Language) -> Result<Percent, &'static str> {
        let number = typed.trim().trim_end_matches('%').trim_end();
        let percent = Decimal::parse(number, PERCENT_SCALE, language)?;
        let is_share = (0..=Percent::MOST.0).contains(&percent.units);
        if is_share { Ok(Percent(percent.units)) } else { Err("pricing-percent-beyond") }
    }

    /// As people of that language read it: `20%`, `2.5%`; Bulgarian `20 %`.
    pub fn show(self, language: Language) -> String {
        let number = trimmed(self.0, PERCENT_SCALE, 0).show(language);
        match language {
            Language::En => format!("{number}%"),
            Language::Bg => format!("{number}\u{a0}%"),
        }
    }

    /// As a field shows it, to be typed over.
    pub fn typed(self, language: Language) -> String {
        trimmed(self.0, PERCENT_SCALE, 0).typed(language)
    }
}

/// The number without zeros at its end, but with that many decimals at least.
fn trimmed(mut units: i64, mut scale: u32, at_least: u32) -> Decimal {
    while scale > at_least && units % 10 == 0 {
        units /= 10;
        scale -= 1;
    }
    Decimal { units, scale }
}

/// A fraction as a whole number, half away from zero; `over` is more than nothing.
pub fn round(part: i128, over: i128) -> Result<i64, Overflow> {
    let (whole, rest) = (part / over, part % over);
    let is_up = rest.unsigned_abs() >= over.unsigned_abs() - rest.unsigned_abs();
    let rounded = if rest != 0 && is_up { whole + part.signum() } else { whole };
    i64::try_from(rounded).map_err(|_| Overflow)
}

/// The product of numbers, or [`Overflow`].
pub fn product(factors: &[i128]) -> Result<i128, Overflow> {
    factors.iter().try_fold(1_i128, |product, factor| product.checked_mul(*factor)).ok_or(Overflow)
}

/// The sum of amounts, or [`Overflow`].
pub fn sum(amounts: impl IntoIterator<Item = i64>) -> Result<i64, Overflow> {
    let sum: i128 = amounts.into_iter().map(i128::from).sum();
    i64::try_from(sum).map_err(|_| Overflow)
}

/// Shares `total` out so that each part is its fraction rounded down or up and all parts together are `total`: the units
/// that are left go to the largest rests, of equal rests to the first. `total` is the rounded sum of the fractions.
pub fn spread(total: i64, parts: &[i128], over: i128) -> Result<Vec<i64>, Overflow> {
    let sign = over.signum();
    let scaled: Vec<i128> = parts.iter().map(|part| part * sign).collect();
    let over = over * sign;
    let mut shares: Vec<i128> = scaled.iter().map(|part| part.div_euclid(over)).collect();
    let given: i128 = shares.iter().sum();
    let left = usize::try_from(i128::from(total) - given).map_err(|_| Overflow)?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(scaled[*place].rem_euclid(over)));
    for place in order.into_iter().take(left) {
        shares[place] += 1;
    }
    shares.into_iter().map(|share| i64::try_from(share).map_err(|_| Overflow)).collect()
}
