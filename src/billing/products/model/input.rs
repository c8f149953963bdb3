//! What somebody types about a product.

use serde::{Deserialize, Serialize};

use crate::base::{Currency, Fields, Language, Problems, Result, TaxClassId, text};
use crate::billing::pricing::{Entry, UnitPrice};
use crate::billing::taxes::SupplyKind;

use super::unit::Unit;

/// In so many currencies a product can have a price.
pub const PRICES: usize = 10;
/// The longest name, in characters.
const NAME_LENGTH: usize = 200;
/// The longest number.
const SKU_LENGTH: usize = 60;
/// The longest description.
const ABOUT_LENGTH: usize = 2_000;

/// What one of a product costs in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// In which.
    pub currency: Currency,
    /// So much, with or without the tax as the product says.
    pub price: UnitPrice,
}

/// Everything that somebody can type about a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductInput {
    /// What it is called.
    pub name: String,
    /// Its number in the catalogue (SKU), if it has one.
    pub sku: String,
    /// What papers say of it below its name.
    pub about: String,
    /// Goods, or a service.
    pub kind: SupplyKind,
    /// What it is counted in.
    pub unit: Unit,
    /// How it is taxed.
    pub class: TaxClassId,
    /// Whether its prices are without the tax or with it.
    pub entry: Entry,
    /// Its prices, a currency each.
    pub prices: Vec<Price>,
}

impl ProductInput {
    /// Reads `name`, `sku`, `about`, `kind`, `unit`, `class`, `entry`, and `price` with `currency` (several); a row without
    /// a price is none.
    pub fn parse(fields: &Fields, language: Language) -> Result<ProductInput> {
        let mut problems = Problems::default();
        let mut short = |field: &'static str, length: usize| {
            let value = text::one_line(fields.first(field));
            if value.chars().count() > length {
                problems.add(field, "products-too-long");
            }
            value
        };
        let (name, sku) = (short("name", NAME_LENGTH), short("sku", SKU_LENGTH));
        if text::sort_key(&name).is_empty() {
            problems.add("name", "products-name-missing");
        }
        let about = fields.first("about").to_owned();
        if about.chars().count() > ABOUT_LENGTH {
            problems.add("about", "products-too-long");
        }
        let kind = fields.first("kind").parse().unwrap_or_else(|_| {
            problems.add("kind", "products-kind-missing");
            SupplyKind::Goods
        });
        let unit = fields.first("unit").parse().unwrap_or_else(|_| {
            problems.add("unit", "products-unit-missing");
            Unit::Piece
        });
        let class = fields.first("class").parse().unwrap_or_else(|_| {
            problems.add("class", "products-class-missing");
            TaxClassId::NONE
        });
        let entry = fields.first("entry").parse().unwrap_or_else(|_| {
            problems.add("entry", "products-entry-missing");
            Entry::Net
        });
        let prices = prices(fields, language, &mut problems);
        problems.finish(ProductInput { name, sku, about, kind, unit, class, entry, prices })
    }

    /// Every fact by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let prices = self.prices.iter();
        let prices =
            prices.map(|one| format!("{} {}", one.price.typed(one.currency, Language::En), one.currency));
        vec![
            ("name", self.name.clone()),
            ("sku", self.sku.clone()),
            ("about", self.about.clone()),
            ("kind", self.kind.code().to_owned()),
            ("unit", self.unit.code().to_owned()),
            ("class", self.class.to_string()),
            ("entry", self.entry.code().to_owned()),
            ("prices", prices.collect::<Vec<_>>().join(", ")),
        ]
    }
}

fn prices(fields: &Fields, language: Language, problems: &mut Problems) -> Vec<Price> {
    let currencies: Vec<&str> = fields.all("currency").collect();
    let mut prices: Vec<Price> = Vec::new();
    for (row, typed) in fields.all("price").enumerate().filter(|(_, typed)| !typed.is_empty()) {
        let currency = currencies.get(row).and_then(|code| code.parse::<Currency>().ok());
        match (UnitPrice::parse(typed, language), currency) {
            (Err(key), _) => problems.add(format!("price.{row}"), key),
            (_, None) => problems.add(format!("currency.{row}"), "products-currency-missing"),
            (_, Some(currency)) if prices.iter().any(|known| known.currency == currency) => {
                problems.add(format!("currency.{row}"), "products-currency-twice");
            }
            (Ok(_), Some(_)) if prices.len() == PRICES => {
                problems.add(format!("price.{row}"), "products-prices-many");
            }
            (Ok(price), Some(currency)) => prices.push(Price { currency, price }),
        }
    }
    prices
}
