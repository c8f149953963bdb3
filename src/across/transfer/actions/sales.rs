//! What an import does with leads, deals, tasks and notes.

use std::collections::{HashMap, HashSet};

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::super::model::{
    DealRow, Employer, Ending, Flaw, Key, Known, LeadRow, NamedStage, NoteRow, Place, Said, TaskRow,
};
use super::Stages;
use super::called::called;
use super::logged;
use super::records::{Holders, Live, Touch, with_notes};
use crate::base::likeness::Looks;
use crate::base::{
    At, CompanyId, Day, DealId, LeadId, NoteId, Result, Right, StageId, SubjectId, SubjectKind, TaskId, text,
};
use crate::crm::activities::{self, NoteInput};
use crate::crm::deals::{self, Brought, End, Loss, Pipelines, State};
use crate::crm::external_ids;
use crate::crm::leads;
use crate::crm::tasks::{self, Due, Remind, TaskInput};
use crate::platform::{Tx, View, i18n};
use crate::workspace::changes;

/// Those of the keys that are the other product's numbers, with who is called so.
fn numbered(view: &View, kind: SubjectKind, keys: &[&Key]) -> Result<Holders> {
    let names: Vec<&str> = keys
        .iter()
        .filter_map(|key| match key {
            Key::External(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let mut holders = Holders::new();
    for (name, subject) in called(view, kind, &names)? {
        holders.entry(Key::External(name)).or_default().push(subject);
    }
    Ok(holders)
}

/// What an import called these records.
fn names_of(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, String>> {
    let all = external_ids::store::of_many(view, subjects)?.into_iter();
    Ok(all.filter(|(_, external)| external.is_imported()).map(|(id, external)| (id, external.name)).collect())
}

impl Live for DealRow {
    const RIGHT: Right = Right::SalesWrite;

    fn holders(view: &View, keys: &[&Key]) -> Result<Holders> {
        let mut holders = numbered(view, SubjectKind::Deal, keys)?;
        let wanted: HashSet<(&str, &str)> = keys
            .iter()
            .filter_map(|key| match key {
                Key::Named(name, company) => Some((name.as_str(), company.as_str())),
                _ => None,
            })
            .collect();
        let names: Vec<&str> = wanted.iter().map(|(name, _)| *name).collect();
        let ids: Vec<DealId> = deals::store::named(view, &names)?.into_iter().map(|(_, id)| id).collect();
        for deal in deals::store::find_many(view, &ids)? {
            let key = Key::Named(text::sort_key(&deal.facts.name), text::fold(&deal.facts.company));
            let known = holders.entry(key).or_default();
            if !known.contains(&deal.id.subject()) {
                known.push(deal.id.subject());
            }
        }
        Ok(holders)
    }

    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<DealRow>>> {
        let ids: Vec<DealId> = subjects.iter().copied().map(DealId::of).collect();
        let pipelines = deals::store::pipelines(view)?;
        let names = names_of(view, subjects)?;
        let rows = deals::store::find_many(view, &ids)?.into_iter().map(|deal| {
            let subject = deal.id.subject();
            (subject, DealRow::of(deal, &pipelines, names.get(&subject).cloned().unwrap_or_default()))
        });
        with_notes(view, rows.collect())
    }

    fn add(tx: &Tx, touch: &Touch, facts: DealRow) -> Result<SubjectId> {
        let external_id = facts.external_id.clone();
        let brought = brought(&facts, touch);
        let id = deals::actions::import(tx, touch.set, &touch.stages.pipelines, brought)?;
        external_ids::store::save_imported(tx, id.subject(), SubjectKind::Deal, &external_id)?;
        Ok(id.subject())
    }

    fn change(tx: &Tx, touch: &Touch, subject: SubjectId, facts: DealRow) -> Result<()> {
        let external_id = facts.external_id.clone();
        let brought = brought(&facts, touch);
        let deal = (DealId::of(subject), brought);
        deals::actions::import_over(tx, touch.set, &touch.stages.pipelines, deal)?;
        external_ids::store::save_imported(tx, subject, SubjectKind::Deal, &external_id)
    }

    fn employer(said: &mut Said<Self>) -> Option<(&mut String, &mut Option<CompanyId>, &Employer)> {
        let deal = &mut said.facts.deal;
        Some((&mut deal.company, &mut deal.company_id, &said.employer))
    }

    fn place(&mut self, stages: &Stages) -> Option<Flaw> {
        let named = NamedStage { pipeline: self.pipeline.clone(), stage: self.stage.clone() };
        let found = stages.find(&named);
        // Our own export names the end of a deal as its stage.
        if let Some(end) = found.filter(|stage| stage.is_end()) {
            let state = if end.facts.kind == deals::StageKind::Won { State::Won } else { State::Lost };
            self.ending.state = self.ending.state.or(Some(state));
            self.stage.clear();
            return None;
        }
        self.stage_id = found.map(|stage| stage.id).filter(|_| !self.stage.is_empty());
        let needs_reason = self.ending.state == Some(State::Lost) && self.ending.reason.is_empty();
        needs_reason.then(|| Flaw { column: None, key: "transfer-flaw-no-reason".into(), is_fatal: false })
    }
}

impl DealRow {
    /// A deal as a file would say it.
    pub fn of(deal: deals::Deal, pipelines: &Pipelines, external_id: String) -> DealRow {
        let stage = pipelines.stage(deal.stage);
        let home = pipelines.0.iter().find(|pipeline| pipeline.id == deal.pipeline);
        DealRow {
            pipeline: home.map(|pipeline| pipeline.name.clone()).unwrap_or_default(),
            stage: stage.map(|stage| stage.facts.name.clone()).unwrap_or_default(),
            stage_id: Some(deal.stage),
            ending: Ending { state: Some(deal.state), reason: String::new(), on: None },
            deal: deal.facts,
            external_id,
        }
    }
}

/// A deal as its slice takes it from a file.
fn brought(row: &DealRow, touch: &Touch) -> Brought {
    let at = |day: Option<Day>| day.map(|day| day.noon(&touch.zone));
    let end = match (row.ending.state, touch.stages.reason(&row.ending.reason)) {
        (Some(State::Open), _) => Some(End::Open),
        (Some(State::Won), _) => Some(End::Won(at(row.ending.on))),
        (Some(State::Lost), Some(reason)) => {
            Some(End::Lost(at(row.ending.on), Loss { reason: reason.id, note: String::new() }))
        }
        (Some(State::Lost), None) | (None, _) => None,
    };
    let stage: Option<StageId> = row.stage_id;
    let pipeline = touch.stages.pipeline(&row.pipeline).map(|pipeline| pipeline.id);
    let home = stage.and_then(|id| touch.stages.pipelines.stage(id)).map(|stage| stage.pipeline).or(pipeline);
    Brought { facts: row.deal.clone(), pipeline: home, stage, end, since: touch.since }
}

impl Live for LeadRow {
    const RIGHT: Right = Right::SalesWrite;

    fn holders(view: &View, keys: &[&Key]) -> Result<Holders> {
        use leads::store::{Mark, with_marks};
        let mut holders = numbered(view, SubjectKind::Lead, keys)?;
        let emails: Vec<&str> = keys
            .iter()
            .filter_map(|key| if let Key::Email(norm) = key { Some(norm.as_str()) } else { None })
            .collect();
        for (norm, id) in with_marks(view, Mark::Email, &emails)? {
            holders.entry(Key::Email(norm)).or_default().push(id.subject());
        }
        let phones: Vec<&str> = keys
            .iter()
            .filter_map(|key| if let Key::Phone(norm, _) = key { Some(norm.as_str()) } else { None })
            .collect();
        let found = with_marks(view, Mark::Phone, &phones)?;
        let ids: Vec<LeadId> = found.iter().map(|(_, id)| *id).collect();
        for lead in leads::store::find_many(view, &ids)? {
            let key = Key::Phone(lead.facts.phone_norm.clone(), text::word_key(&lead.facts.person()));
            holders.entry(key).or_default().push(lead.id.subject());
        }
        Ok(holders)
    }

    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<LeadRow>>> {
        let ids: Vec<LeadId> = subjects.iter().copied().map(LeadId::of).collect();
        let names = names_of(view, subjects)?;
        let rows = leads::store::find_many(view, &ids)?.into_iter().map(|lead| {
            let subject = lead.id.subject();
            (subject, LeadRow::of(lead, names.get(&subject).cloned().unwrap_or_default()))
        });
        with_notes(view, rows.collect())
    }

    fn looks(&self) -> Option<Looks> {
        None
    }

    fn add(tx: &Tx, touch: &Touch, facts: LeadRow) -> Result<SubjectId> {
        let state = facts.state.unwrap_or(leads::State::New);
        let reason = match facts.reason.is_empty() && state == leads::State::Dead {
            true => i18n::message(super::office(tx)?.language, "transfer-lead-dead").to_owned(),
            false => facts.reason,
        };
        let id = leads::actions::import(tx, touch.set, facts.lead, (state, &reason), touch.since)?;
        external_ids::store::save_imported(tx, id.subject(), SubjectKind::Lead, &facts.external_id)?;
        Ok(id.subject())
    }

    fn change(tx: &Tx, touch: &Touch, subject: SubjectId, facts: LeadRow) -> Result<()> {
        leads::actions::import_over(tx, touch.set, LeadId::of(subject), facts.lead)?;
        external_ids::store::save_imported(tx, subject, SubjectKind::Lead, &facts.external_id)
    }
}

impl LeadRow {
    /// A lead as a file would say it.
    pub fn of(lead: leads::Lead, external_id: String) -> LeadRow {
        let reason = lead.reason.map(|reason| reason.name).unwrap_or_default();
        LeadRow { state: Some(lead.state), reason, lead: lead.facts, external_id }
    }
}

impl Live for TaskRow {
    const RIGHT: Right = Right::SalesWrite;

    fn holders(view: &View, keys: &[&Key]) -> Result<Holders> {
        let mut holders = numbered(view, SubjectKind::Task, keys)?;
        holders.extend(logged::holders(view, keys)?);
        Ok(holders)
    }

    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<TaskRow>>> {
        let ids: Vec<TaskId> = subjects.iter().copied().map(TaskId::of).collect();
        let zone = super::office(view)?.zone;
        let names = names_of(view, subjects)?;
        let known = tasks::store::find_many(view, &ids)?.into_iter().map(|task| {
            let subject = task.id.subject();
            let facts = TaskRow::of(task, &zone, names.get(&subject).cloned().unwrap_or_default());
            (subject, Known { facts, notes: Vec::new() })
        });
        Ok(known.chain(logged::known(view, subjects)?).collect())
    }

    fn add(tx: &Tx, touch: &Touch, facts: TaskRow) -> Result<SubjectId> {
        if let Some(told) = facts.told() {
            return logged::add(tx, touch, (told, &facts));
        }
        let done = facts.done_at(&touch.zone, tx.now());
        let id = tasks::actions::import(tx, touch.set, &facts.input(None, &touch.zone), done, touch.since)?;
        external_ids::store::save_imported(tx, id.subject(), SubjectKind::Task, &facts.external_id)?;
        Ok(id.subject())
    }

    fn change(tx: &Tx, touch: &Touch, subject: SubjectId, facts: TaskRow) -> Result<()> {
        let id = TaskId::of(subject);
        let old = tasks::store::find(tx, id)?;
        let done = facts.is_done.map(|_| facts.done_at(&touch.zone, tx.now()));
        tasks::actions::import_over(tx, touch.set, id, facts.input(Some(old.facts), &touch.zone), done)?;
        external_ids::store::save_imported(tx, subject, SubjectKind::Task, &facts.external_id)
    }
}

impl TaskRow {
    /// A task as a file would say it.
    pub fn of(task: tasks::Task, zone: &TimeZone, external_id: String) -> TaskRow {
        let facts = task.facts;
        let (due_on, due_time) = match facts.due {
            Due::Sometime => (None, String::new()),
            Due::On(day) => (Some(day), String::new()),
            Due::At(at) => {
                let local = at.timestamp().to_zoned(zone.clone());
                (Some(Day(local.date())), local.strftime("%H:%M").to_string())
            }
        };
        TaskRow {
            title: facts.title,
            details: facts.details,
            kind: Some(facts.kind),
            due_on,
            due_time,
            is_done: Some(task.done_at.is_some()),
            done_on: task.done_at.map(|at| at.day(zone)),
            assignee: facts.assignee,
            about: facts.about,
            place: Place::Tasks,
            external_id,
        }
    }

    /// When it was done, if it is: on the day that the file tells, or else when it was due.
    fn done_at(&self, zone: &TimeZone, now: At) -> Option<At> {
        let told = self.done_on.or(self.due_on).map_or(now, |day| day.noon(zone));
        self.is_done.unwrap_or(false).then_some(told.min(now))
    }

    /// The task as its slice takes it; reminder and rule stay what they are.
    fn input(&self, old: Option<TaskInput>, zone: &TimeZone) -> TaskInput {
        let due = match (self.due_on, self.due_time.parse::<Time>()) {
            (None, _) => Due::Sometime,
            (Some(day), Err(_)) => Due::On(day),
            (Some(day), Ok(time)) => match day.0.to_datetime(time).to_zoned(zone.clone()) {
                Ok(moment) => Due::At(moment.timestamp().into()),
                Err(_) => Due::On(day),
            },
        };
        let (remind, repeat) = old.map_or((Remind::default(), None), |old| (old.remind, old.repeat));
        TaskInput {
            kind: self.kind.unwrap_or_default(),
            title: self.title.clone(),
            details: self.details.clone(),
            about: self.about,
            assignee: self.assignee,
            due,
            remind,
            repeat,
        }
    }
}

impl Live for NoteRow {
    const RIGHT: Right = Right::SalesWrite;

    fn holders(view: &View, keys: &[&Key]) -> Result<Holders> {
        numbered(view, SubjectKind::Note, keys)
    }

    fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<NoteRow>>> {
        let ids: Vec<NoteId> = subjects.iter().copied().map(NoteId::of).collect();
        let names = names_of(view, subjects)?;
        let zone = super::office(view)?.zone;
        let known = activities::store::list_notes(view, &ids)?.into_iter().map(|note| {
            let subject = note.id.subject();
            let facts = NoteRow::of(note, &zone, names.get(&subject).cloned().unwrap_or_default());
            (subject, Known { facts, notes: Vec::new() })
        });
        Ok(known.collect())
    }

    fn needs_record(&self) -> bool {
        self.about.is_none()
    }

    fn add(tx: &Tx, touch: &Touch, facts: NoteRow) -> Result<SubjectId> {
        let about = facts.about.ok_or(crate::base::Error::field("about", "transfer-link-note"))?;
        let at = facts.written_at(&touch.zone).map_or(tx.now(), |at| at.min(tx.now()));
        let input = NoteInput::new(facts.kind.unwrap_or_default(), facts.body);
        let id = activities::actions::import_by(tx, about, &input, (at, facts.author))?;
        changes::keep(tx, touch.set, id.subject(), None, 1)?;
        external_ids::store::save_imported(tx, id.subject(), SubjectKind::Note, &facts.external_id)?;
        Ok(id.subject())
    }

    fn change(tx: &Tx, touch: &Touch, subject: SubjectId, facts: NoteRow) -> Result<()> {
        let input = NoteInput::new(facts.kind.unwrap_or_default(), facts.body);
        activities::actions::import_over(tx, touch.set, NoteId::of(subject), &input)
    }
}

impl NoteRow {
    /// A note as a file would say it.
    pub fn of(note: activities::Note, zone: &TimeZone, external_id: String) -> NoteRow {
        let at = note.created_at.timestamp().to_zoned(zone.clone());
        NoteRow {
            body: note.body,
            kind: Some(note.kind),
            at: at.strftime("%Y-%m-%dT%H:%M").to_string(),
            author: note.created_by,
            about: Some(note.about),
            external_id,
        }
    }

    /// When it was written, by the workspace's clock; at noon where only the day is known.
    fn written_at(&self, zone: &TimeZone) -> Option<At> {
        let (day, hour) = self.at.split_once('T').unwrap_or((&self.at, "12:00"));
        let day: Day = day.parse().ok()?;
        let time: Time = hour.parse().ok()?;
        day.0.to_datetime(time).to_zoned(zone.clone()).ok().map(|moment| moment.timestamp().into())
    }
}
