//! A deal, the way that it goes, and how both are read from what somebody typed.

mod pipeline;
mod input;
mod deal;
mod brought;
mod listing;
mod board;
#[cfg(test)]
mod tests;

pub use board::{BoardFilter, BoardMark, ForecastSum, ForecastTime};
pub use brought::{Brought, End};
pub use deal::{Deal, Hand, Loss, State};
pub use input::{DealInput, Person, PersonRole};
pub use listing::{Filter, Place, SortBy, StageSum, StateFilter, Stay};
pub(in crate::crm::deals) use listing::{NEVER, close_sort};
pub use pipeline::{LostReason, Pipeline, Pipelines, Stage, StageInput, StageKind, StageNeed, name};
