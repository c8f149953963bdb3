//! The way that deals go: pipelines, their stages, and why deals are lost.

use crate::base::words::words;
use crate::base::{Fields, LostReasonId, PipelineId, Problems, Result, StageId, text};

/// The longest name of a pipeline, a stage or a reason, in characters.
pub const NAME_LENGTH: usize = 60;
/// The longest time after which a deal rots in a stage.
const MOST_ROT_DAYS: i64 = 365;

/// What a stage means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StageKind {
    /// Deals begin here.
    Open,
    /// Somebody works on them.
    #[default]
    Ongoing,
    /// They end here, well.
    Won,
    /// They end here.
    Lost,
}
words!(StageKind, "kind of stage",
    Open = "open", "deals-kind-open";
    Ongoing = "ongoing", "deals-kind-ongoing";
    Won = "won", "deals-kind-won";
    Lost = "lost", "deals-kind-lost";
);

/// What a deal must have before it comes into a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageNeed {
    /// How much it is worth.
    Amount,
    /// When it should be won.
    CloseDay,
    /// A company.
    Company,
    /// Somebody to talk to.
    Person,
    /// Who looks after it.
    Owner,
    /// Where it came from.
    Source,
}
words!(StageNeed, "need of a stage",
    Amount = "amount", "deals-amount";
    CloseDay = "close_on", "deals-close-on";
    Company = "company", "deals-company";
    Person = "person", "deals-person";
    Owner = "owner", "owners-owner";
    Source = "source", "deals-source";
);

impl StageNeed {
    /// The field of the deal's form that it is about.
    pub fn field(self) -> &'static str {
        self.code()
    }

    /// The key of what is said when it is missing.
    pub(in crate::crm::deals) fn missing(self) -> &'static str {
        match self {
            StageNeed::Amount => "deals-amount-needed",
            StageNeed::CloseDay => "deals-close-on-needed",
            StageNeed::Company => "deals-company-needed",
            StageNeed::Person => "deals-person-needed",
            StageNeed::Owner => "deals-owner-needed",
            StageNeed::Source => "deals-source-needed",
        }
    }
}

/// Everything that somebody can type about a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageInput {
    /// Its name.
    pub name: String,
    /// What it means; one that ends deals stays one.
    pub kind: StageKind,
    /// How likely a deal here is to be won, in percent.
    pub probability: i64,
    /// After so many days in it a deal rots.
    pub rot_days: Option<i64>,
    /// What a deal must have to come here.
    pub needs: Vec<StageNeed>,
}

/// A stage as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its number.
    pub id: StageId,
    /// The pipeline that it belongs to.
    pub pipeline: PipelineId,
    /// What is known of it.
    pub facts: StageInput,
    /// False once it was put away: no deal comes here any more.
    pub is_live: bool,
}

impl Stage {
    /// Whether deals end here.
    pub fn is_end(&self) -> bool {
        matches!(self.facts.kind, StageKind::Won | StageKind::Lost)
    }
}

impl StageInput {
    /// Reads `name`, `kind`, `probability`, `rot_days` and `need` (several). A stage that is there already keeps its
    /// kind if it ends deals, and its probability follows from that.
    pub fn parse(fields: &Fields, known: Option<&Stage>) -> Result<StageInput> {
        let mut problems = Problems::default();
        let name = name(fields, &mut problems);
        let end = known.filter(|stage| stage.is_end()).map(|stage| stage.facts.kind);
        let typed: StageKind = fields.first("kind").parse().unwrap_or_default();
        let kind = match (end, typed) {
            (Some(end), _) => end,
            (None, StageKind::Won | StageKind::Lost) => StageKind::Ongoing,
            (None, typed) => typed,
        };
        let probability = match kind {
            StageKind::Won => 100,
            StageKind::Lost => 0,
            StageKind::Open | StageKind::Ongoing => {
                percent(fields.first("probability")).unwrap_or_else(|| {
                    problems.add("probability", "deals-probability-wrong");
                    0
                })
            }
        };
        let rot_days = match fields.first("rot_days") {
            "" => None,
            _ if end.is_some() => None,
            days => {
                let days = days.parse().ok().filter(|days| (1..=MOST_ROT_DAYS).contains(days));
                if days.is_none() {
                    problems.add("rot_days", "deals-rot-days-wrong");
                }
                days
            }
        };
        let needs = StageNeed::ALL.iter().copied();
        let needs = needs.filter(|need| fields.all("need").any(|code| code == need.code())).collect();
        problems.finish(StageInput { name, kind, probability, rot_days, needs })
    }

