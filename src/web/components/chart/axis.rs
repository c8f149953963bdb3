//! The axis: round steps, and short numbers beside them.

use super::Unit;
use crate::base::{Language, format};

/// So many steps at most.
const STEPS: i128 = 4;

/// Steps from nothing up to the first one that no value exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// How far they are apart: 1, 2 or 5 times a power of ten.
    pub(super) step: i128,
    /// The last one.
    pub(super) top: i128,
}

impl Scale {
    /// For values up to that one.
    pub(super) fn of(most: i128, unit: Unit) -> Scale {
        // Nobody wants to read an axis of pence.
        let least = match unit {
            Unit::Count => 1,
            Unit::Money(currency) => 10_i128.pow(currency.digits()),
        };
        let most = most.max(1);
        let mut power = least;
        let step = loop {
            if let Some(step) =
                [1, 2, 5].map(|times| times * power).into_iter().find(|step| step * STEPS >= most)
            {
                break step;
            }
            power *= 10;
        };
        Scale { step, top: (most + step - 1) / step * step }
    }

    /// Every step from nothing on.
    pub(super) fn steps(self) -> impl Iterator<Item = i128> {
        (0..=self.top / self.step).map(move |place| place * self.step)
    }
}

/// A value in a few letters: `800`, `12k`, `1.5m`; Bulgarian `12 хил.`, `1,5 млн.`.
pub(super) fn short(language: Language, unit: Unit, value: i128) -> String {
    let one = match unit {
        Unit::Count => 1,
        Unit::Money(currency) => 10_i128.pow(currency.digits()),
    };
    let (size, words) = match value / one {
        0..10_000 => (1, ["", ""]),
        10_000..1_000_000 => (1_000, ["k", "\u{a0}хил."]),
        1_000_000..1_000_000_000 => (1_000_000, ["m", "\u{a0}млн."]),
        _ => (1_000_000_000, ["bn", "\u{a0}млрд."]),
    };
    let (point, word) = match language {
        Language::En => ('.', words[0]),
        Language::Bg => (',', words[1]),
    };
    let tenths = value * 10 / (one * size);
    let whole = format::number(language, i64::try_from(tenths / 10).unwrap_or(i64::MAX));
    match tenths % 10 {
        0 => format!("{whole}{word}"),
        rest => format!("{whole}{point}{rest}{word}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(most: i128) -> Vec<i128> {
        Scale::of(most, Unit::Count).steps().collect()
    }

    #[test]
    fn steps_are_round_and_reach_over_the_greatest_value() {
        assert_eq!(scale(0), [0, 1]);
        assert_eq!(scale(1), [0, 1]);
        assert_eq!(scale(3), [0, 1, 2, 3]);
        assert_eq!(scale(5), [0, 2, 4, 6]);
        assert_eq!(scale(17), [0, 5, 10, 15, 20]);
        assert_eq!(scale(100), [0, 50, 100]);
        assert_eq!(scale(-7), [0, 1]);
    }

    #[test]
    fn the_greatest_numbers_have_an_axis_too() {
        let top = Scale::of(i128::from(i64::MAX) * 7, Unit::Count);

        assert!(top.top >= i128::from(i64::MAX) * 7 && top.steps().count() <= 5, "{top:?}");
    }

    #[test]
    fn an_axis_of_money_has_whole_units() {
        let pounds = Unit::Money("GBP".parse().expect("a currency"));

        assert_eq!(Scale::of(150, pounds).steps().collect::<Vec<_>>(), [0, 100, 200]);
        assert_eq!(short(Language::En, pounds, 200), "2");
        assert_eq!(short(Language::En, pounds, 1_200_000), "12k");
    }

    #[test]
    fn numbers_are_short_in_either_language() {
        let en = |value| short(Language::En, Unit::Count, value);
        let bg = |value| short(Language::Bg, Unit::Count, value);

        assert_eq!([en(0), en(8_000), en(20_000), en(1_500_000)], ["0", "8,000", "20k", "1.5m"]);
        assert_eq!([bg(8_000), bg(20_000), bg(1_500_000)], ["8000", "20\u{a0}хил.", "1,5\u{a0}млн."]);
        assert_eq!(en(i128::from(i64::MAX)), "9,223,372,036.8bn");
    }
}
