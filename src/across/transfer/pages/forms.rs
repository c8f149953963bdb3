//! What the forms of an import say.

use std::collections::BTreeMap;

use super::super::actions::Stages;
use super::super::model::{
    Alike, Area, Choice, DateOrder, Delimiter, Dialect, Encoding, Givens, Import, Mapping, Mode, Reading,
    Repeats, Rules, StageChoice, Target, Unlinked,
};
use super::super::views;
use crate::base::{Day, Error, Fields, Problems, Result, StageId, SubjectKind};
use crate::crm::{contacts::Basis, tags};

/// How the file is to be read.
pub fn reading(fields: &Fields, import: &Import) -> Reading {
    let before = import.reading;
    let chosen = fields.first("sheet").parse().ok().and_then(|place: usize| import.leaves.get(place));
    // Another sheet has a first row of its own.
    if let Some(leaf) = chosen.filter(|leaf| Some(leaf.part) != before.part) {
        return before.of_leaf(leaf);
    }
    let dialect = Dialect {
        delimiter: Delimiter::of(fields.first("delimiter")).unwrap_or(before.dialect.delimiter),
        has_header: fields.has("header"),
        ..before.dialect
    };
    Reading {
        encoding: Encoding::of(fields.first("encoding")).unwrap_or(before.encoding),
        dialect,
        dates: DateOrder::of(fields.first("dates")).unwrap_or(before.dates),
        part: before.part,
    }
}

/// Where the columns are to go. Malformed for a target that the page does not offer.
pub fn mapping(fields: &Fields) -> Result<Mapping> {
    let targets =
        fields.all("column").map(|code| code.parse::<Target>().map_err(|()| Error::Malformed("column")));
    targets.collect::<Result<Vec<_>>>().map(Mapping::new)
}

/// The rules as typed.
pub fn rules(fields: &Fields, import: &Import, stages: &Stages) -> Result<Rules> {
    let mut problems = Problems::default();
    let day = fields.first("basis_on");
    let basis_on: Option<Day> = day.parse().ok();
    if !day.is_empty() && basis_on.is_none() {
        problems.add("basis_on", "contacts-day-unclear");
    }
    let basis = fields.first("basis");
    if !basis.is_empty() && basis.parse::<Basis>().is_err() {
        problems.add("basis", "contacts-basis-unclear");
    }
    if fields.first("source").chars().count() > 100 {
        problems.add("source", "contacts-too-long");
    }
    let givens = Givens {
        owner: fields.first("owner").parse().ok(),
        tags: tags::read_names(fields, "tags", &mut problems),
        source: fields.first("source").to_owned(),
        basis: if import.kind == SubjectKind::Contact { basis.to_owned() } else { String::new() },
        basis_on,
    };
    let areas = Area::filled(import.mapping.targets(), import.kind).into_iter();
    let choices = areas.filter_map(|area| {
        let choice = Choice::of(fields.first(area.code()))?;
        area.choices().contains(&choice).then_some((area, choice))
    });
    problems.finish(Rules {
        mode: Mode::of(fields.first("mode")).unwrap_or_default(),
        choices: choices.collect(),
        repeats: if fields.first("repeats") == "win" { Repeats::Win } else { Repeats::Fill },
        alike: if fields.first("alike") == "pass" { Alike::Pass } else { Alike::Add },
        unlinked: if fields.first("unlinked") == "refuse" { Unlinked::Refuse } else { Unlinked::Tell },
        stages: stage_choices(fields, import, stages),
        givens,
    })
}

/// What was chosen for each stage that is none of ours; nothing chosen is a new one.
fn stage_choices(fields: &Fields, import: &Import, stages: &Stages) -> BTreeMap<String, StageChoice> {
    let unknown = stages.unknown(&import.stages).into_iter().enumerate();
    unknown
        .filter_map(|(place, named)| {
            let id: StageId = fields.first(&views::stage_field(place)).parse().ok()?;
            stages.pipelines.stage(id).filter(|stage| stage.is_live && !stage.is_end())?;
            Some((named.key(), StageChoice::Into(id)))
        })
        .collect()
}

/// The rules as the form shows them.
pub fn rules_fields(import: &Import, stages: &Stages) -> Fields {
    let rules = &import.rules;
    let unlinked = if rules.unlinked == Unlinked::Refuse { "refuse" } else { "tell" };
    let repeats = if rules.repeats == Repeats::Win { "win" } else { "fill" };
    let alike = if rules.alike == Alike::Pass { "pass" } else { "add" };
    let fields = Fields::new()
        .with("alike", alike)
        .with("source", &rules.givens.source)
        .with("basis", &rules.givens.basis)
        .with("basis_on", rules.givens.basis_on.map(|day| day.to_string()).unwrap_or_default())
        .with("tags", rules.givens.tags.join(", "))
        .with("owner", rules.givens.owner.map(|owner| owner.to_string()).unwrap_or_default())
        .with("mode", rules.mode.code())
        .with("unlinked", unlinked)
        .with("repeats", repeats);
    let chosen = |key: &str| match rules.stages.get(key) {
        Some(StageChoice::Into(id)) => id.to_string(),
        Some(StageChoice::New) | None => "new".to_owned(),
    };
    let unknown = stages.unknown(&import.stages).into_iter().enumerate();
    let fields = unknown
        .fold(fields, |fields, (place, named)| fields.with(views::stage_field(place), chosen(&named.key())));
    Area::ALL.into_iter().fold(fields, |fields, area| fields.with(area.code(), rules.choice(area).code()))
}
