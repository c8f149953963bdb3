//! What somebody types about classes, rates, and a sale to try.

use super::decide::{Buyer, Sale, Seller};
use crate::base::{Country, Day, Fields, Language, Problems, Result, text};
use crate::billing::pricing::{Category, Percent};

/// The longest name, in characters.
const NAME_LENGTH: usize = 60;
/// The longest legal ground.
const GROUND_LENGTH: usize = 300;

/// What a product can be at home; the other categories follow from who buys it where.
pub const CATEGORIES: [Category; 4] = [Category::S, Category::Z, Category::E, Category::O];

/// What can change about a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassInput {
    /// What people call it.
    pub name: String,
    /// What the law at home makes of it.
    pub category: Category,
    /// The legal ground on English papers, where it is not taxed.
    pub ground_en: String,
    /// The same on Bulgarian ones.
    pub ground_bg: String,
}

impl ClassInput {
    /// Reads `name`, `category`, `ground_en`, `ground_bg`.
    pub fn parse(fields: &Fields) -> Result<ClassInput> {
        let mut problems = Problems::default();
        let name = text::one_line(fields.first("name"));
        if text::fold(&name).is_empty() {
            problems.add("name", "taxes-name-missing");
        } else if name.chars().count() > NAME_LENGTH {
            problems.add("name", "taxes-name-long");
        }
        let category = fields.first("category").parse().ok().filter(|known| CATEGORIES.contains(known));
        if category.is_none() {
            problems.add("category", "taxes-category-missing");
        }
        let mut ground = |field: &'static str| {
            let words = text::one_line(fields.first(field));
            if words.chars().count() > GROUND_LENGTH {
                problems.add(field, "taxes-ground-long");
            }
            words
        };
        let (ground_en, ground_bg) = (ground("ground_en"), ground("ground_bg"));
        let category = category.unwrap_or(Category::S);
        problems.finish(ClassInput { name, category, ground_en, ground_bg })
    }

    /// Every fact by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> [(&'static str, String); 4] {
        [
            ("name", self.name.clone()),
            ("category", self.category.code().to_owned()),
            ("ground_en", self.ground_en.clone()),
            ("ground_bg", self.ground_bg.clone()),
        ]
    }
}

/// A rate from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRate {
    /// In that country.
    pub country: Country,
    /// From that day.
    pub valid_on: Day,
    /// So much.
    pub percent: Percent,
}

impl NewRate {
    /// Reads `percent`, `country`, `valid_on`.
    pub fn parse(fields: &Fields, language: Language) -> Result<NewRate> {
        let mut problems = Problems::default();
        let percent = Percent::parse(fields.first("percent"), language).unwrap_or_else(|key| {
            problems.add("percent", key);
            Percent::default()
        });
        let country: Option<Country> = fields.first("country").parse().ok();
        if country.is_none() {
            problems.add("country", "taxes-country-missing");
        }
        let valid_on: Option<Day> = fields.first("valid_on").parse().ok();
        if valid_on.is_none() {
            problems.add("valid_on", "taxes-day-wrong");
        }
        match (country, valid_on) {
            (Some(country), Some(valid_on)) => problems.finish(NewRate { country, valid_on, percent }),
            _ => Err(crate::base::Error::Invalid(problems)),
        }
    }
}

/// Reads the sale that somebody tries: `country`, `northern`, `kind`, `number`, `supply`, `day`.
pub fn sale(fields: &Fields, seller: Seller) -> Result<Sale> {
    let mut problems = Problems::default();
    let day: Option<Day> = fields.first("day").parse().ok();
    if day.is_none() {
        problems.add("day", "taxes-day-wrong");
    }
    let country: Option<Country> = fields.first("country").parse().ok();
    if country.is_none() {
        problems.add("country", "taxes-country-missing");
    }
    let (Some(day), Some(country)) = (day, country) else {
        return Err(crate::base::Error::Invalid(problems));
    };
    let buyer = Buyer {
        country,
        is_northern: fields.has("northern") && country.code() == "GB",
        kind: fields.first("kind").parse()?,
        number: fields.first("number").parse()?,
    };
    Ok(Sale { seller, buyer, supply: fields.first("supply").parse()?, day })
}
