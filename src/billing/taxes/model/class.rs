//! A class and its rates.

use super::input::ClassInput;
use crate::base::{Country, Day, Language, TaxClassId, TaxRateId};
use crate::billing::pricing::{Category, Percent, Tax};

/// A rate that holds from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedRate {
    /// Its number.
    pub id: TaxRateId,
    /// In that country.
    pub country: Country,
    /// From that day, until the next rate of that country.
    pub valid_on: Day,
    /// So much.
    pub percent: Percent,
}

/// A class of what is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxClass {
    /// Its number.
    pub id: TaxClassId,
    /// What can change about it.
    pub facts: ClassInput,
    /// Its rates, by country, the last day first.
    pub rates: Vec<DatedRate>,
    /// Whether it is offered.
    pub is_live: bool,
    /// Grows with each change.
    pub version: i64,
}

/// What a workspace says of itself besides its address and numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaxChoice {
    /// It takes the rate of the buyer's country from consumers in the Union (one-stop shop).
    pub is_oss: bool,
    /// It trades from Northern Ireland, under the XI number.
    pub is_northern: bool,
    /// Grows with each change; 0 before the first.
    pub version: i64,
}

impl TaxClass {
    /// The rate that holds there on that day, if one is known.
    pub fn rate(&self, country: Country, day: Day) -> Option<DatedRate> {
        let there = self.rates.iter().filter(|rate| rate.country == country && rate.valid_on <= day);
        there.copied().max_by_key(|rate| rate.valid_on)
    }

    /// How it is taxed there on that day; none if it is taxed and no rate is known.
    pub fn tax(&self, country: Country, day: Day) -> Option<Tax> {
        match self.facts.category {
            Category::S => Some(Tax::new(Category::S, self.rate(country, day)?.percent)),
            other => Some(Tax::new(other, Percent(0))),
        }
    }

    /// The legal ground in that language, as papers print it; empty where there is none to name.
    pub fn ground(&self, language: Language) -> &str {
        match language {
            Language::En => &self.facts.ground_en,
            Language::Bg => &self.facts.ground_bg,
        }
    }
}
