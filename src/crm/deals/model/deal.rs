//! A deal and its state machine: the one place that says which change of state follows which.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::input::DealInput;
use super::pipeline::{Stage, StageKind};
use crate::base::words::words;
use crate::base::{
    At, Day, DealId, Error, Fields, LostReasonId, MemberId, PipelineId, Problems, Result, StageId, text,
};

/// The longest words about a loss, in characters.
const NOTE_LENGTH: usize = 500;

/// Where a deal stands. That it is on hold is a day on an open deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Somebody works on it, or will.
    Open,
    /// They bought.
    Won,
    /// They did not.
    Lost,
}
words!(State, "state of a deal",
    Open = "open", "deals-state-open";
    Won = "won", "deals-state-won";
    Lost = "lost", "deals-state-lost";
);

/// Why a deal is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The reason.
    pub reason: LostReasonId,
    /// And in words, if there is more to say.
    pub note: String,
}

impl Loss {
    /// Reads `reason` and `note`.
    pub fn parse(fields: &Fields) -> Result<Loss> {
        let mut problems = Problems::default();
        let reason = fields.first("reason").parse().unwrap_or(LostReasonId::NONE);
        if reason == LostReasonId::NONE {
            problems.add("reason", "deals-reason-missing");
        }
        let note = text::one_line(fields.first("note"));
        if note.chars().count() > NOTE_LENGTH {
            problems.add("note", "deals-too-long");
        }
        problems.finish(Loss { reason, note })
    }
}

/// A deal as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deal {
    /// Its number.
    pub id: DealId,
    /// What is known about it.
    pub facts: DealInput,
    /// The way that it goes.
    pub pipeline: PipelineId,
    /// Where on it it stands.
    pub stage: StageId,
    /// Whether it is open, won or lost.
    pub state: State,
    /// An open deal that rests before this day.
    pub held_until: Option<Day>,
    /// When it was won or lost.
    pub closed_at: Option<At>,
    /// Why it is lost.
    pub loss: Option<Loss>,
    /// Since when it stands in its stage.
    pub entered_at: At,
    /// From here the stage's rot days count: it came into the stage, or off hold.
    pub fresh_at: At,
    /// The number of its stay in the stage, from 1.
    pub stays: i64,
    /// Its place among others of the stage, rising.
    pub rank: i64,
    /// Since when it is in the trash.
    pub trashed_at: Option<At>,
    /// Grows with each change.
    pub version: i64,
    /// When it was added.
    pub created_at: At,
    /// By whom; nobody is Kantora itself.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
    /// By whom.
    pub updated_by: Option<MemberId>,
}

/// Who changes a deal, and when.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    /// When.
    pub at: At,
    /// Who; nobody is Kantora itself.
    pub by: Option<MemberId>,
}

impl Deal {
    /// A new one that begins in that stage.
    pub fn new(id: DealId, facts: DealInput, stage: &Stage, hand: Hand) -> Deal {
        Deal {
            id,
            facts,
            pipeline: stage.pipeline,
            stage: stage.id,
            state: State::Open,
            held_until: None,
            closed_at: None,
            loss: None,
            entered_at: hand.at,
            fresh_at: hand.at,
            stays: 1,
            rank: 0,
            trashed_at: None,
            version: 1,
            created_at: hand.at,
            created_by: hand.by,
            updated_at: hand.at,
            updated_by: hand.by,
        }
    }

