//! Pro-formas: papers that ask for money ahead of an invoice.
//!
//! A pro-forma is made of the draft of an invoice, whether that was written by hand or comes from a quote, and shows it as it
//! stands that day. It is no VAT invoice: it takes a number of a sequence of its own, bears no tax event and stands in no
//! chain. Once the money is there, the draft is issued, which can be done once; whatever becomes of the draft becomes of its
//! pro-forma. A draft has at most one that is not withdrawn.
//!
//! Tables owned: `proforma`.

mod model;
pub mod store;
pub mod actions;
pub mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::State;
