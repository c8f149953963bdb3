//! What a paper says in one language or two.

use crate::base::{Day, Language, Money, format};
use crate::billing::documents::model::{Document, Languages, Period, Wording};
use crate::billing::pricing::{Category, Tax};
use crate::platform::i18n::{self, Value};

/// The languages of a paper, and how they say things.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub Languages);

impl Words {
    /// Of that document.
    pub fn of(document: &Document) -> Words {
        Words(document.head().languages)
    }

    /// The first language: numbers and days are written so.
    pub fn first(self) -> Language {
        self.0.first
    }

    /// A label in both: `Фактура / Invoice`.
    pub fn label(self, key: &'static str) -> String {
        self.both(|language| i18n::message(language, key).to_owned())
    }

    /// What each language says, the same only once.
    pub fn both(self, say: impl Fn(Language) -> String) -> String {
        join(&self.0.word(say), " / ")
    }

    /// Words that were frozen, each language in its own line.
    pub fn lines(self, wording: &Wording) -> String {
        match self.0.second {
            Some(_) => join(wording, "\n"),
            None => wording.first.clone(),
        }
    }

    /// A day.
    pub fn day(self, day: Day) -> String {
        let Day(date) = day;
        match self.first() {
            Language::En => {
                format!("{} {} {}", date.day(), format::month_short(Language::En, day), date.year())
            }
            Language::Bg => format!("{:02}.{:02}.{} г.", date.day(), date.month(), date.year()),
        }
    }

    /// From a day to a day.
    pub fn period(self, period: Period) -> String {
        format!("{} – {}", self.day(period.from), self.day(period.to))
    }

    /// An amount with all its decimals.
    pub fn money(self, money: Money) -> String {
        money.full(self.first())
    }

    /// The rate, or what the law makes of it.
    pub fn tax(self, tax: Tax) -> String {
        match tax.category {
            Category::S | Category::Z | Category::E => tax.percent.show(self.first()),
            _ => "–".to_owned(),
        }
    }

    /// A sentence with a number in it, in both.
    pub fn tell(self, key: &'static str, arguments: &[(&'static str, String)]) -> String {
        self.both(|language| {
            let values: Vec<(&'static str, Value)> =
                arguments.iter().map(|(name, text)| (*name, Value::from(text.clone()))).collect();
            i18n::tell(language, key, &values)
        })
    }
}

fn join(wording: &Wording, between: &str) -> String {
    let Wording { first, second } = wording;
    if second.is_empty() || second == first { first.clone() } else { format!("{first}{between}{second}") }
}