    /// Everything that the audit tells of it, by the name of its field, as text.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let mut told = self.facts.told();
        told.extend([
            ("stage", self.stage.to_string()),
            ("state", self.state.code().to_owned()),
            ("held_until", self.held_until.map(|day| day.to_string()).unwrap_or_default()),
            ("lost_reason", self.loss.as_ref().map(|loss| loss.reason.to_string()).unwrap_or_default()),
            ("lost_note", self.loss.as_ref().map(|loss| loss.note.clone()).unwrap_or_default()),
        ]);
        told
    }

    /// Whether it is not in the trash.
    pub fn is_live(&self) -> bool {
        self.trashed_at.is_none()
    }

    /// Whether it rests on that day.
    pub fn is_held(&self, today: Day) -> bool {
        self.held_until.is_some_and(|until| today < until)
    }

    /// How likely it is to be won, in percent: as its stage says, unless somebody knows better while it is open.
    pub fn probability(&self, stage: &Stage) -> i64 {
        match self.state {
            State::Open => self.facts.probability.unwrap_or(stage.facts.probability),
            State::Won | State::Lost => stage.facts.probability,
        }
    }

    /// The last day on which it is still fresh in its stage; none if it may rest there.
    pub fn fresh_until(&self, stage: &Stage, zone: &jiff::tz::TimeZone) -> Option<Day> {
        let days = stage.facts.rot_days.filter(|_| self.state == State::Open)?;
        let fresh = self.fresh_at.day(zone);
        let Day(since) = self.held_until.map_or(fresh, |until| until.max(fresh));
        since.checked_add(days.days()).ok().map(Day)
    }

    /// Whether it has stood in its stage for too long, and is not on hold.
    pub fn is_rotten(&self, stage: &Stage, today: Day, zone: &jiff::tz::TimeZone) -> bool {
        !self.is_held(today) && self.fresh_until(stage, zone).is_some_and(|until| until < today)
    }

    /// With other facts. `Invalid` if they lack what its stage needs.
    pub fn edited(self, facts: DealInput, stage: &Stage, hand: Hand) -> Result<Deal> {
        let deal = self.in_use()?;
        facts.missing(&stage.facts.needs).finish(())?;
        Ok(Deal { facts, ..deal }.touched(hand))
    }

    /// In another stage of its pipeline. `Conflict` unless it is open and the stage is one of those in use that end
    /// nothing; `Invalid` if it lacks what the stage needs.
    pub fn moved(self, to: &Stage, hand: Hand) -> Result<Deal> {
        let deal = self.open()?;
        if to.is_end() {
            return Err(Error::Conflict("deals-stage-ends"));
        }
        deal.entering(to, hand)
    }

    /// Resting before that day, which must come. `Conflict` unless it is open.
    pub fn held(self, until: Day, today: Day, hand: Hand) -> Result<Deal> {
        let deal = self.open()?;
        if until <= today {
            return Err(Error::field("until", "deals-until-past"));
        }
        Ok(Deal { held_until: Some(until), ..deal }.touched(hand))
    }

    /// Not resting any more, and fresh. `Conflict` unless it was on hold.
    pub fn resumed(self, hand: Hand) -> Result<Deal> {
        let deal = self.open()?;
        if deal.held_until.is_none() {
            return Err(Error::Conflict("deals-not-held"));
        }
        Ok(Deal { held_until: None, fresh_at: hand.at, ..deal }.touched(hand))
    }

    /// Won, in the stage where won deals end. `Conflict` unless it is open; `Invalid` if it lacks what the stage needs.
    pub fn won(self, end: &Stage, hand: Hand) -> Result<Deal> {
        let deal = self.open()?.entering(end, hand)?;
        Ok(Deal { state: State::Won, held_until: None, closed_at: Some(hand.at), ..deal })
    }

    /// Lost, in the stage where lost deals end. `Conflict` unless it is open.
    pub fn lost(self, end: &Stage, loss: Loss, hand: Hand) -> Result<Deal> {
        let deal = self.open()?.entering(end, hand)?;
        Ok(Deal { state: State::Lost, held_until: None, closed_at: Some(hand.at), loss: Some(loss), ..deal })
    }

    /// Open again, in that stage. `Conflict` unless it is won or lost.
    pub fn reopened(self, to: &Stage, hand: Hand) -> Result<Deal> {
        let deal = self.in_use()?;
        if deal.state == State::Open {
            return Err(Error::Conflict("deals-not-closed"));
        }
        if to.is_end() {
            return Err(Error::Conflict("deals-stage-ends"));
        }
        Deal { state: State::Open, closed_at: None, loss: None, ..deal }.entering(to, hand)
    }

    /// In the trash. `NotFound` if it is already.
    pub fn trashed(self, hand: Hand) -> Result<Deal> {
        if !self.is_live() {
            return Err(Error::NotFound);
        }
        Ok(Deal { trashed_at: Some(hand.at), ..self }.touched(hand))
    }

    /// Out of the trash.
    pub fn restored(self, hand: Hand) -> Deal {
        Deal { trashed_at: None, ..self }.touched(hand)
    }

    fn in_use(self) -> Result<Deal> {
        if self.is_live() { Ok(self) } else { Err(Error::Conflict("deals-in-trash")) }
    }

    fn open(self) -> Result<Deal> {
        let deal = self.in_use()?;
        if deal.state == State::Open { Ok(deal) } else { Err(Error::Conflict("deals-not-open")) }
    }

    fn entering(self, to: &Stage, hand: Hand) -> Result<Deal> {
        if to.pipeline != self.pipeline {
            return Err(Error::Conflict("deals-other-pipeline"));
        }
        if !to.is_live {
            return Err(Error::Conflict("deals-stage-away"));
        }
        if to.facts.kind != StageKind::Lost {
            self.facts.missing(&to.facts.needs).finish(())?;
        }
        // A clock that was set back must not let a stay end before it began.
        let at = hand.at.max(self.entered_at);
        let entered = Deal { stage: to.id, entered_at: at, fresh_at: at, stays: self.stays + 1, ..self };
        Ok(entered.touched(hand))
    }

    fn touched(self, hand: Hand) -> Deal {
        Deal { version: self.version + 1, updated_at: hand.at, updated_by: hand.by, ..self }
    }
}
