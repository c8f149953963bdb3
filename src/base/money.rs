//! Amounts of money: whole minor units of a currency, read as people type them and written as they read them.

use std::iter::Peekable;
use std::str::CharIndices;

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};
use super::format;
use super::locale::{Currency, Language};

/// So much of a currency: never a fraction of its smallest coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// In the currency's smallest unit: pence, cents, yen.
    pub minor: i64,
    /// Of what.
    pub currency: Currency,
}

/// Ten million millions of the smallest unit: what a column of amounts holds at most, so that sums of them fit too.
pub const MOST: i64 = 10_000_000_000_000;

/// What is set apart around an amount, or stands for its currency.
const AROUND: [char; 12] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’', '£', '€', '$', '¥', '+', '_'];

impl Currency {
    /// How many digits stand after its decimal sign (ISO 4217).
    pub fn digits(self) -> u32 {
        match self.code() {
            "ISK" | "JPY" => 0,
            "BHD" | "KWD" => 3,
            _ => 2,
        }
    }

    /// How many of the smallest unit make one.
    pub fn unit(self) -> i64 {
        10_i64.pow(self.digits())
    }

    /// Its sign where everybody knows whose it is; else its code.
    fn sign(self, language: Language) -> &'static str {
        match (self.code(), language) {
            ("EUR", _) => "€",
            ("GBP", _) => "£",
            ("USD", _) => "$",
            ("JPY", Language::En) => "¥",
            (code, _) => code,
        }
    }
}

impl Money {
    /// That many of the smallest unit.
    pub fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    /// Reads an amount as people of either language type it: `1,234.50`, `1 234,50`, `1.234,50`, `£1,234`, `1234 EUR`.
    ///
    /// A single point or comma with exactly three digits after it sets thousands apart, unless the currency has three
    /// decimals. Empty is nothing; less than nothing, more than [`MOST`] and anything else is malformed.
    pub fn parse(typed: &str, currency: Currency) -> Result<Option<Money>> {
        let code = typed.trim().to_ascii_uppercase();
        let number =
            code.strip_suffix(currency.code()).or(code.strip_prefix(currency.code())).unwrap_or(&code);
        let plain: String = number.chars().filter(|letter| !AROUND.contains(letter)).collect();
        if plain.is_empty() {
            return if code.is_empty() { Ok(None) } else { Err(Error::Malformed("amount")) };
        }
        let (whole, decimals) = halves(&plain, currency).ok_or(Error::Malformed("amount"))?;
        let minor = minor(&whole, decimals, currency).filter(|minor| *minor <= MOST);
        minor.map(|minor| Some(Money { minor, currency })).ok_or(Error::Malformed("amount"))
    }

    /// Both together; none if they are of two currencies, or more than fits.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        let minor = self.minor.checked_add(other.minor).filter(|_| self.currency == other.currency)?;
        Some(Money { minor, ..self })
    }

    /// As a language writes it, without decimals that say nothing: `£12,840`, `12 840 €`, `£0.50`. Where there are three
    /// decimals, they stand: `BHD 1,234` could be a little more than one.
    pub fn brief(self, language: Language) -> String {
        let sign = self.currency.sign(language);
        let number = self.number(language);
        match language {
            Language::En if sign == self.currency.code() => format!("{sign}\u{a0}{number}"),
            Language::En => match number.strip_prefix('\u{2212}') {
                Some(positive) => format!("\u{2212}{sign}{positive}"),
                None => format!("{sign}{number}"),
            },
            Language::Bg => format!("{number}\u{a0}{sign}"),
        }
    }

    /// As papers and reckonings write it, with every decimal: `£12,840.00`, `12 840,00 €`.
    pub fn full(self, language: Language) -> String {
        let unit = self.currency.unit();
        if self.minor % unit != 0 || self.currency.digits() != 2 {
            return self.brief(language);
        }
        let (sign, code) = (self.currency.sign(language), self.currency.code());
        let whole = format!("{}{}00", format::number(language, self.minor / unit), point(language));
        match language {
            Language::En if sign == code => format!("{sign}\u{a0}{whole}"),
            Language::En => match whole.strip_prefix('\u{2212}') {
                Some(positive) => format!("\u{2212}{sign}{positive}"),
                None => format!("{sign}{whole}"),
            },
            Language::Bg => format!("{whole}\u{a0}{sign}"),
        }
    }

    /// As a field shows it, to be typed over: `12840.50`, Bulgarian `12840,50`.
    pub fn typed(self, language: Language) -> String {
        let (unit, minor) = (self.currency.unit().unsigned_abs(), self.minor.unsigned_abs());
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, rest, width) = (minor / unit, minor % unit, self.currency.digits() as usize);
        match rest {
            0 => format!("{sign}{whole}"),
            rest => format!("{sign}{whole}{}{rest:0width$}", point(language)),
        }
    }

    fn number(self, language: Language) -> String {
        let unit = self.currency.unit();
        let whole = format::number(language, self.minor / unit);
        let sign = if self.minor < 0 && self.minor > -unit { "\u{2212}" } else { "" };
        let width = self.currency.digits() as usize;
        match (self.minor % unit).abs() {
            0 if width < 3 => whole,
            rest => format!("{sign}{whole}{}{rest:0width$}", point(language)),
        }
    }
}

