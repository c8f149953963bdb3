//! How the list of products is asked and what it shows.

use crate::base::listing::{Order, Sort, Value};
use crate::base::words::words;
use crate::base::{Fields, ProductId, TaxClassId, text};
use crate::billing::taxes::SupplyKind;

use super::input::Price;

/// A product in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: ProductId,
    /// What it is called.
    pub name: String,
    /// Its number in the catalogue.
    pub sku: String,
    /// Goods, or a service.
    pub kind: SupplyKind,
    /// How it is taxed.
    pub class: TaxClassId,
    /// Its prices; filled by a second question.
    pub prices: Vec<Price>,
    /// Whether it is offered.
    pub is_live: bool,
    /// Grows with each change.
    pub version: i64,
    /// The value by which the list is sorted.
    pub(in crate::billing::products) key: Value,
}

/// How the list can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// By name, A to Z.
    Name,
    /// By name, Z to A.
    NameDown,
}

impl Sort for SortBy {
    const ALL: &'static [SortBy] = &[SortBy::Name, SortBy::NameDown];

    fn code(self) -> &'static str {
        match self {
            SortBy::Name => "name",
            SortBy::NameDown => "-name",
        }
    }

    fn order(self) -> Order {
        match self {
            SortBy::Name => Order::Rising,
            SortBy::NameDown => Order::Falling,
        }
    }
}

/// Which products are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// Those that are offered.
    #[default]
    InUse,
    /// Those that are retired.
    Retired,
}
words!(Which, "which products",
    InUse = "", "products-in-use";
    Retired = "retired", "products-retired";
);

/// What of the list is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Offered, or retired.
    pub which: Which,
    /// Of that kind.
    pub kind: Option<SupplyKind>,
    /// Of that class.
    pub class: Option<TaxClassId>,
    /// Found by that text.
    pub text: String,
}

impl Filter {
    /// Reads `state`, `kind`, `class` and `q` of a query string; what is unknown filters nothing.
    pub fn parse(query: &Fields) -> Filter {
        Filter {
            which: query.first("state").parse().unwrap_or_default(),
            kind: query.first("kind").parse().ok(),
            class: query.first("class").parse().ok(),
            text: text::one_line(query.first("q")),
        }
    }

    /// The filters as the pairs of a query string, in one order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("state", self.which.code().to_owned()),
            ("kind", self.kind.map(|kind| kind.code().to_owned()).unwrap_or_default()),
            ("class", self.class.map(|class| class.to_string()).unwrap_or_default()),
            ("q", self.text.clone()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}
