//! Pairs of records that may be one.
//!
//! A pair is found by something that both have (`across/merge` looks, in the background), and stands in a list until the
//! two are merged, one of them goes, they change so that nothing speaks for it any more, or somebody says that they are
//! two: that decision is kept, and can be taken back. Tables owned: `duplicate`, `duplicate_walk`.

mod model;
pub mod store;
mod views;

pub use model::{Listed, OnList, Pair, Seen, Standing, Why};
pub use views::label;