/// Adds amounts, each currency for itself, in the order in which the currencies first came. `Err` if a sum does not fit.
pub fn sums(amounts: impl IntoIterator<Item = Money>) -> Result<Vec<Money>> {
    let mut sums: Vec<Money> = Vec::new();
    for amount in amounts {
        match sums.iter_mut().find(|sum| sum.currency == amount.currency) {
            Some(sum) => {
                *sum = sum.checked_add(amount).ok_or_else(|| Error::internal("a sum does not fit"))?;
            }
            None => sums.push(amount),
        }
    }
    Ok(sums)
}

fn point(language: Language) -> char {
    match language {
        Language::En => '.',
        Language::Bg => ',',
    }
}

/// The digits before the decimal sign, and those after it.
fn halves(plain: &str, currency: Currency) -> Option<(String, &str)> {
    let is_sign = |letter: char| letter == '.' || letter == ',';
    let signs: Vec<(usize, char)> = plain.char_indices().filter(|(_, letter)| is_sign(*letter)).collect();
    let decimal = match signs[..] {
        [] => None,
        [(at, _)] if plain.len() - at - 1 == 3 && currency.digits() < 3 => None,
        [(at, _)] => Some(at),
        [.., (_, before), (at, last)] if before != last => Some(at),
        _ => None,
    };
    let (whole, decimals) = match decimal {
        Some(at) => (&plain[..at], &plain[at + 1..]),
        None => (plain, ""),
    };
    Some((grouped(whole.char_indices().peekable())?, decimals))
}

/// The digits of a number whose thousands one and the same sign may set apart.
fn grouped(mut letters: Peekable<CharIndices>) -> Option<String> {
    let (mut digits, mut group, mut sign) = (String::new(), 0, None);
    while let Some((_, letter)) = letters.next() {
        match letter {
            '0'..='9' => {
                digits.push(letter);
                group += 1;
            }
            '.' | ','
                if (sign.is_none() && (1..=3).contains(&group)) || (sign == Some(letter) && group == 3) =>
            {
                letters.peek()?;
                (sign, group) = (Some(letter), 0);
            }
            _ => return None,
        }
    }
    (sign.is_none() || group == 3).then_some(digits)
}

