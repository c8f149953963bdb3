//! Numbers, papers, totals, and how a total came about.

mod number;
mod paper;
mod totals;
mod explain;
#[cfg(test)]
mod tests;

pub use explain::{Figure, Step, explain};
pub use number::{Overflow, Percent, Quantity, UnitPrice, round, spread};
pub use paper::{Adjustment, Category, Entry, Line, Measure, Paper, Side, Tax};
pub use totals::{AdjustmentTotal, Group, LineTotal, Share, Totals, reckon};
