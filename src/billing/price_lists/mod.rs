//! Price lists: what some customers pay instead of the catalogue's prices.
//!
//! A list has a currency, the days on which it holds, a percentage that comes off or on, and prices of single products,
//! which go before the percentage. A customer has one list at most. A product that is picked for a paper in the list's
//! currency brings the price of the list ([`store::picked`]); a price that somebody types stays as it was typed.
//!
//! Tables owned: `price_list`, `price_list_item`, `price_list_customer`.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::{PriceList, PriceListId, PriceListInput, PriceListKind};
pub use views::{chosen, counts};
