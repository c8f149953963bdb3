//! The stages that deals of a file name: which of ours they mean, and which are to be added.

use std::collections::BTreeMap;

use super::super::model::{Import, Made, NamedStage, StageChoice};
use crate::base::{PipelineId, Result, SubjectKind, text};
use crate::crm::deals::{self, LostReason, Pipeline, Pipelines, Stage, StageKind};
use crate::platform::{Tx, View, i18n};
use crate::workspace::settings;

/// Stages that well-known products begin with, in their order: new ones are added in it, others behind them as they come.
const USUAL: &[&str] = &[
    "prospecting",
    "appointment scheduled",
    "lead in",
    "new",
    "qualified",
    "qualification",
    "qualified to buy",
    "contact made",
    "needs analysis",
    "demo scheduled",
    "presentation scheduled",
    "needs defined",
    "value proposition",
    "decision maker bought in",
    "proposal",
    "proposal made",
    "proposal sent",
    "perception analysis",
    "contract sent",
    "negotiation",
    "negotiations started",
    "negotiation started",
    "negotiation review",
];

/// Our pipelines and reasons, and what was chosen for stages that are not among them.
#[derive(Default)]
pub struct Stages {
    /// The pipelines.
    pub pipelines: Pipelines,
    reasons: Vec<LostReason>,
    /// What a loss is put down to for which the file gives no reason, in the workspace's language.
    not_given: &'static str,
    choices: BTreeMap<String, StageChoice>,
}

impl Stages {
    /// As an import of deals needs them; nothing for other lists.
    pub fn of(view: &View, import: &Import) -> Result<Stages> {
        if import.kind != SubjectKind::Deal {
            return Ok(Stages::default());
        }
        Ok(Stages {
            pipelines: deals::store::pipelines(view)?,
            reasons: deals::store::lost_reasons(view)?,
            not_given: i18n::message(settings::of(view)?.regional.language, "transfer-reason-not-given"),
            choices: import.rules.stages.clone(),
        })
    }

    /// The stage that a file means, if there is one.
    pub fn find(&self, named: &NamedStage) -> Option<&Stage> {
        if let Some(StageChoice::Into(id)) = self.choices.get(&named.key()) {
            return self.pipelines.stage(*id).filter(|stage| stage.is_live);
        }
        let pipeline = self.pipeline(&named.pipeline)?;
        let key = text::fold(&named.stage);
        match key.is_empty() {
            true => pipeline.beginnings().next(),
            false => pipeline.path().find(|stage| text::fold(&stage.facts.name) == key),
        }
    }

    /// The pipeline of that name in use; without a name the first one.
    pub fn pipeline(&self, name: &str) -> Option<&Pipeline> {
        let key = text::fold(name);
        self.pipelines.in_use().find(|pipeline| key.is_empty() || text::fold(&pipeline.name) == key)
    }

    /// The reason of that name; without a name the one that says so.
    pub fn reason(&self, name: &str) -> Option<&LostReason> {
        let key = text::fold(self.name_of(name));
        self.reasons.iter().find(|reason| text::fold(&reason.name) == key)
    }

    fn name_of<'n>(&self, reason: &'n str) -> &'n str {
        if reason.trim().is_empty() { self.not_given } else { reason }
    }

    /// Those of the stages that are none of ours, whatever was chosen for them.
    pub fn unknown<'n>(&self, named: &'n [NamedStage]) -> Vec<&'n NamedStage> {
        let plain = Stages { pipelines: self.pipelines.clone(), ..Stages::default() };
        named.iter().filter(|named| plain.find(named).is_none()).collect()
    }
}

/// Adds the stages and reasons that a file names and nobody has, as far as nothing else was chosen for them.
pub fn make(tx: &Tx, import: &Import, reasons: &[String]) -> Result<Made> {
    let mut made = Made::default();
    let stages = Stages::of(tx, import)?;
    let mut missing: Vec<&NamedStage> =
        import.stages.iter().filter(|named| stages.find(named).is_none()).collect();
    missing.sort_by_key(|named| place(&named.stage));
    let mut pipelines: Vec<&str> = Vec::new();
    for named in &missing {
        if stages.pipeline(&named.pipeline).is_none()
            && !pipelines.iter().any(|known| same(known, &named.pipeline))
        {
            pipelines.push(&named.pipeline);
        }
    }
    for name in &pipelines {
        let own: Vec<String> = import_order(missing.iter().filter(|named| same(&named.pipeline, name)));
        let (id, added) = deals::actions::import_pipeline(tx, name, &own)?;
        made.pipelines.push(id);
        made.stages.extend(added);
    }
    for named in missing {
        if let Some(pipeline) = stages.pipeline(&named.pipeline).map(|pipeline| pipeline.id) {
            made.stages.push(add_stage(tx, pipeline, &named.stage)?);
        }
    }
    for name in reasons {
        let (reason, is_new) = deals::actions::import_reason(tx, stages.name_of(name))?;
        made.reasons.extend(is_new.then_some(reason));
    }
    Ok(made)
}

fn add_stage(tx: &Tx, pipeline: PipelineId, name: &str) -> Result<crate::base::StageId> {
    deals::actions::add_stage(tx, pipeline, &deals::actions::plain(name, StageKind::Ongoing, (1, 2)))
}

/// The names of a new pipeline's stages, the one in which deals begin first.
fn import_order<'n>(named: impl Iterator<Item = &'n &'n NamedStage>) -> Vec<String> {
    let names: Vec<String> =
        named.map(|named| named.stage.clone()).filter(|stage| !stage.is_empty()).collect();
    if names.is_empty() { vec!["1".to_owned()] } else { names }
}

fn place(stage: &str) -> usize {
    let name = super::super::model::folded(stage);
    USUAL.iter().position(|usual| *usual == name).unwrap_or(USUAL.len())
}

fn same(one: &str, other: &str) -> bool {
    text::fold(one) == text::fold(other)
}
