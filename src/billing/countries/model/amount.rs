//! Amounts in words.

use super::spelling::{Gender, bulgarian, english};
use crate::base::{Language, Money};

/// One and several of a coin, in English and in Bulgarian, and its gender there.
struct Coin {
    english: (&'static str, &'static str),
    bulgarian: (&'static str, &'static str),
    gender: Gender,
}

const LEV: Coin =
    Coin { english: ("lev", "leva"), bulgarian: ("лев", "лева"), gender: Gender::Masculine };
const STOTINKA: Coin =
    Coin {
        english: ("stotinka", "stotinki"), bulgarian: ("стотинка", "стотинки"), gender: Gender::Feminine
    };
const EURO: Coin =
    Coin { english: ("euro", "euros"), bulgarian: ("евро", "евро"), gender: Gender::Neuter };
const CENT: Coin =
    Coin { english: ("cent", "cents"), bulgarian: ("цент", "цента"), gender: Gender::Masculine };
const POUND: Coin = Coin {
    english: ("pound", "pounds"),
    bulgarian: ("британска лира", "британски лири"),
    gender: Gender::Feminine,
};
const PENNY: Coin =
    Coin { english: ("penny", "pence"), bulgarian: ("пенс", "пенса"), gender: Gender::Masculine };

/// An amount in words: `хиляда двеста тридесет и четири евро и петдесет цента`. Levs, euros and pounds are said so; any
/// other currency stays in figures.
pub fn in_words(amount: Money, language: Language) -> String {
    let (whole, part) = match amount.currency.code() {
        "BGN" => (LEV, STOTINKA),
        "EUR" => (EURO, CENT),
        "GBP" => (POUND, PENNY),
        _ => return amount.full(language),
    };
    let minor = amount.minor.unsigned_abs();
    let (wholes, parts) = (minor / 100, minor % 100);
    let said = match (wholes, parts) {
        (wholes, 0) => whole.say(wholes, language),
        (0, parts) => part.say(parts, language),
        (wholes, parts) => {
            let and = match language {
                Language::En => "and",
                Language::Bg => "и",
            };
            format!("{} {and} {}", whole.say(wholes, language), part.say(parts, language))
        }
    };
    match (amount.minor < 0, language) {
        (false, _) => said,
        (true, Language::En) => format!("minus {said}"),
        (true, Language::Bg) => format!("минус {said}"),
    }
}

impl Coin {
    fn say(&self, number: u64, language: Language) -> String {
        let pick = |(one, several)| if number == 1 { one } else { several };
        match language {
            Language::En => format!("{} {}", english(number), pick(self.english)),
            Language::Bg => format!("{} {}", bulgarian(number, self.gender), pick(self.bulgarian)),
        }
    }
}
