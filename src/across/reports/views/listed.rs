//! Where the records of a figure are listed.

use super::super::model::FromSource;
use super::around::Asked;
use crate::base::{Day, LostReasonId, StageId};
use crate::crm::deals::{self, StateFilter};
use crate::crm::leads::{self, Which};
use crate::crm::views::{Column, Leaf, Op, Operand, Rules};
use crate::web::{Cx, flash};

/// What must hold of a record beside the question.
pub type Also = Vec<Leaf>;

impl Asked {
    /// The deals of the question that ended so, within these days.
    pub fn ended(&self, cx: &Cx, state: StateFilter, days: (Day, Day), also: Also) -> String {
        let (owner, pipeline) = (self.question.owner, self.question.pipeline);
        let rules = rules(Column::Closed, days, also);
        deal_list(cx, &deals::Filter { state, owner, pipeline, rules, ..deals::Filter::default() })
    }

    /// The deals of the question that began in its period.
    pub fn begun(&self, cx: &Cx, also: Also) -> String {
        let (owner, pipeline) = (self.question.owner, self.question.pipeline);
        let rules = rules(Column::Created, self.days(), also);
        deal_list(cx, &deals::Filter { owner, pipeline, rules, ..deals::Filter::all() })
    }

    /// The leads of the question that came in its period.
    pub fn came(&self, cx: &Cx, which: Which, also: Also) -> String {
        let rules = rules(Column::Created, self.days(), also);
        let filter = leads::Filter { which, owner: self.question.owner, rules, ..leads::Filter::default() };
        address(cx, "/leads", &filter.pairs())
    }

    /// The whole period.
    pub fn days(&self) -> (Day, Day) {
        (self.question.period.first, self.question.period.last)
    }
}

/// Leads that were answered.
pub fn answered() -> Leaf {
    Leaf { column: Column::Answered, op: Op::Filled, operand: Operand::None }
}

/// Leads whose deal is won.
pub fn bought() -> Leaf {
    is(Column::DealState, deals::State::Won.code().to_owned())
}

/// Deals that were lost for that reason.
pub fn lost_for(reason: LostReasonId) -> Leaf {
    is(Column::LostReason, reason.to_string())
}

/// Deals that came to that stage, or beyond; without one, to any.
pub fn reached(stage: Option<StageId>) -> Leaf {
    match stage {
        Some(stage) => is(Column::Reached, stage.to_string()),
        None => Leaf { column: Column::Reached, op: Op::Filled, operand: Operand::None },
    }
}

/// Deals that came from there.
pub fn sold_by(from: &FromSource) -> Leaf {
    match from.name.is_empty() {
        true => Leaf { column: Column::Source, op: Op::Empty, operand: Operand::None },
        false => Leaf { column: Column::Source, op: Op::Is, operand: Operand::Text(from.name.clone()) },
    }
}

/// Leads that came from there.
pub fn brought_by(from: &FromSource) -> Leaf {
    match from.source {
        Some(source) => is(Column::LeadSource, source.to_string()),
        None => Leaf { column: Column::LeadSource, op: Op::Empty, operand: Operand::None },
    }
}

fn is(column: Column, choice: String) -> Leaf {
    Leaf { column, op: Op::Is, operand: Operand::Choice(choice) }
}

fn rules(column: Column, (first, last): (Day, Day), also: Also) -> Rules {
    let mut leaves = vec![Leaf { column, op: Op::Between, operand: Operand::Between(first, last) }];
    leaves.extend(also);
    Rules { leaves, ..Rules::default() }
}

fn deal_list(cx: &Cx, filter: &deals::Filter) -> String {
    address(cx, "/deals", &filter.pairs())
}

fn address(cx: &Cx, path: &str, pairs: &[(&'static str, String)]) -> String {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    flash::with(&cx.path(path), &pairs)
}
