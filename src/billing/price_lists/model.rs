//! A price list, how it is read, and what it makes of a product's price.

use crate::base::id::Id;
use crate::base::{Currency, Day, Fields, Language, Problems, ProductId, Result, text};
use crate::billing::pricing::{Percent, UnitPrice};
use crate::billing::products::{Price, Product};

/// The kind of [`PriceListId`].
pub struct PriceListKind;

/// Names a price list.
pub type PriceListId = Id<PriceListKind>;

/// So many products a list can have prices of.
pub const ITEMS: usize = 300;
/// The longest name, in characters.
const NAME_LENGTH: usize = 100;

/// A price list as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceList {
    /// Its number.
    pub id: PriceListId,
    /// What is known about it.
    pub facts: PriceListInput,
    /// Grows with each change.
    pub version: i64,
}

/// What somebody types about a price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceListInput {
    /// What it is called.
    pub name: String,
    /// On papers in which currency it counts.
    pub currency: Currency,
    /// What comes on the catalogue's prices, in ten-thousandths of a point; below zero it comes off.
    pub percent: i64,
    /// The first day on which it holds.
    pub valid_on: Day,
    /// The last; none: it goes on.
    pub valid_until: Option<Day>,
    /// The prices of single products.
    pub items: Vec<(ProductId, UnitPrice)>,
}

impl PriceListInput {
    /// Reads `name`, `currency`, `way` (`off` or `on`), `percent`, `valid_on`, `valid_until`, and `price` with `product`
    /// (several); a row without a product is none.
    pub fn parse(fields: &Fields, language: Language) -> Result<PriceListInput> {
        let mut problems = Problems::default();
        let name = text::one_line(fields.first("name"));
        if text::sort_key(&name).is_empty() {
            problems.add("name", "price-lists-name-missing");
        } else if name.chars().count() > NAME_LENGTH {
            problems.add("name", "price-lists-too-long");
        }
        let currency = fields.first("currency").parse::<Currency>();
        if currency.is_err() {
            problems.add("currency", "price-lists-currency-missing");
        }
        let percent = percent(fields, language, &mut problems);
        let valid_on = fields.first("valid_on").parse::<Day>();
        if valid_on.is_err() {
            problems.add("valid_on", "price-lists-day-wrong");
        }
        let valid_until = match fields.first("valid_until") {
            "" => None,
            typed => {
                typed.parse::<Day>().map_err(|_| problems.add("valid_until", "price-lists-day-wrong")).ok()
            }
        };
        if let (Ok(first), Some(last)) = (&valid_on, valid_until)
            && last < *first
        {
            problems.add("valid_until", "price-lists-ends-before");
        }
        let items = items(fields, language, &mut problems);
        problems.finish(())?;
        Ok(PriceListInput { name, currency: currency?, percent, valid_on: valid_on?, valid_until, items })
    }

    /// Whether it holds on that day.
    pub fn holds(&self, day: Day) -> bool {
        self.valid_on <= day && self.valid_until.is_none_or(|last| day <= last)
    }

    /// Makes the product's price in the list's currency that of the list; without either, it has none.
    pub fn price(&self, product: &mut Product) {
        let own = self.items.iter().find(|(id, _)| *id == product.id).map(|(_, price)| *price);
        let prices = &mut product.facts.prices;
        match (own, prices.iter_mut().find(|one| one.currency == self.currency)) {
            (Some(price), Some(listed)) => listed.price = price,
            (Some(price), None) => prices.push(Price { currency: self.currency, price }),
            (None, Some(listed)) => listed.price = self.changed(listed.price),
            (None, None) => {}
        }
    }

    /// The price with the percentage on it or off it, rounded half up to the sixth decimal.
    fn changed(&self, price: UnitPrice) -> UnitPrice {
        let whole = i128::from(Percent::MOST.0);
        let millionths = i128::from(price.0) * (whole + i128::from(self.percent));
        UnitPrice(i64::try_from((millionths + whole / 2) / whole).unwrap_or(i64::MAX))
    }

    /// Every fact by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let prices = self.items.iter();
        let prices = prices.map(|(id, price)| format!("{id}: {}", price.typed(self.currency, Language::En)));
        vec![
            ("name", self.name.clone()),
            ("currency", self.currency.code().to_owned()),
            ("percent", self.signed(Language::En)),
            ("valid_on", self.valid_on.to_string()),
            ("valid_until", self.valid_until.map_or(String::new(), |day| day.to_string())),
            ("prices", prices.collect::<Vec<_>>().join(", ")),
        ]
    }

    /// The percentage with its sign.
    pub fn signed(&self, language: Language) -> String {
        let sign = if self.percent < 0 { "−" } else { "+" };
        format!("{sign}{}", Percent(self.percent.abs()).show(language))
    }
}

fn percent(fields: &Fields, language: Language, problems: &mut Problems) -> i64 {
    let percent = match fields.first("percent") {
        "" => Ok(Percent(0)),
        typed => Percent::parse(typed, language),
    };
    let percent = percent.unwrap_or_else(|key| {
        problems.add("percent", key);
        Percent(0)
    });
    match fields.first("way") {
        "off" => -percent.0,
        "on" => percent.0,
        _ => {
            problems.add("way", "price-lists-way-missing");
            0
        }
    }
}

fn items(fields: &Fields, language: Language, problems: &mut Problems) -> Vec<(ProductId, UnitPrice)> {
    let prices: Vec<&str> = fields.all("price").collect();
    let mut items: Vec<(ProductId, UnitPrice)> = Vec::new();
    for (row, typed) in fields.all("product").enumerate() {
        let price = prices.get(row).copied().unwrap_or("").trim();
        match (typed.parse::<ProductId>(), price) {
            (Err(_), "") => {}
            (Err(_), _) => problems.add(format!("product.{row}"), "price-lists-product-missing"),
            (Ok(id), _) if items.iter().any(|(known, _)| *known == id) => {
                problems.add(format!("product.{row}"), "price-lists-product-twice");
            }
            (Ok(_), _) if items.len() == ITEMS => problems.add(format!("price.{row}"), "price-lists-many"),
            (Ok(id), typed) => match UnitPrice::parse(typed, language) {
                Ok(price) => items.push((id, price)),
                Err(key) => problems.add(format!("price.{row}"), key),
            },
        }
    }
    items
}