fn minor(whole: &str, decimals: &str, currency: Currency) -> Option<i64> {
    let digits = currency.digits() as usize;
    let is_number = decimals.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || decimals.len() > digits || (whole.is_empty() && decimals.is_empty()) {
        return None;
    }
    format!("{whole}{decimals:0<digits$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn read(typed: &str) -> Option<i64> {
        Money::parse(typed, currency("EUR")).ok()?.map(|money| money.minor)
    }

    #[test]
    fn an_amount_is_read_as_either_language_types_it() {
        for typed in ["1234.5", "1,234.50", "1 234,50", "1.234,50", "€1,234.50", "1234,5 EUR", "eur 1'234.50"]
        {
            assert_eq!(read(typed), Some(123_450), "{typed}");
        }
        for typed in ["1,234", "1.234", "1 234", "1234", "1234.", "1,234.00"] {
            assert_eq!(read(typed), Some(123_400), "{typed}");
        }
        assert_eq!(read("12,345,678"), Some(1_234_567_800));
        assert_eq!(read(".5"), Some(50));
    }

    #[test]
    fn nothing_is_no_amount_and_nonsense_is_refused() {
        assert_eq!(Money::parse("  ", currency("EUR")).expect("nothing is well"), None);
        for typed in
            ["EUR", "€", "-5", "1.2.3", "12,34,567", "1,23,4.5", "12.345.6", "a lot", "1e5", "5.999.", "."]
        {
            assert!(Money::parse(typed, currency("EUR")).is_err(), "{typed}");
        }
        assert!(Money::parse("1.23", currency("JPY")).is_err());
        assert!(Money::parse("100000000001", currency("EUR")).is_err());
    }

    #[test]
    fn an_amount_is_written_as_each_language_does() {
        let pounds = Money::new(1_284_050, currency("GBP"));

        assert_eq!(pounds.brief(Language::En), "£12,840.50");
        assert_eq!(pounds.brief(Language::Bg), "12\u{a0}840,50\u{a0}£");
        assert_eq!(Money::new(120_000, currency("EUR")).brief(Language::Bg), "1200\u{a0}€");
        assert_eq!(Money::new(120_000, currency("CHF")).brief(Language::En), "CHF\u{a0}1,200");
        assert_eq!(Money::new(1_200, currency("JPY")).brief(Language::En), "¥1,200");
        assert_eq!(Money::new(-50, currency("GBP")).brief(Language::En), "\u{2212}£0.50");
        assert_eq!(Money::new(50, currency("GBP")).typed(Language::Bg), "0,50");
        assert_eq!(Money::new(-120_000, currency("GBP")).full(Language::En), "\u{2212}£1,200.00");
        assert_eq!(Money::new(120_000, currency("EUR")).full(Language::Bg), "1200,00\u{a0}€");
        assert_eq!(Money::new(120_000, currency("CHF")).full(Language::En), "CHF\u{a0}1,200.00");
        assert_eq!(Money::new(1_200, currency("JPY")).full(Language::En), "¥1,200");
        assert_eq!(Money::new(-1, currency("GBP")).typed(Language::En), "-0.01");
        assert_eq!(Money::new(1_234_000, currency("BHD")).brief(Language::En), "BHD\u{a0}1,234.000");
    }

    #[test]
    fn three_decimals_are_never_taken_for_thousands() {
        let dinars = currency("KWD");

        let read = |typed| Money::parse(typed, dinars).ok().flatten().map(|money| money.minor);

        assert_eq!(read("1.234"), Some(1_234));
        assert_eq!(read("1,234"), Some(1_234));
        assert_eq!(read("1,234.5"), Some(1_234_500));
        assert_eq!(read("1 234"), Some(1_234_000));
    }

    #[test]
    fn sums_stay_with_their_currency_and_never_wrap() {
        let (euros, pounds) = (currency("EUR"), currency("GBP"));
        let all = [Money::new(1, euros), Money::new(2, pounds), Money::new(3, euros)];

        assert_eq!(sums(all).expect("it fits"), [Money::new(4, euros), Money::new(2, pounds)]);
        assert!(sums([Money::new(i64::MAX, euros), Money::new(1, euros)]).is_err());
        assert_eq!(Money::new(1, euros).checked_add(Money::new(1, pounds)), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minor in 0..MOST, place in 0..Currency::ALL.len(), is_english: bool) {
            let language = if is_english { Language::En } else { Language::Bg };
            let money = Money::new(minor, Currency::ALL[place]);

            prop_assert_eq!(Money::parse(&money.brief(language), money.currency).expect("ours"), Some(money));
            prop_assert_eq!(Money::parse(&money.typed(language), money.currency).expect("ours"), Some(money));
        }

        #[test]
        fn reading_never_panics(typed in "\\PC{0,20}") {
            let _ = Money::parse(&typed, currency("EUR"));
        }
    }
}
