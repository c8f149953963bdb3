//! Reports: what came of the work of a period, in charts with a table behind each.
//!
//! Won and lost by month, how far leads and deals came, how long deals stood in each stage, who did how much, and what
//! came from where. A period is whole days in the workspace's zone; sums are in the workspace's currency at the
//! rates that hold today, and what has no rate stands apart. Whoever may see deals may see reports; a table goes out as
//! CSV for whoever may take lists out, and the audit says so.
//!
//! Nothing is stored: each report is a few statements over indexes and arithmetic on whole numbers. What they found is
//! kept in memory until the next commit of anybody.

mod model;
mod store;
mod actions;
#[cfg(test)]
mod tests;
mod views;
mod pages;
pub mod api;

pub use model::Slots;
pub use pages::{
    activity, activity_file, conversion, conversion_file, dwelling, dwelling_file, overview, sales,
    sales_file, sources, sources_file,
};
pub use store::{Closed, closed};
