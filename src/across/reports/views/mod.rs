//! Reports as pages: each a chart or two, and the tables behind them.

mod sheet;
mod around;
mod listed;
mod overview;
mod sales;
mod conversion;
mod dwelling;
mod activity;
mod sources;

pub use activity::{activity, activity_sheet};
pub use around::{Asked, zone};
pub use conversion::{conversion, conversion_sheet};
pub use dwelling::{dwelling, dwelling_sheet};
pub use overview::overview;
pub use sales::{sales, sales_sheet};
pub use sheet::Sheet;
pub use sources::{sources, sources_sheet};
