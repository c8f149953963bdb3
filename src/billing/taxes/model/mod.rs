//! Classes, rates, and the decision on a sale.

mod union;
mod ground;
mod decide;
mod input;
mod class;
mod scheme;

pub use class::{DatedRate, TaxChoice, TaxClass};
pub use decide::{Buyer, BuyerKind, Checked, Decision, Doubt, Sale, Seller, SupplyKind, Treatment, decide};
pub use ground::Ground;
pub use input::{CATEGORIES, ClassInput, NewRate, sale};
pub use scheme::{DatedScheme, NewScheme, Scheme, SchemeKind, Standing};
pub use union::is_member;
