//! How long deals stood in each stage.

use super::{mean, median};
use crate::base::StageId;
use crate::crm::deals::{Pipeline, Stage, StageSum};

/// A stay that ended within the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stood {
    /// Where.
    pub stage: StageId,
    /// How long, in milliseconds.
    pub milliseconds: i64,
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dwelling {
    /// The stage.
    pub stage: StageId,
    /// Its name.
    pub name: String,
    /// How many stays ended.
    pub count: i64,
    /// As long as the one in the middle, in milliseconds.
    pub median: Option<i64>,
    /// As long as each if all were as long, in milliseconds.
    pub mean: Option<i64>,
    /// After so many days a deal rots here.
    pub rot_days: Option<i64>,
    /// How many open deals stand there now.
    pub standing: i64,
}

/// Every stage in use that ends nothing.
pub type Dwellings = Vec<Dwelling>;

/// The report from its rows.
pub fn dwellings(stood: &[Stood], standing: &[StageSum], pipeline: &Pipeline) -> Dwellings {
    let stage = |stage: &Stage| {
        let here = stood.iter().filter(|stay| stay.stage == stage.id);
        let mut stays: Vec<i64> = here.map(|stay| stay.milliseconds).collect();
        let now = standing.iter().filter(|sum| sum.stage == stage.id);
        Dwelling {
            stage: stage.id,
            name: stage.facts.name.clone(),
            count: i64::try_from(stays.len()).unwrap_or(i64::MAX),
            mean: mean(&stays),
            median: median(&mut stays),
            rot_days: stage.facts.rot_days,
            standing: now.map(|sum| sum.count).sum(),
        }
    };
    pipeline.path().filter(|stage| !stage.is_end()).map(stage).collect()
}
