//! A deal, the way that it goes, and how both are read from what somebody typed.

mod deal;
mod input;
mod listing;
mod pipeline;
#[cfg(test)]
mod tests;

pub use deal::{Deal, Hand, Loss, State};
pub use input::{DealInput, Person, PersonRole};
pub(in crate::crm::deals) use listing::close_sort;
pub use listing::{Filter, Place, SortBy, StageSum, StateFilter, Stay};
pub use pipeline::{LostReason, Pipeline, Pipelines, Stage, StageInput, StageKind, StageNeed, name};
