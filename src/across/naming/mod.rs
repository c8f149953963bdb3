//! Subjects of any kind by name, for pages that show many kinds.

mod model;
mod store;

pub use model::Named;
pub use store::names;
