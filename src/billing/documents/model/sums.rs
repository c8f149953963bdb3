//! What a paper comes to, line by line and in all.

use serde::{Deserialize, Serialize};

use super::head::{Exchange, Ground, Head, Period};
use crate::base::{Currency, Money};
use crate::billing::pricing::{Entry, Measure, Quantity, Side, Tax, UnitPrice};
use crate::billing::products::Unit;

/// What is sold on a line. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is (BT-153).
    pub name: String,
    /// More about it (BT-154).
    pub description: String,
    /// What it is counted in (BT-130).
    pub unit: Unit,
    /// The seller's code (BT-155).
    pub seller_code: String,
    /// The buyer's code (BT-156).
    pub buyer_code: String,
    /// The number under its bars (BT-157, scheme 0160).
    pub gtin: String,
    /// The time that was supplied (BG-26).
    pub period: Option<Period>,
    /// Why it bears no tax, where it bears none.
    pub ground: Option<Ground>,
}

/// A line (BG-25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What is sold.
    pub item: Item,
    /// How much (BT-129).
    pub quantity: Quantity,
    /// What one costs, with the tax where prices are gross (BT-146 without it).
    pub price: UnitPrice,
    /// What comes off it, as it was typed (BT-138).
    pub discount: Option<Measure>,
    /// How it is taxed (BT-151, BT-152).
    pub tax: Tax,
    /// Quantity by price, rounded.
    pub full: i64,
    /// What came off (BT-136 where prices are net).
    pub off: i64,
    /// What is left; with the tax where prices are gross.
    pub amount: i64,
    /// The same without the tax (BT-131).
    pub net: i64,
}

/// What one group of the tax bears of an allowance or charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which group (BT-95, BT-102).
    pub tax: Tax,
    /// How much, below zero if it comes off; with the tax where prices are gross.
    pub amount: i64,
    /// The same without the tax (BT-92, BT-99).
    pub net: i64,
}

/// An allowance or charge on the whole paper (BG-20, BG-21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Why (BT-97, BT-104).
    pub reason: String,
    /// Which way.
    pub side: Side,
    /// How much, as it was typed.
    pub measure: Measure,
    /// How it is taxed, if somebody said so.
    pub tax: Option<Tax>,
    /// What it comes to, below zero if it comes off.
    pub amount: i64,
    /// What each group bears.
    pub parts: Vec<Part>,
}

/// All that is taxed alike (BG-23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxGroup {
    /// How (BT-118, BT-119).
    pub tax: Tax,
    /// The taxable amount (BT-116).
    pub base: i64,
    /// The tax on it (BT-117).
    pub vat: i64,
    /// Both together.
    pub gross: i64,
    /// Why it bears no tax (BT-120, BT-121).
    pub ground: Option<Ground>,
}

/// The tax in the currency in which the seller accounts for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeTax {
    /// At which rate.
    pub exchange: Exchange,
    /// The amount without the tax.
    pub net: i64,
    /// The tax (BT-111).
    pub vat: i64,
}

/// What a paper comes to, in minor units of its currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Of all its amounts (BT-5).
    pub currency: Currency,
    /// Whether its prices contain the tax.
    pub entry: Entry,
    /// What is to be paid is a multiple of so many minor units.
    pub step: i64,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What came off the whole, and on top of it.
    pub shared: Vec<Shared>,
    /// The tax by category and rate.
    pub groups: Vec<TaxGroup>,
    /// The nets of the lines (BT-106).
    pub lines_net: i64,
    /// What came off the whole (BT-107).
    pub allowances: i64,
    /// What came on top of it (BT-108).
    pub charges: i64,
    /// Without the tax (BT-109).
    pub net: i64,
    /// The tax (BT-110).
    pub vat: i64,
    /// With the tax (BT-112).
    pub gross: i64,
    /// What was paid before (BT-113).
    pub prepaid: i64,
    /// What rounding adds or takes (BT-114).
    pub rounding: i64,
    /// What is to be paid (BT-115).
    pub due: i64,
    /// The tax in the seller's own currency, where that is another.
    pub home: Option<HomeTax>,
}

/// A paper as it was issued. Only [`Document::compose`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub(super) head: Head,
    pub(super) sums: Sums,
}

impl Document {
    /// What somebody decided.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// What it comes to.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    /// That many minor units in the paper's currency.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.sums.currency)
    }

    /// The content as it is stored and hashed: the same document is always the same text.
    pub fn to_json(&self) -> crate::base::Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    /// Reads what was stored.
    pub fn from_json(json: &str) -> crate::base::Result<Document> {
        Ok(serde_json::from_str(json)?)
    }
}
