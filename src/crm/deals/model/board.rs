//! How the board is asked, and what the forecast is made of.

use crate::base::{At, DealId, Money, PipelineId};
use crate::crm::owners::OwnerFilter;

/// Which deals the board shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoardFilter {
    /// On which way.
    pub pipeline: PipelineId,
    /// Whose.
    pub owner: OwnerFilter,
    /// Of those that ended: only what ended since.
    pub closed_since: At,
}

/// Where a part of a stage ends: the next one begins behind it. Open deals stand by rank, those that ended by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoardMark {
    /// The rank, or when it ended.
    pub value: i64,
    /// Which deal.
    pub id: DealId,
}

impl BoardMark {
    /// Reads `value.id`.
    pub fn parse(text: &str) -> Option<BoardMark> {
        let (value, id) = text.split_once('.')?;
        Some(BoardMark { value: value.parse().ok()?, id: id.parse().ok()? })
    }

    /// As it stands in an address.
    pub fn code(self) -> String {
        format!("{}.{}", self.value, self.id)
    }
}

/// When open deals should be won.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ForecastTime {
    /// Before today.
    Overdue,
    /// In that month, `YYYY-MM`.
    Month(String),
    /// Nobody said.
    Unknown,
}

/// Open deals of one time, likelihood and currency; none: deals whose worth nobody knows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastSum {
    /// When they should be won.
    pub time: ForecastTime,
    /// How likely each is, in percent.
    pub probability: i64,
    /// How many.
    pub count: i64,
    /// What they are worth together.
    pub sum: Option<Money>,
}
