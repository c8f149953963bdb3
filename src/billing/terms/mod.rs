//! When a paper falls due: at once, so many days on, at the end of a month, or on a day of the month. Pure: no table, no
//! clock.
//!
//! Terms are stored as a short code, give the due day of a paper from the day of its issue, and are worded in the language
//! of the paper. Due days are days of the calendar; whether a bank works on them is not asked.

mod model;
mod views;

pub use model::{Terms, When};
pub use views::chosen;
