//! A product, and how it is read from what somebody typed.

mod unit;
mod input;
mod listing;

use serde::{Deserialize, Serialize};

use crate::base::{At, MemberId, ProductId};
use crate::billing::pricing::{Line as PricedLine, Overflow, Paper, Quantity, Tax, Totals, reckon};

pub use input::{PRICES, Price, ProductInput};
pub use listing::{Filter, Line, SortBy, Which};
pub use unit::Unit;

/// A product as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Its number.
    pub id: ProductId,
    /// What is known about it.
    pub facts: ProductInput,
    /// Whether it is offered.
    pub is_live: bool,
    /// Grows with each change.
    pub version: i64,
    /// When it was added.
    pub created_at: At,
    /// By whom; nobody is Kantora itself.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
    /// By whom.
    pub updated_by: Option<MemberId>,
}

impl Product {
    /// A new one, added then by that member.
    pub fn new(id: ProductId, facts: ProductInput, at: At, by: Option<MemberId>) -> Product {
        Product {
            id,
            facts,
            is_live: true,
            version: 1,
            created_at: at,
            created_by: by,
            updated_at: at,
            updated_by: by,
        }
    }

    /// Changed then by that member; the version tells that it was.
    pub fn touch(&mut self, at: At, by: Option<MemberId>) {
        self.version += 1;
        self.updated_at = at;
        self.updated_by = by;
    }

    /// What one of it costs at that price, taxed so: the paper of it alone, and its totals.
    pub fn one(&self, price: Price, tax: Tax) -> Result<(Paper, Totals), Overflow> {
        let line = PricedLine { quantity: Quantity::ONE, price: price.price, discount: None, tax };
        let paper = Paper {
            currency: price.currency,
            entry: self.facts.entry,
            lines: vec![line],
            adjustments: Vec::new(),
            step: 1,
        };
        let totals = reckon(&paper)?;
        Ok((paper, totals))
    }
}
