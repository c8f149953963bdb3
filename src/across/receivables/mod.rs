//! What customers owe, by how long it is overdue.
//!
//! Every issued paper on which something is owed counts with that, in its own currency, by the days since it was to be paid.
//! Nothing is stored: it is one statement over the papers that are open, and what it found is kept in memory until the next
//! commit of anybody.

mod model;
mod store;
mod views;
mod pages;

pub use model::Flow;
pub use pages::show;
pub use store::flows;
