//! What can be wrong with a number.

/// Why a number cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is too short or too long.
    Length,
    /// It is not written as such numbers are.
    Shape,
    /// Its check digits do not fit the others.
    Check,
    /// No such numbers are given in that country.
    Country,
}

impl Wrong {
    /// The key of what to say beside the field.
    pub fn key(self) -> &'static str {
        match self {
            Wrong::Length => "countries-wrong-length",
            Wrong::Shape => "countries-wrong-shape",
            Wrong::Check => "countries-wrong-check",
            Wrong::Country => "countries-wrong-country",
        }
    }
}

/// The letters and digits of what was typed, in capitals: blanks, points, hyphens and strokes only set groups apart.
pub fn compact(typed: &str) -> String {
    let is_apart = |letter: &char| letter.is_whitespace() || ".-/\u{2010}\u{2011}\u{2013}".contains(*letter);
    typed.chars().filter(|letter| !is_apart(letter)).flat_map(char::to_uppercase).collect()
}

/// The digits as numbers, or `Shape` if there is anything else.
pub fn digits(number: &str) -> Result<Vec<u32>, Wrong> {
    number.chars().map(|letter| letter.to_digit(10).ok_or(Wrong::Shape)).collect()
}

/// The sum of the digits, each times its weight.
pub fn weighed(digits: &[u32], weights: impl IntoIterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Makes a text that can only be right: it is read by its own `parse`, shown and stored as that writes it.
macro_rules! checked {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $name(String);

        impl $name {
            /// In one spelling, without blanks, as it is stored.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}
pub(super) use checked;
