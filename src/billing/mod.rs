//! What is owed: prices and taxes, and the products that are sold at them.

pub mod pricing;
pub mod taxes;
pub mod products;
pub mod countries;
pub mod terms;
pub mod documents;
pub mod seller;
