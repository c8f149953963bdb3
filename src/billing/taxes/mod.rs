//! Taxes: the classes of what a workspace sells, their rates by country and day, and which tax a sale bears.
//!
//! A class says what the law at home makes of a product (taxed, zero-rated, exempt, outside the scope) and holds its rates:
//! a rate holds in its country from its day until the next one. A class is never deleted, for products and papers name it:
//! it is put away. A workspace begins with the classes of its country, which a trigger writes.
//!
//! Who buys what where decides the rest ([`decide`]): reverse charge, supplies within the Union, exports, and sales at the
//! rate of the buyer's country. The table is pure and knows its day; where a VAT number was not checked, it charges the
//! tax and says so.
//!
//! How the workspace itself accounts for VAT is a scheme from a day on ([`Scheme`]): not registered, by invoices, by
//! payments, or at a flat rate. Before the first row it goes by invoices if it has a VAT number. [`store::standing`] is the
//! one place that says who sells on a day.
//!
//! Tables owned: `tax_class`, `tax_rate`, `tax_choice`, `vat_scheme`.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::{
    Buyer, BuyerKind, Checked, ClassInput, DatedRate, DatedScheme, Decision, Doubt, Ground, NewRate,
    NewScheme, Sale, Scheme, SchemeKind, Seller, Standing, SupplyKind, TaxChoice, TaxClass, Treatment,
    decide, is_member,
};