    /// Every fact by the name of its field, as text, for the audit.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let needs: Vec<&str> = self.needs.iter().map(|need| need.code()).collect();
        vec![
            ("name", self.name.clone()),
            ("kind", self.kind.code().to_owned()),
            ("probability", self.probability.to_string()),
            ("rot_days", self.rot_days.map(|days| days.to_string()).unwrap_or_default()),
            ("needs", needs.join(" ")),
        ]
    }
}

/// A pipeline with its stages in their order, those that were put away too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    /// Its number.
    pub id: PipelineId,
    /// Its name.
    pub name: String,
    /// False once it was put away: it takes no deal any more.
    pub is_live: bool,
    /// The stages.
    pub stages: Vec<Stage>,
}

impl Pipeline {
    /// The stages in use, in their order.
    pub fn path(&self) -> impl Iterator<Item = &Stage> {
        self.stages.iter().filter(|stage| stage.is_live)
    }

    /// The stages in use in which deals begin.
    pub fn beginnings(&self) -> impl Iterator<Item = &Stage> {
        self.path().filter(|stage| stage.facts.kind == StageKind::Open)
    }

    /// The stage in which deals of that kind end.
    pub fn end(&self, kind: StageKind) -> Option<&Stage> {
        self.path().find(|stage| stage.facts.kind == kind)
    }
}

/// Every pipeline of the workspace in its order, those that were put away too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pipelines(pub Vec<Pipeline>);

impl Pipelines {
    /// Those that take deals.
    pub fn in_use(&self) -> impl Iterator<Item = &Pipeline> {
        self.0.iter().filter(|pipeline| pipeline.is_live)
    }

    /// The one of that number.
    pub fn find(&self, id: PipelineId) -> Option<&Pipeline> {
        self.0.iter().find(|pipeline| pipeline.id == id)
    }

    /// The stage of that number.
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.0.iter().flat_map(|pipeline| &pipeline.stages).find(|stage| stage.id == id)
    }

    /// The stage in which a deal begins when nobody says another: the first of the first pipeline.
    pub fn first(&self) -> Option<&Stage> {
        self.in_use().flat_map(Pipeline::beginnings).next()
    }
}

/// Why deals are lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostReason {
    /// Its number.
    pub id: LostReasonId,
    /// In a few words.
    pub name: String,
    /// Whether it is offered.
    pub is_live: bool,
}

/// The field `name` in one line; a problem if it is empty or long.
pub fn name(fields: &Fields, problems: &mut Problems) -> String {
    let name = text::one_line(fields.first("name"));
    if text::fold(&name).is_empty() {
        problems.add("name", "deals-name-missing");
    }
    if name.chars().count() > NAME_LENGTH {
        problems.add("name", "deals-name-long");
    }
    name
}

/// A whole percentage.
pub(super) fn percent(typed: &str) -> Option<i64> {
    typed.trim_end_matches('%').trim_end().parse().ok().filter(|percent| (0..=100).contains(percent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    fn parse(fields: &Fields, known: Option<&Stage>) -> std::result::Result<StageInput, Problems> {
        match StageInput::parse(fields, known) {
            Ok(input) => Ok(input),
            Err(Error::Invalid(problems)) => Err(problems),
            Err(other) => panic!("{other}"),
        }
    }

    fn fields() -> Fields {
        Fields::new().with("name", " Proposal  sent ").with("kind", "ongoing").with("probability", "50 %")
    }

    #[test]
    fn a_stage_is_read_with_what_it_needs() {
        let stage =
            parse(&fields().with("need", "amount").with("need", "close_on"), None).expect("well typed");

        assert_eq!(stage.name, "Proposal sent");
        assert_eq!((stage.kind, stage.probability, stage.rot_days), (StageKind::Ongoing, 50, None));
        assert_eq!(stage.needs, [StageNeed::Amount, StageNeed::CloseDay]);
    }

    #[test]
    fn every_wrong_field_of_a_stage_is_named_at_once() {
        let typed = Fields::new().with("name", "").with("probability", "101").with("rot_days", "0");

        let problems = parse(&typed, None).expect_err("it was taken");

        let wrong: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(wrong, ["name", "probability", "rot_days"]);
    }

    #[test]
    fn nobody_makes_a_second_end_and_an_end_stays_one() {
        let second = parse(&fields().without("kind").with("kind", "won"), None).expect("well typed");
        assert_eq!(second.kind, StageKind::Ongoing);

        let facts = StageInput { kind: StageKind::Won, ..second };
        let won = Stage { id: StageId::new(1), pipeline: PipelineId::new(1), facts, is_live: true };
        let again = parse(&fields().with("rot_days", "5"), Some(&won)).expect("well typed");
        assert_eq!((again.kind, again.probability, again.rot_days), (StageKind::Won, 100, None));
    }
}
