//! What a total is reckoned from.

use serde::{Deserialize, Serialize};

use super::number::{Percent, Quantity, UnitPrice};
use crate::base::Currency;
use crate::base::words::words;

/// What the law says of the tax on something (UNCL 5305, as EN 16931 takes it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Taxed at a rate.
    S,
    /// Taxed at zero.
    Z,
    /// Exempt.
    E,
    /// The buyer owes the tax.
    AE,
    /// Goods sent to a business in another country of the Union.
    K,
    /// Goods sent out of the Union, or out of the country.
    G,
    /// Not in the scope of the tax.
    O,
}
words!(Category, "tax category",
    S = "S", "pricing-category-s";
    Z = "Z", "pricing-category-z";
    E = "E", "pricing-category-e";
    AE = "AE", "pricing-category-ae";
    K = "K", "pricing-category-k";
    G = "G", "pricing-category-g";
    O = "O", "pricing-category-o";
);

/// Whether prices were typed without the tax or with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Entry {
    /// The tax comes on top.
    #[default]
    Net,
    /// The tax is within; the sum that was typed never moves.
    Gross,
}
words!(Entry, "entry of prices",
    Net = "net", "pricing-net-entry";
    Gross = "gross", "pricing-gross-entry";
);

/// A category at a rate: what is taxed alike makes one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tax {
    /// What the law says of it.
    pub category: Category,
    /// At which rate; 0 for every category but [`Category::S`].
    pub percent: Percent,
}

impl Tax {
    /// The category at that rate, which only taxed supplies have (BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05, BR-O-05).
    pub fn new(category: Category, percent: Percent) -> Tax {
        let percent = if category == Category::S { percent } else { Percent(0) };
        Tax { category, percent }
    }
}

/// How much a discount, an allowance or a charge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// So much of the sum that it is taken from.
    Percent(Percent),
    /// So many minor units.
    Amount(i64),
}

/// A line of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// How much.
    pub quantity: Quantity,
    /// What one costs, with or without the tax as the paper says.
    pub price: UnitPrice,
    /// What comes off it.
    pub discount: Option<Measure>,
    /// How it is taxed.
    pub tax: Tax,
}

/// Which way an adjustment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Comes off (BG-20).
    Allowance,
    /// Comes on top (BG-21).
    Charge,
}

/// Something that comes off a whole paper, or on top of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adjustment {
    /// Which way.
    pub side: Side,
    /// How much; a percentage is of the sum of the lines.
    pub measure: Measure,
    /// How it is taxed; without it each group bears its share.
    pub tax: Option<Tax>,
}

/// All that a total is reckoned from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Of all its amounts.
    pub currency: Currency,
    /// What its prices and amounts are.
    pub entry: Entry,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What comes off the whole, and on top of it.
    pub adjustments: Vec<Adjustment>,
    /// What is to be paid is a multiple of so many minor units; 1 rounds nothing.
    pub step: i64,
}
