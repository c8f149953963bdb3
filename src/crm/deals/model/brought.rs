//! A deal as a file brings it.

use super::deal::{Loss, State};
use super::input::DealInput;
use crate::base::{At, PipelineId, StageId};

/// How a deal ended elsewhere, if it did, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It did not.
    Open,
    /// Won.
    Won(Option<At>),
    /// Lost, and why.
    Lost(Option<At>, Loss),
}

impl End {
    /// The state that a deal of that end is in.
    pub fn state(&self) -> State {
        match self {
            End::Open => State::Open,
            End::Won(_) => State::Won,
            End::Lost(..) => State::Lost,
        }
    }
}

/// A deal as a file brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// What is known about it.
    pub facts: DealInput,
    /// The way that it goes; none: the stage's, or the first one.
    pub pipeline: Option<PipelineId>,
    /// Where it stands, or stood before it ended; none: where deals begin, and a known one stays where it is.
    pub stage: Option<StageId>,
    /// How it stands; none: a new one is open, and a known one stays as it is.
    pub end: Option<End>,
    /// When the other product got it.
    pub since: Option<At>,
}
