//! Payments by hand: what came in by bank, in cash or otherwise, and what was paid back.
//!
//! A payment says what of it is for which issued papers of one customer; together the parts are the whole. What is owed on
//! each paper is reckoned again in the same act, from all its parts ([`store::paid`]). A payment is never changed: it is
//! undone, and stays in the books as undone. A Bulgarian seller takes cash only after an owner has confirmed what
//! Ordinance Н-18 asks (`billing/seller`).
//!
//! Tables owned: `payment`, `payment_part`. The page of an invoice with its payments stands here, since invoices know nothing
//! of them.

mod model;
pub mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::{Kind, Part, Payment, PaymentInput};
