//! The board and the forecast: every open deal of a pipeline in its stage, and what they may bring by month.
//!
//! A column holds a stage's deals in the order in which somebody put them; the last one holds what was won this month.
//! Sums are in the workspace's currency, at the rates of `workspace/rates`; an amount without a rate is
//! told apart. A card moves by a page of its own, and with script by mouse, finger, keyboard or menu: that asks the same
//! address, which answers with the parts of the board that changed.

mod model;
mod views;
mod pages;
pub mod api;

pub use model::Total;
pub use pages::{board, forecast, put, put_form};
pub use views::{at_rates, today};
