//! Numbers with a fixed count of decimals, without floating point.

use serde::{Deserialize, Serialize};

use crate::base::{Language, format};

/// The most that a number of a field can be, in its smallest unit.
const MOST: i64 = 1_000_000_000_000_000;

/// What may be set apart within a number.
const APART: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

/// A number with so many decimals: 12.50 is 1250 at the scale 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decimal {
    /// In units of the last decimal.
    pub units: i64,
    /// How many decimals.
    pub scale: u32,
}

impl Decimal {
    /// Reads a number as somebody of that language types it; the sign that parts decimals in the other language is taken
    /// too where it can mean nothing else. The key of a message if it is none, too large, or has more decimals.
    pub fn parse(typed: &str, scale: u32, language: Language) -> Result<Decimal, &'static str> {
        let plain: String = typed.trim().chars().filter(|letter| !APART.contains(letter)).collect();
        let (is_below, plain) = match plain.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
        };
        let (whole, decimals) = halves(plain, language).ok_or("fields-number-unclear")?;
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > scale as usize {
            return Err("fields-number-too-fine");
        }
        let digits = format!("{whole}{decimals:0<width$}", width = scale as usize);
        let units: Option<i64> = digits.parse().ok().filter(|units| *units <= MOST);
        let units = units.ok_or("fields-number-too-large")?;
        Ok(Decimal { units: if is_below { -units } else { units }, scale })
    }

    /// As people of that language read it: `1,284.50`; Bulgarian `1284,50`.
    pub fn show(self, language: Language) -> String {
        let unit = 10_i64.pow(self.scale);
        let sign = if self.units < 0 { "\u{2212}" } else { "" };
        let whole = format::number(language, (self.units / unit).abs());
        format!("{sign}{whole}{}", self.decimals(language))
    }

    /// As a field shows it, to be typed over: `1284.50`; Bulgarian `1284,50`.
    pub fn typed(self, language: Language) -> String {
        let unit = 10_i64.pow(self.scale);
        let sign = if self.units < 0 { "-" } else { "" };
        format!("{sign}{}{}", (self.units / unit).abs(), self.decimals(language))
    }

    fn decimals(self, language: Language) -> String {
        let rest = (self.units % 10_i64.pow(self.scale)).abs();
        match self.scale {
            0 => String::new(),
            scale => format!("{}{rest:0width$}", signs(language).0, width = scale as usize),
        }
    }
}

/// The sign before decimals, and the one between thousands.
fn signs(language: Language) -> (char, char) {
    match language {
        Language::En => ('.', ','),
        Language::Bg => (',', '.'),
    }
}

/// The digits before the decimal sign, and those after it.
fn halves(plain: &str, language: Language) -> Option<(String, &str)> {
    let (point, between) = signs(language);
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = match plain.split_once(point) {
        Some((whole, decimals)) => (joined(whole, between)?, decimals),
        None => match joined(plain, between) {
            Some(whole) => (whole, ""),
            None => plain.split_once(between).map(|(whole, decimals)| (whole.to_owned(), decimals))?,
        },
    };
    let has_digits = !whole.is_empty() || !decimals.is_empty();
    (has_digits && is_number(&whole) && is_number(decimals)).then_some((whole, decimals))
}

/// The digits of a number whose thousands that sign may set apart; none if it stands elsewhere.
fn joined(whole: &str, between: char) -> Option<String> {
    let mut groups = whole.split(between);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let is_grouped =
        rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    is_grouped.then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(typed: &str, scale: u32, language: Language) -> Result<i64, &'static str> {
        Decimal::parse(typed, scale, language).map(|number| number.units)
    }

    #[test]
    fn a_number_is_read_as_its_language_types_it() {
        for typed in ["1234.5", "1,234.50", "1 234.5", "+1'234.500"] {
            assert_eq!(read(typed, 2, Language::En), Ok(123_450), "{typed}");
        }
        for typed in ["1234,5", "1.234,50", "1 234,5", "1\u{a0}234,5"] {
            assert_eq!(read(typed, 2, Language::Bg), Ok(123_450), "{typed}");
        }
        assert_eq!(read("1.234", 3, Language::En), Ok(1_234));
        assert_eq!(read("1.234", 3, Language::Bg), Ok(1_234_000));
        assert_eq!(read("-0,5", 1, Language::Bg), Ok(-5));
        assert_eq!(read("\u{2212}7", 0, Language::En), Ok(-7));
        assert_eq!(read(".5", 1, Language::En), Ok(5));
    }

    #[test]
    fn the_other_languages_sign_counts_where_it_is_clear() {
        assert_eq!(read("12,5", 1, Language::En), Ok(125));
        assert_eq!(read("12.5", 1, Language::Bg), Ok(125));
    }

    #[test]
    fn what_is_no_number_is_told_from_what_does_not_fit() {
        for typed in ["", "-", ".", "a lot", "1.2.3", "1,23,4", "1e5", "0x1F", "--5", "٣"] {
            assert_eq!(read(typed, 2, Language::En), Err("fields-number-unclear"), "{typed}");
        }
        assert_eq!(read("1.005", 2, Language::En), Err("fields-number-too-fine"));
        assert_eq!(read("0.5", 0, Language::En), Err("fields-number-too-fine"));
        assert_eq!(read("1000000000000001", 0, Language::En), Err("fields-number-too-large"));
        assert_eq!(read("99999999999999999999999", 0, Language::En), Err("fields-number-too-large"));
    }

    #[test]
    fn a_number_is_shown_as_each_language_writes_it() {
        let number = Decimal { units: -1_284_050, scale: 2 };

        assert_eq!(number.show(Language::En), "\u{2212}12,840.50");
        assert_eq!(number.show(Language::Bg), "\u{2212}12\u{a0}840,50");
        assert_eq!(number.typed(Language::En), "-12840.50");
        assert_eq!(Decimal { units: -5, scale: 1 }.show(Language::En), "\u{2212}0.5");
        assert_eq!(Decimal { units: 7, scale: 0 }.typed(Language::Bg), "7");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(units in -MOST..=MOST, scale in 0_u32..=6, is_english: bool) {
            let language = if is_english { Language::En } else { Language::Bg };
            let number = Decimal { units, scale };

            prop_assert_eq!(Decimal::parse(&number.typed(language), scale, language), Ok(number));
            prop_assert_eq!(Decimal::parse(&number.show(language), scale, language), Ok(number));
        }

        #[test]
        fn reading_never_panics(typed in "\\PC{0,20}", scale in 0_u32..=6) {
            let _ = Decimal::parse(&typed, scale, Language::En);
            let _ = Decimal::parse(&typed, scale, Language::Bg);
        }
    }
}
