//! Products: what a workspace sells, at which prices.
//!
//! A product is goods or a service, is counted in a unit, has a tax class and a price in each currency in which it is sold;
//! all its prices are without the tax, or all with it. A number (SKU) is given once. States: in use, retired; nothing is
//! deleted, for papers name it. Every change bumps `version` and writes the audit and the search index in the same
//! transaction; retiring leaves a before-image in `workspace/changes`.
//!
//! Tables owned: `product`, `product_price`.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::{Filter, Line, Price, Product, ProductInput, SortBy, Unit, Which};
