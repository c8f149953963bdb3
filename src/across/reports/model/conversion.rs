//! How far leads and deals came.

use super::share;
use crate::base::StageId;
use crate::crm::deals::{Pipeline, StageKind};

/// What became of the leads of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeadCounts {
    /// How many came.
    pub all: i64,
    /// How many of them were answered.
    pub answered: i64,
    /// How many of them became customers.
    pub converted: i64,
    /// How many of their deals are won.
    pub won: i64,
    /// Of how many nothing came.
    pub dead: i64,
}

/// How many deals came so far and no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageCount {
    /// The furthest stage that they reached.
    pub stage: StageId,
    /// How many.
    pub count: i64,
}

/// A rung of a funnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The stage.
    pub stage: StageId,
    /// Its name.
    pub name: String,
    /// How many deals came there, or beyond.
    pub count: i64,
    /// Their share of those of the rung before, at 10^-4; none of the first.
    pub of_before: Option<i64>,
    /// Their share of all, at 10^-4.
    pub of_all: Option<i64>,
}

/// Both funnels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The leads.
    pub leads: LeadCounts,
    /// The stages of the pipeline in use, up to the one where deals are won.
    pub stages: Vec<Reached>,
}

/// The report from its rows. Whatever came to a stage has passed those before it, also if it jumped over them.
pub fn conversion(leads: LeadCounts, furthest: &[StageCount], pipeline: &Pipeline) -> Conversion {
    let place = |id: StageId| pipeline.stages.iter().position(|stage| stage.id == id);
    let came_to = |id: StageId| -> i64 {
        furthest.iter().filter(|found| place(found.stage) >= place(id)).map(|found| found.count).sum()
    };
    let all: i64 = furthest.iter().map(|found| found.count).sum();
    let mut stages: Vec<Reached> = Vec::new();
    for stage in pipeline.path().filter(|stage| stage.facts.kind != StageKind::Lost) {
        // Every deal began, in whichever of the stages where deals begin.
        let count = if stages.is_empty() { all } else { came_to(stage.id) };
        let of_before = stages.last().and_then(|before| share(count, before.count));
        let name = stage.facts.name.clone();
        stages.push(Reached { stage: stage.id, name, count, of_before, of_all: share(count, all) });
    }
    Conversion { leads, stages }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::PipelineId;
    use crate::crm::deals::{Stage, StageInput};

    fn pipeline(kinds: &[(StageKind, bool)]) -> Pipeline {
        let id = PipelineId::new(1);
        let stage = |(place, (kind, is_live)): (usize, &(StageKind, bool))| {
            let name = format!("s{}", place + 1);
            let facts = StageInput { name, kind: *kind, probability: 0, rot_days: None, needs: Vec::new() };
            let number = i64::try_from(place + 1).expect("few");
            Stage { id: StageId::new(number), pipeline: id, facts, is_live: *is_live }
        };
        let stages = kinds.iter().enumerate().map(stage).collect();
        Pipeline { id, name: "Sales".to_owned(), is_live: true, stages }
    }

    #[test]
    fn whoever_comes_far_has_passed_what_lies_before() {
        use StageKind::*;
        let pipeline =
            pipeline(&[(Open, true), (Ongoing, false), (Ongoing, true), (Won, true), (Lost, true)]);
        let furthest = [(1, 4), (2, 2), (3, 1), (4, 3)]
            .map(|(stage, count)| StageCount { stage: StageId::new(stage), count });

        let found = conversion(LeadCounts::default(), &furthest, &pipeline);

        let told: Vec<_> = found
            .stages
            .iter()
            .map(|rung| (rung.name.as_str(), rung.count, rung.of_before, rung.of_all))
            .collect();
        assert_eq!(
            told,
            [
                ("s1", 10, None, Some(10_000)),
                ("s3", 4, Some(4_000), Some(4_000)),
                ("s4", 3, Some(7_500), Some(3_000)),
            ]
        );
    }

    #[test]
    fn without_deals_there_is_no_share() {
        let pipeline = pipeline(&[(StageKind::Open, true), (StageKind::Won, true)]);

        let found = conversion(LeadCounts::default(), &[], &pipeline);

        assert!(found.stages.iter().all(|rung| rung.count == 0 && rung.of_all.is_none()));
    }
}
