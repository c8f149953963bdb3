//! The lines of an invoice, and how they are read.

use crate::base::{Currency, Fields, Language, Problems, ProductId, TaxClassId, text};
use crate::billing::pricing::{Percent, Quantity, UnitPrice};
use crate::billing::products::{Product, Unit};
use crate::billing::taxes::SupplyKind;

/// So many lines an invoice can have.
pub const LINES: usize = 200;
/// The longest name, in characters.
const NAME_LENGTH: usize = 200;
/// The longest description.
const ABOUT_LENGTH: usize = 2_000;
/// The fields of a row.
pub const FIELDS: [&str; 9] =
    ["product", "name", "about", "quantity", "unit", "price", "discount", "class", "kind"];

/// What is sold on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineInput {
    /// Of the catalogue, if it is from there.
    pub product: Option<ProductId>,
    /// What it is.
    pub name: String,
    /// More about it.
    pub about: String,
    /// Goods, or a service.
    pub kind: SupplyKind,
    /// How much.
    pub quantity: Quantity,
    /// What it is counted in.
    pub unit: Unit,
    /// What one costs.
    pub price: UnitPrice,
    /// What comes off.
    pub discount: Option<Percent>,
    /// How it is taxed.
    pub class: TaxClassId,
}

/// Reads the rows of a form; one in which nothing was chosen or typed is none. What a product knows need not be typed.
pub fn parse(
    fields: &Fields,
    (language, currency): (Language, Currency),
    products: &[Product],
    problems: &mut Problems,
) -> Vec<LineInput> {
    let rows = Rows::of(fields);
    let mut lines = Vec::new();
    for row in (0..rows.count()).filter(|row| !rows.is_empty(*row)) {
        if lines.len() == LINES {
            problems.add(format!("name.{row}"), "invoices-lines-many");
            break;
        }
        lines.push(rows.line(row, (language, currency), products, problems));
    }
    lines
}

/// The columns of a form, as far as they tell what is sold.
pub struct Rows<'a>(Vec<Vec<&'a str>>);

impl<'a> Rows<'a> {
    /// Those of that form.
    pub fn of(fields: &'a Fields) -> Rows<'a> {
        Rows(FIELDS.iter().map(|field| fields.all(field).collect()).collect())
    }

    /// So many rows there are, filled in or not.
    pub fn count(&self) -> usize {
        self.0.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// What was typed there.
    pub fn cell(&self, field: &str, row: usize) -> &'a str {
        let column = FIELDS.iter().position(|known| *known == field);
        column.and_then(|column| self.0[column].get(row).copied()).unwrap_or("").trim()
    }

    /// Whether nothing was chosen or typed in that row.
    pub fn is_empty(&self, row: usize) -> bool {
        ["product", "name", "about", "price", "discount"].iter().all(|field| self.cell(field, row).is_empty())
    }

    /// What is sold in that row; `products` are those that the rows name.
    pub fn line(
        &self,
        row: usize,
        (language, currency): (Language, Currency),
        products: &[Product],
        problems: &mut Problems,
    ) -> LineInput {
        let cell = |field: &str| self.cell(field, row);
        Reading { row, cell: &cell, language, currency }.line(products, problems)
    }
}

/// One row of the form.
struct Reading<'a> {
    row: usize,
    cell: &'a dyn Fn(&str) -> &'a str,
    language: Language,
    currency: Currency,
}

impl Reading<'_> {
    fn line(&self, products: &[Product], problems: &mut Problems) -> LineInput {
        let cell = self.cell;
        let mut add = |field: &str, key| problems.add(format!("{field}.{}", self.row), key);
        let wanted = cell("product");
        let product = products.iter().find(|product| product.id.to_string() == wanted);
        if !wanted.is_empty() && product.is_none() {
            add("product", "invoices-product-missing");
        }
        let typed = text::one_line(cell("name"));
        let known = |get: fn(&Product) -> &str| product.map(get).unwrap_or_default().to_owned();
        let name = if typed.is_empty() { known(|product| &product.facts.name) } else { typed.clone() };
        if text::sort_key(&name).is_empty() {
            add("name", "invoices-name-missing");
        }
        let takes_words = typed.is_empty() && cell("about").is_empty();
        let about =
            if takes_words { known(|product| &product.facts.about) } else { cell("about").to_owned() };
        if name.chars().count() > NAME_LENGTH {
            add("name", "invoices-too-long");
        }
        if about.chars().count() > ABOUT_LENGTH {
            add("about", "invoices-too-long");
        }
        let of_product = |get: fn(&Product) -> String| product.map(get).unwrap_or_default();
        let or = |field: &str, other: String| {
            let typed = cell(field);
            if typed.is_empty() { other } else { typed.to_owned() }
        };
        let kind = or("kind", of_product(|product| product.facts.kind.code().to_owned()));
        let unit = or("unit", of_product(|product| product.facts.unit.code().to_owned()));
        let class = or("class", of_product(|product| product.facts.class.to_string()));
        LineInput {
            product: product.map(|product| product.id),
            name,
            about,
            kind: kind.parse().unwrap_or(SupplyKind::Service),
            unit: unit.parse().unwrap_or(Unit::Piece),
            class: class.parse().unwrap_or_else(|_| {
                add("class", "invoices-class-missing");
                TaxClassId::NONE
            }),
            quantity: self.quantity(problems),
            price: self.price(product, problems),
            discount: self.discount(problems),
        }
    }

    fn quantity(&self, problems: &mut Problems) -> Quantity {
        let typed = (self.cell)("quantity");
        if typed.is_empty() {
            return Quantity::ONE;
        }
        // Less than nothing takes off what an invoice before asked for.
        match Quantity::parse(typed, self.language) {
            Ok(Quantity(0)) => problems.add(format!("quantity.{}", self.row), "invoices-quantity-missing"),
            Ok(quantity) => return quantity,
            Err(key) => problems.add(format!("quantity.{}", self.row), key),
        }
        Quantity::ONE
    }

    fn price(&self, product: Option<&Product>, problems: &mut Problems) -> UnitPrice {
        let typed = (self.cell)("price");
        let listed = product.and_then(|product| {
            product.facts.prices.iter().find(|one| one.currency == self.currency).map(|one| one.price)
        });
        let read = match (typed, listed) {
            ("", Some(price)) => Ok(price),
            ("", None) => Err("invoices-price-missing"),
            (typed, _) => UnitPrice::parse(typed, self.language),
        };
        read.unwrap_or_else(|key| {
            problems.add(format!("price.{}", self.row), key);
            UnitPrice(0)
        })
    }

    fn discount(&self, problems: &mut Problems) -> Option<Percent> {
        let typed = (self.cell)("discount");
        if typed.is_empty() {
            return None;
        }
        match Percent::parse(typed, self.language) {
            Ok(percent) => Some(percent).filter(|percent| percent.0 > 0),
            Err(key) => {
                problems.add(format!("discount.{}", self.row), key);
                None
            }
        }
    }
}
