//! An import as it is stored, and a row of it.

use crate::base::{At, ChangeSetId, Id, LostReasonId, MemberId, PipelineId, StageId, SubjectId, SubjectKind};

use super::fate::{Counts, Fate, Flaw};
use super::mapping::Mapping;
use super::reading::Reading;
use super::rules::{NamedStage, Rules};
use super::state::{Event, Status};
use super::unfold::Leaf;
use crate::base::Result;

/// The kinds of lists that can come in, the usual one first.
pub const KINDS: [SubjectKind; 6] = [
    SubjectKind::Contact,
    SubjectKind::Company,
    SubjectKind::Lead,
    SubjectKind::Deal,
    SubjectKind::Task,
    SubjectKind::Note,
];

/// The kind of [`ImportId`].
pub struct ImportKind;

/// Names an import.
pub type ImportId = Id<ImportKind>;

/// The kind of [`ImportSetId`].
pub struct ImportSetKind;

/// Names a set of files.
pub type ImportSetId = Id<ImportSetKind>;

/// What is told with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arriving {
    /// Of what it is a list; none: as its columns say.
    pub kind: Option<SubjectKind>,
    /// In which set it comes, if in one.
    pub set: Option<ImportSetId>,
    /// What the person calls the file.
    pub file_name: String,
}

/// What an import of deals added beside them; it goes with them if nothing else came to need it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Made {
    /// Pipelines.
    pub pipelines: Vec<PipelineId>,
    /// Stages.
    pub stages: Vec<StageId>,
    /// Reasons why deals are lost.
    pub reasons: Vec<LostReasonId>,
}

/// A list that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its number.
    pub id: ImportId,
    /// Of what it is a list.
    pub kind: SubjectKind,
    /// In which set it came, if in one: its undo is the set's.
    pub set: Option<ImportSetId>,
    /// Where it stands.
    pub status: Status,
    /// What the person called the file.
    pub file_name: String,
    /// Its name in the data folder; empty: it is gone.
    pub file_key: String,
    /// Its size in bytes.
    pub file_size: i64,
    /// The tables that it was unfolded into; none: it is text as it came.
    pub leaves: Vec<Leaf>,
    /// How it is read.
    pub reading: Reading,
    /// Where its columns go.
    pub mapping: Mapping,
    /// How it is to go about it.
    pub rules: Rules,
    /// What the dry run counted.
    pub planned: Counts,
    /// What the run counted.
    pub counted: Counts,
    /// The stages that its deals name.
    pub stages: Vec<NamedStage>,
    /// What its deals needed and nobody had.
    pub made: Made,
    /// How many rows were read.
    pub row_count: i64,
    /// How far the present step came.
    pub step_at_row: i64,
    /// The key of what ended it, if it failed.
    pub problem: String,
    /// Records that the undo left as they are: somebody changed them since.
    pub kept: i64,
    /// What can be taken back.
    pub change_set: Option<ChangeSetId>,
    /// Who brings it in; nobody is the command line.
    pub member: Option<MemberId>,
    /// Grows with each step.
    pub version: i64,
    /// When it was uploaded.
    pub created_at: At,
    /// When its last row was written.
    pub finished_at: Option<At>,
    /// How long it can be taken back.
    pub undo_until: Option<At>,
}

impl Import {
    /// The import after that event, its progress at the beginning; a Conflict if it cannot happen now.
    pub fn after(mut self, event: Event) -> Result<Import> {
        self.status = self.status.after(event)?;
        self.step_at_row = 0;
        Ok(self)
    }

    /// The table that is read, if it was unfolded.
    pub fn leaf(&self) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| Some(leaf.part) == self.reading.part)
    }

    /// Whether it can be taken back at that time.
    pub fn can_undo(&self, now: At) -> bool {
        self.set.is_none()
            && self.status.after(Event::Undo).is_ok()
            && self.undo_until.is_some_and(|until| now <= until)
    }
}

/// A row of the file as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// As a spreadsheet counts.
    pub number: u32,
    /// What it says, as JSON of its kind.
    pub said: String,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
    /// What becomes of it.
    pub fate: Fate,
    /// The earlier row that it is merged into.
    pub head: Option<u32>,
    /// The record that it meets.
    pub target: Option<SubjectId>,
    /// The word of the key by which it meets it.
    pub met_by: String,
    /// A record with a like name: a suggestion only.
    pub alike: Option<SubjectId>,
}
