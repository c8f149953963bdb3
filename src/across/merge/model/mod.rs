//! What two records are before they are one, and what somebody wishes of them.

mod facts;
mod moves;

use std::collections::HashMap;

use crate::base::{At, MemberId, SubjectId, SubjectKind};
use crate::crm::fields::Values;

pub use facts::{Facts, is_choice, own_code, united};
pub use moves::{Hanging, Image, MOVES, Moved, Rows};

/// Which of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one that stays.
    Kept,
    /// The one that goes.
    Gone,
}

/// Whose value counts, by field. A field of which nobody said anything is that of the one that stays, unless only the
/// other has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices(HashMap<String, Side>);

impl Choices {
    /// Says whose value of that field counts.
    pub fn with(mut self, field: impl Into<String>, side: Side) -> Choices {
        self.0.insert(field.into(), side);
        self
    }

    /// Whose value of the field counts, of these two.
    pub fn side(&self, field: &str, kept: &str, gone: &str) -> Side {
        match self.0.get(field) {
            Some(side) => *side,
            None if kept.is_empty() && !gone.is_empty() => Side::Gone,
            None => Side::Kept,
        }
    }
}

/// Two records that are to be one, each with the version that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What both are.
    pub kind: SubjectKind,
    /// The one that stays.
    pub kept: (SubjectId, i64),
    /// The one that goes.
    pub gone: (SubjectId, i64),
    /// Whose values count.
    pub choices: Choices,
}

/// One of two records, as people compare them.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its number.
    pub subject: SubjectId,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: i64,
    /// When it was added.
    pub created_at: At,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Every fact by the name of its field, as text.
    pub told: Vec<(&'static str, String)>,
    /// Its values of the workspace's own fields.
    pub values: Values,
    /// How much hangs on it, in the order of [`MOVES`].
    pub hanging: Vec<i64>,
    /// How many quotes, invoices and payments name it.
    pub papers: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_gives_way_and_a_choice_counts_before_all() {
        let choices = Choices::default().with("source", Side::Gone).with("owner", Side::Kept);

        assert_eq!(choices.side("job_title", "Buyer", "Head of buying"), Side::Kept);
        assert_eq!(choices.side("job_title", "", "Head of buying"), Side::Gone);
        assert_eq!(choices.side("source", "Fair", ""), Side::Gone);
        assert_eq!(choices.side("owner", "", "3"), Side::Kept);
    }
}
