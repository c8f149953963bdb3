//! Why a deal is at risk.

use jiff::tz::TimeZone;

use crate::base::{At, Day, DealId, LeadId, MemberId};
use crate::crm::deals::{Deal, Pipelines};

/// So many deals at risk are told.
const RISKS: usize = 6;

/// Why somebody should look after a deal, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// It should have been won by that day.
    Late(Day),
    /// It has stood in its stage for too long: for so many days.
    Rotten(i64),
    /// Nobody planned what comes next.
    Idle,
}

/// A deal that stood still when it was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Still {
    /// The deal.
    pub deal: DealId,
    /// Whether there is a task about it.
    pub has_task: bool,
}

/// A lead that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The lead.
    pub lead: LeadId,
    /// Its name.
    pub name: String,
    /// Where they work.
    pub company: String,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Since when it waits.
    pub since: At,
}

/// On which day, in which zone, at which instant deals are judged.
#[derive(Debug, Clone)]
pub struct Now {
    /// The day.
    pub day: Day,
    /// The workspace's zone.
    pub zone: TimeZone,
    /// The instant.
    pub at: At,
}

/// The deals at risk, each with the worst that is wrong with it.
pub fn at_risk(deals: Vec<Deal>, still: &[Still], pipelines: &Pipelines, now: &Now) -> Vec<(Deal, Risk)> {
    let mut found: Vec<(Deal, Risk)> = Vec::new();
    for deal in deals {
        if let Some(risk) = risk(&deal, still, pipelines, now)
            && found.iter().all(|(known, _)| known.id != deal.id)
        {
            found.push((deal, risk));
        }
    }
    // The longest late first, then what stood the longest.
    found.sort_by_key(|(deal, risk)| match risk {
        Risk::Late(day) => (0, day.to_string(), deal.fresh_at),
        Risk::Rotten(_) => (1, String::new(), deal.fresh_at),
        Risk::Idle => (2, String::new(), deal.fresh_at),
    });
    found.truncate(RISKS);
    found
}

fn risk(deal: &Deal, still: &[Still], pipelines: &Pipelines, now: &Now) -> Option<Risk> {
    if let Some(day) = deal.facts.close_on.filter(|day| *day < now.day) {
        return Some(Risk::Late(day));
    }
    let stage = pipelines.stage(deal.stage)?;
    if deal.is_rotten(stage, now.day, &now.zone) {
        let seconds = now.at.since(deal.entered_at).as_secs();
        return Some(Risk::Rotten(i64::try_from(seconds / 86_400).unwrap_or(i64::MAX)));
    }
    let is_idle = still.iter().any(|still| still.deal == deal.id && !still.has_task);
    is_idle.then_some(Risk::Idle)
}
