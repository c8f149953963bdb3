//! A row of a list of deals.

use serde::{Deserialize, Serialize};

use super::super::facts::{Facts, Said};
use super::super::joining::{own_by, text_by, value_by};
use super::super::links::Bound;
use super::super::rules::{Area, Choice, Givens, Rules};
use super::super::values;
use crate::base::{Country, Day, Fields, MemberId, Result, StageId, SubjectKind, text};
use crate::crm::deals::{DealInput, Person, PersonRole, State};
use crate::crm::fields::Values;

/// The longest name of a pipeline, a stage or a reason, in characters.
const NAME_LENGTH: usize = 60;

/// How a deal stands, as the file says it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ending {
    /// Open, won or lost; none: the file does not say.
    pub state: Option<State>,
    /// Why it is lost.
    pub reason: String,
    /// When it was won or lost.
    pub on: Option<Day>,
}

/// What a row says of a deal.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DealRow {
    /// What a form would hold.
    pub deal: DealInput,
    /// The way that it goes, by name; empty: the first one.
    pub pipeline: String,
    /// Where on it it stands, or stood before it ended, by name; empty: where deals begin.
    pub stage: String,
    /// The stage that these names mean.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// How it stands.
    #[serde(default)]
    pub ending: Ending,
    /// The other product's name for it.
    pub external_id: String,
}

impl Facts for DealRow {
    const KIND: SubjectKind = SubjectKind::Deal;

    fn parse(fields: &Fields, _: Country) -> Result<DealRow> {
        let named = |field| values::short(fields.first(field), NAME_LENGTH);
        let stage = named("stage");
        let said: Option<State> = fields.first("state").parse().ok();
        let state = said.or_else(|| values::end_of_stage(&stage));
        // "Closed won" is no stage on the way.
        let stage = if said.is_none() && state.is_some() { String::new() } else { stage };
        Ok(DealRow {
            deal: DealInput::parse(fields, "EUR".parse()?)?,
            pipeline: named("pipeline"),
            stage,
            stage_id: None,
            ending: Ending {
                state,
                reason: named("lost_reason"),
                on: fields.first("closed_on").parse().ok(),
            },
            external_id: text::one_line(fields.first("external_id")),
        })
    }

    fn own_name(&self) -> String {
        self.deal.name.clone()
    }

    fn external_id(&self) -> &str {
        &self.external_id
    }

    fn owner(&self) -> Option<MemberId> {
        self.deal.owner
    }

    fn own(&mut self) -> Option<&mut Values> {
        Some(&mut self.deal.values)
    }

    fn apply(&mut self, said: &Said<DealRow>, rules: &Rules) {
        for area in &said.cleared {
            self.clear(*area);
        }
        let (own, new) = (&mut self.deal, &said.facts.deal);
        text_by(rules.choice(Area::Name), &mut own.name, &new.name);
        value_by(rules.choice(Area::Worth), &mut own.amount, new.amount);
        value_by(rules.choice(Area::Worth), &mut own.probability, new.probability);
        value_by(rules.choice(Area::Term), &mut own.close_on, new.close_on);
        value_by(rules.choice(Area::Owner), &mut own.owner, new.owner);
        text_by(rules.choice(Area::Source), &mut own.source, &new.source);
        own_by(rules.choice(Area::Own), &mut own.values, &new.values);
        self.apply_company(&said.facts, rules.choice(Area::Company));
        self.apply_people(&said.facts.deal.people, rules.choice(Area::People));
        text_by(rules.choice(Area::ExternalId), &mut self.external_id, &said.facts.external_id);
        self.apply_stage(&said.facts, rules.choice(Area::Stage));
    }

    fn give(&mut self, givens: &Givens) {
        self.deal.owner = self.deal.owner.or(givens.owner);
        text_by(Choice::Fill, &mut self.deal.source, &givens.source);
    }

    fn tie(&mut self, bound: Bound) {
        if let Some(contact) = bound.person
            && self.deal.people.iter().all(|person| person.contact != contact)
        {
            self.deal.people.push(Person { contact, role: PersonRole::default() });
        }
    }
}

impl DealRow {
    fn clear(&mut self, area: Area) {
        match area {
            Area::Worth => (self.deal.amount, self.deal.probability) = (None, None),
            Area::Term => self.deal.close_on = None,
            Area::Company => (self.deal.company, self.deal.company_id) = (String::new(), None),
            Area::People => self.deal.people.clear(),
            Area::Owner => self.deal.owner = None,
            Area::Source => self.deal.source.clear(),
            Area::ExternalId => self.external_id.clear(),
            _ => {}
        }
    }

    fn apply_company(&mut self, new: &DealRow, choice: Choice) {
        let is_known = new.deal.company_id.is_some() && new.deal.company_id == self.deal.company_id;
        let is_kept = match choice {
            Choice::Keep => true,
            Choice::Fill => !self.deal.company.is_empty(),
            Choice::Overwrite | Choice::Append => false,
        };
        if !new.deal.company.is_empty() && !is_known && !is_kept {
            self.deal.company.clone_from(&new.deal.company);
            self.deal.company_id = new.deal.company_id;
        }
    }

    fn apply_people(&mut self, new: &[Person], choice: Choice) {
        let is_kept = choice == Choice::Keep || (choice == Choice::Fill && !self.deal.people.is_empty());
        if new.is_empty() || is_kept {
            return;
        }
        if choice == Choice::Overwrite {
            self.deal.people.retain(|own| new.iter().any(|person| person.contact == own.contact));
        }
        for person in new {
            if self.deal.people.iter().all(|own| own.contact != person.contact) {
                self.deal.people.push(*person);
            }
        }
    }

    /// A deal keeps its pipeline, and one that ended so already stays as it is.
    fn apply_stage(&mut self, new: &DealRow, choice: Choice) {
        let is_empty = self.pipeline.is_empty() && self.stage.is_empty() && self.ending.state.is_none();
        let is_kept = choice == Choice::Keep || (choice == Choice::Fill && !is_empty);
        if is_kept {
            return;
        }
        text_by(Choice::Fill, &mut self.pipeline, &new.pipeline);
        let has_ended = matches!(new.ending.state, Some(State::Won | State::Lost));
        let is_same_end = has_ended && new.ending.state == self.ending.state;
        let is_elsewhere =
            !new.pipeline.is_empty() && text::fold(&new.pipeline) != text::fold(&self.pipeline);
        if is_same_end || is_elsewhere {
            return;
        }
        if !new.stage.is_empty() && text::fold(&new.stage) != text::fold(&self.stage) {
            self.stage.clone_from(&new.stage);
            self.stage_id = new.stage_id;
        }
        if new.ending.state.is_some() && new.ending.state != self.ending.state {
            self.ending = new.ending.clone();
        }
    }
}
