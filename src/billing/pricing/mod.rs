//! How a price becomes a total. Pure: no table, no clock.
//!
//! Quantities and unit prices have six decimals, percentages four; amounts are whole minor units of one currency. Products
//! are taken in 128 bits, and what does not fit into 64 bits in the end is [`Overflow`], never a wrapped number.
//!
//! The order is that of EN 16931: a line is rounded once, half away from zero; allowances and charges of the whole paper
//! are shared out to the groups; the VAT of a group (one category at one rate) is taken from its sum and rounded once; the
//! totals are sums of groups (BR-CO-10 to BR-CO-17). A paper whose prices contain the tax keeps every gross sum as it was
//! typed: the VAT is taken out of it, and what is left is the net.

mod model;
mod views;

pub use model::{
    Adjustment, AdjustmentTotal, Category, Entry, Figure, Group, Line, LineTotal, Measure, Overflow, Paper,
    Percent, Quantity, Share, Side, Step, Tax, Totals, UnitPrice, explain, reckon, round, spread,
};
pub use views::explained;
