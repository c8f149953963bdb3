//! Return periods of VAT: how long they are, and up to which day they are closed.
//!
//! A period is a month or a quarter ([`Cadence`]); the first one after those that are closed begins on the day after. In
//! what is closed nothing may change any more: whatever bears a tax day, a payment under cash accounting, or the scheme
//! itself asks [`actions::require_open`] first, and a trigger refuses an issued paper. What a return holds is the business
//! of `billing/returns`, which keeps its content here as JSON with its hash; a return that was made stays, even when it was
//! opened again.
//!
//! Tables owned: `vat_cadence`, `vat_return`.

mod model;
pub mod store;
pub mod actions;
#[cfg(test)]
mod tests;

pub use model::{Cadence, Closed, Period};
