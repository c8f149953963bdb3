//! Deals: what somebody may buy, where it stands, how much it is worth and when it should be won.
//!
//! A deal goes along a pipeline, a row of stages: it begins in one of the kind `open`, is worked on in those of the kind
//! `ongoing`, and ends in the one `won` or the one `lost`. Its state is open, won or lost, as its stage's kind says; on
//! hold is a day on an open deal. Open deals move within their pipeline, rest, are won, or are lost for a reason; won and
//! lost ones are opened again where they stood. A stage may need facts, says how likely a deal is to be won unless
//! somebody knows better, and after how many days in it a deal rots. Every stay in a stage is kept with its times.
//!
//! The state machine in the model, the verbs and triggers of the schema refuse the same illegal changes; each act has a
//! way back, so that it can be undone. Who may change a deal: whoever may change its owner's. A new workspace gets one
//! pipeline in its language by a trigger of the schema. Pipelines, stages and reasons are put away, never deleted: the
//! history names them.
//!
//! Tables owned: `deal`, `deal_person`, `deal_stay`, `pipeline`, `stage`, `lost_reason`.

mod model;
pub mod store;
pub mod actions;
#[cfg(test)]
mod tests;
mod views;
pub mod pages;
pub mod api;

pub use model::{
    BoardFilter, BoardMark, Brought, Deal, DealInput, End, Filter, ForecastSum, ForecastTime, Hand, Loss,
    LostReason, Person, PersonRole, Pipeline, Pipelines, Place, SortBy, Stage, StageInput, StageKind,
    StageNeed, StageSum, State, StateFilter, Stay,
};
pub use views::{HasMore, Known, acts, amount, facts, field_key, history, part, path, people, standing};
