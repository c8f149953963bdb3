//! Numbers of papers: each sequence ascends by one, without a gap and without a double.
//!
//! A number is taken within the transaction that issues its paper: if that comes to nothing, so does the number. A sequence
//! never goes back in time: no paper of it is issued on a day before the last one.
//!
//! Tables owned: `number_series`.

mod model;
pub mod store;
#[cfg(test)]
mod tests;

pub use model::{Sequence, Taken, code};
