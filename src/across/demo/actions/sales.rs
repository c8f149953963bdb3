//! Plays what came of leads and deals.

use std::collections::HashMap;
use std::time::Duration;

use super::super::model::{Fate, Step};
use super::filled;
use crate::across::convert::{self, Bargain, Choice, Pick, Wins};
use crate::across::profiles;
use crate::base::{ContactId, DealId, Error, Fields, Language, LeadId, Result, SubjectKind};
use crate::crm::deals::{self, DealInput, Loss, PersonRole, Pipeline, Place};
use crate::crm::leads::{self, LeadInput, Rest};
use crate::platform::Tx;
use crate::workspace::settings;

/// A lead comes in and becomes what it is; gives the deal, by its name, if it becomes one.
pub(super) fn come_in(tx: &Tx, facts: LeadInput, fate: &Fate) -> Result<Option<(String, DealId)>> {
    let id = leads::actions::create(tx, facts)?;
    match fate {
        Fate::Open => {}
        Fate::Answered(note) => {
            profiles::write_note(tx, id.subject(), note)?;
        }
        Fate::Dead(reason) => {
            leads::actions::disqualify(tx, id, reason)?;
        }
        Fate::Rests(until) => {
            leads::actions::answer(tx, id)?;
            let task = "Ask whether the money is there".to_owned();
            leads::actions::recycle(tx, id, &Rest { until: *until, task })?;
        }
        Fate::Deal(fields) => return become_deal(tx, id, fields),
    }
    Ok(None)
}

/// A lead of somebody who is known becomes a deal.
fn become_deal(tx: &Tx, id: LeadId, fields: &Fields) -> Result<Option<(String, DealId)>> {
    let wanted = DealInput::parse(fields, settings::of(tx)?.regional.currency)?;
    let name = wanted.name.clone();
    let choice = Choice {
        version: None,
        contact: Pick::Sure,
        company: Pick::Sure,
        deal: Bargain::New(Box::new(wanted), None),
        own: (Fields::new(), Language::En),
        wins: Wins::default(),
        seen: None,
    };
    convert::actions::convert(tx, id, &choice, Language::En)?;
    let deal = leads::store::find(tx, id)?.converted.and_then(|converted| converted.deal);
    Ok(deal.map(|deal| (name, deal)))
}

/// Plays one step of a deal; gives the deal.
pub(super) fn sell(
    tx: &Tx,
    deal: Option<DealId>,
    step: Step,
    people: &HashMap<String, ContactId>,
) -> Result<DealId> {
    let way = deals::store::pipelines(tx)?.0.into_iter().next().ok_or(Error::NotFound)?;
    let Some(id) = deal else { return begin(tx, step, &way, people) };
    let version = deals::store::find(tx, id)?.version;
    match step {
        Step::Add(..) => return Err(Error::NotFound),
        Step::Move(stage) => {
            let stage = way.stages.get(stage - 1).ok_or(Error::NotFound)?;
            deals::actions::move_to(tx, id, version, stage.id, Place::Top)?;
        }
        Step::Hold(days) => {
            let until = tx.now().plus(Duration::from_secs(days.unsigned_abs() * 86_400));
            deals::actions::hold(tx, id, version, until.day(&settings::of(tx)?.zone()))?;
        }
        Step::Win => {
            deals::actions::win(tx, id, version)?;
        }
        Step::Lose(reason) => {
            let reasons = deals::store::lost_reasons(tx)?;
            let reason = reasons.get(reason - 1).ok_or(Error::NotFound)?.id;
            deals::actions::lose(tx, id, version, Loss { reason, note: String::new() })?;
        }
    }
    Ok(id)
}

fn begin(tx: &Tx, step: Step, way: &Pipeline, people: &HashMap<String, ContactId>) -> Result<DealId> {
    let Step::Add(fields, person) = step else { return Err(Error::NotFound) };
    let input = DealInput::parse(&fields, settings::of(tx)?.regional.currency)?;
    let mut input = filled(tx, SubjectKind::Deal, input, &fields)?;
    let contact = *people.get(&person).ok_or(Error::NotFound)?;
    let role = fields.first("role").parse().unwrap_or(PersonRole::Other);
    input.people = vec![deals::Person { contact, role }];
    let stage = way.beginnings().next().ok_or(Error::NotFound)?;
    deals::actions::add(tx, input, stage.id)
}
