//! Leads, deals, tasks and notes go out as rows: the same records always give the same bytes.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::super::model::{DealRow, Exported, Field, LeadRow, NoteRow, Target, TaskRow};
use super::office;
use crate::across::naming::{self, Named};
use crate::base::id::IsSubject;
use crate::base::{
    At, DealId, Id, Language, LeadId, MemberId, NoteId, Result, SubjectId, SubjectKind, TaskId,
};
use crate::crm::deals::Pipelines;
use crate::crm::fields::{HasValues, Values};
use crate::crm::{activities, contacts, deals, external_ids, leads, tasks};
use crate::platform::View;

/// So many records are read together.
const BATCH: i64 = 500;

/// The next records that go out: of those that were ticked, or of the list.
pub fn next<K: IsSubject>(
    chosen: &[SubjectId],
    after: Id<K>,
    list: impl FnOnce() -> Result<Vec<Id<K>>>,
) -> Result<Vec<Id<K>>> {
    match chosen {
        [] => list(),
        _ => Ok(chosen.iter().copied().filter(|id| *id > after.subject()).map(Id::of).collect()),
    }
}

/// What is written of one record.
pub type Write<'w> = dyn FnMut(&dyn Exported) -> Result<()> + 'w;

/// A record as the cells of its row, and its values of the workspace's own fields.
struct Told(Vec<(Field, String)>, Values);

impl HasValues for Told {
    fn values(&self) -> &Values {
        &self.1
    }

    fn values_mut(&mut self) -> &mut Values {
        &mut self.1
    }
}

impl Exported for Told {
    fn cell(&self, target: Target, owners: &HashMap<MemberId, String>) -> String {
        let told = self.0.iter().find(|(field, _)| target == Target::Field(*field));
        match (target, told) {
            // Members stand here by number: the file names them by address.
            (Target::Field(Field::Owner), Some((_, number))) => number
                .parse()
                .ok()
                .and_then(|owner: MemberId| owners.get(&owner))
                .cloned()
                .unwrap_or_default(),
            (_, Some((_, text))) => text.clone(),
            (_, None) => self.reach(target),
        }
    }
}

impl Told {
    /// The one address and the one number of a lead.
    fn reach(&self, target: Target) -> String {
        let wanted = match target {
            Target::Email(_) => Field::PersonEmail,
            Target::Phone(_) => Field::Person,
            _ => return String::new(),
        };
        self.0.iter().find(|(field, _)| *field == wanted).map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

/// What other records, members and clocks the rows are told by.
struct Book {
    zone: TimeZone,
    language: Language,
    chosen: Vec<SubjectId>,
    pipelines: Pipelines,
    reasons: HashMap<crate::base::LostReasonId, String>,
}

/// Writes every record of that kind, by number; of those that can be ticked, the ones that were.
pub fn walk(
    view: &View,
    (kind, language): (SubjectKind, Language),
    chosen: &[SubjectId],
    write: &mut Write,
) -> Result<()> {
    let reasons = deals::store::lost_reasons(view)?.into_iter();
    let book = Book {
        zone: office(view)?.zone,
        language,
        chosen: chosen.to_vec(),
        pipelines: deals::store::pipelines(view)?,
        reasons: reasons.map(|reason| (reason.id, reason.name)).collect(),
    };
    match kind {
        SubjectKind::Lead => walk_leads(view, &book, write),
        SubjectKind::Deal => walk_deals(view, &book, write),
        SubjectKind::Task => walk_tasks(view, &book, write),
        _ => walk_notes(view, &book, write),
    }
}

fn names_of(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, String>> {
    let all = external_ids::store::of_many(view, subjects)?.into_iter();
    Ok(all.filter(|(_, external)| external.is_imported()).map(|(id, external)| (id, external.name)).collect())
}

fn day(at: At, zone: &TimeZone) -> String {
    at.day(zone).to_string()
}

fn number(member: Option<MemberId>) -> String {
    member.map(|member| member.to_string()).unwrap_or_default()
}

fn walk_leads(view: &View, book: &Book, write: &mut Write) -> Result<()> {
    let all_leads = leads::Filter::all();
    let mut after = LeadId::NONE;
    loop {
        let ids = next(&book.chosen, after, || leads::store::ids_after(view, &all_leads, after, BATCH))?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let subjects: Vec<SubjectId> = ids.iter().map(|id| id.subject()).collect();
        let names = names_of(view, &subjects)?;
        for lead in leads::store::find_many(view, &ids)? {
            let added = day(lead.created_at, &book.zone);
            let name = names.get(&lead.id.subject()).cloned().unwrap_or_default();
            write(&lead_row(LeadRow::of(lead, name), added))?;
        }
    }
}

fn lead_row(row: LeadRow, added: String) -> Told {
    let lead = row.lead;
    let cells = vec![
        (Field::ExternalId, row.external_id),
        (Field::FirstName, lead.first_name),
        (Field::LastName, lead.last_name),
        (Field::JobTitle, lead.job_title),
        (Field::Company, lead.company),
        (Field::Domain, lead.website),
        (Field::VatNumber, lead.vat_number),
        (Field::PersonEmail, lead.email),
        (Field::Person, lead.phone),
        (Field::Interest, lead.interest),
        (Field::State, row.state.map(|state| state.code().to_owned()).unwrap_or_default()),
        (Field::LostReason, row.reason),
        (Field::Source, lead.source),
        (Field::Campaign, lead.campaign),
        (Field::Owner, number(lead.owner)),
        (Field::CreatedOn, added),
    ];
    Told(cells, lead.values)
}

fn walk_deals(view: &View, book: &Book, write: &mut Write) -> Result<()> {
    let all_deals = deals::Filter { state: deals::StateFilter::All, ..deals::Filter::default() };
    let mut after = DealId::NONE;
    loop {
        let ids = next(&book.chosen, after, || deals::store::ids_after(view, &all_deals, after, BATCH))?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let subjects: Vec<SubjectId> = ids.iter().map(|id| id.subject()).collect();
        let names = names_of(view, &subjects)?;
        let found = deals::store::find_many(view, &ids)?;
        let people: Vec<SubjectId> = found
            .iter()
            .filter_map(|deal| deal.facts.people.first())
            .map(|one| one.contact.subject())
            .collect();
        let people: HashMap<SubjectId, (String, String)> = contacts::store::lines(view, &people)?
            .into_iter()
            .map(|person| (person.id.subject(), (person.name, person.email)))
            .collect();
        for deal in found {
            let person = deal.facts.people.first().and_then(|one| people.get(&one.contact.subject()));
            let person = person.cloned().unwrap_or_default();
            let name = names.get(&deal.id.subject()).cloned().unwrap_or_default();
            write(&deal_row(book, deal, (person, name)))?;
        }
    }
}

fn deal_row(book: &Book, deal: deals::Deal, (person, name): ((String, String), String)) -> Told {
    let added = day(deal.created_at, &book.zone);
    let closed = deal.closed_at.map(|at| day(at, &book.zone)).unwrap_or_default();
    let reason = deal.loss.as_ref().and_then(|loss| book.reasons.get(&loss.reason)).cloned();
    let state = deal.state.code().to_owned();
    let row = DealRow::of(deal, &book.pipelines, name);
    let facts = row.deal;
    let cells = vec![
        (Field::ExternalId, row.external_id),
        (Field::Title, facts.name),
        (Field::Pipeline, row.pipeline),
        (Field::Stage, row.stage),
        (Field::State, state),
        (Field::LostReason, reason.unwrap_or_default()),
        (Field::Amount, facts.amount.map(|amount| amount.typed(book.language)).unwrap_or_default()),
        (Field::Currency, facts.amount.map(|amount| amount.currency.to_string()).unwrap_or_default()),
        (Field::Probability, facts.probability.map(|percent| percent.to_string()).unwrap_or_default()),
        (Field::CloseOn, facts.close_on.map(|day| day.to_string()).unwrap_or_default()),
        (Field::ClosedOn, closed),
        (Field::Company, facts.company),
        (Field::Person, person.0),
        (Field::PersonEmail, person.1),
        (Field::Owner, number(facts.owner)),
        (Field::Source, facts.source),
        (Field::CreatedOn, added),
    ];
    Told(cells, facts.values)
}

fn walk_tasks(view: &View, book: &Book, write: &mut Write) -> Result<()> {
    let mut after = TaskId::NONE;
    loop {
        let ids = tasks::store::ids_after(view, None, after, BATCH)?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let subjects: Vec<SubjectId> = ids.iter().map(|id| id.subject()).collect();
        let names = names_of(view, &subjects)?;
        let found = tasks::store::find_many(view, &ids)?;
        let about = abouts(view, found.iter().filter_map(|task| task.facts.about))?;
        for task in found {
            let added = day(task.created_at, &book.zone);
            let tie = task.facts.about.and_then(|subject| about.get(&subject));
            let name = names.get(&task.id.subject()).cloned().unwrap_or_default();
            let mut told = task_row(TaskRow::of(task, &book.zone, name), added);
            told.0.extend(tie.into_iter().flatten().cloned());
            write(&told)?;
        }
    }
}

fn task_row(row: TaskRow, added: String) -> Told {
    let is_done = row.is_done.unwrap_or(false);
    let cells = vec![
        (Field::ExternalId, row.external_id),
        (Field::Title, row.title),
        (Field::TaskKind, row.kind.map(|kind| kind.code().to_owned()).unwrap_or_default()),
        (Field::DueOn, row.due_on.map(|day| day.to_string()).unwrap_or_default()),
        (Field::DueTime, row.due_time),
        (Field::Done, if is_done { "1" } else { "0" }.to_owned()),
        (Field::DoneOn, row.done_on.map(|day| day.to_string()).unwrap_or_default()),
        (Field::Details, row.details),
        (Field::Owner, number(row.assignee)),
        (Field::CreatedOn, added),
    ];
    Told(cells, Values::default())
}

fn walk_notes(view: &View, book: &Book, write: &mut Write) -> Result<()> {
    let mut after = NoteId::NONE;
    loop {
        let ids = activities::store::note_ids_after(view, after, BATCH)?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let subjects: Vec<SubjectId> = ids.iter().map(|id| id.subject()).collect();
        let names = names_of(view, &subjects)?;
        let found = activities::store::list_notes(view, &ids)?;
        let about = abouts(view, found.iter().map(|note| note.about))?;
        for note in found {
            let tie = about.get(&note.about);
            let name = names.get(&note.id.subject()).cloned().unwrap_or_default();
            let mut told = note_row(NoteRow::of(note, &book.zone, name));
            told.0.extend(tie.into_iter().flatten().cloned());
            write(&told)?;
        }
    }
}

fn note_row(row: NoteRow) -> Told {
    let cells = vec![
        (Field::ExternalId, row.external_id),
        (Field::Note, row.body),
        (Field::NoteKind, row.kind.map(|kind| kind.code().to_owned()).unwrap_or_default()),
        (Field::NoteOn, row.at.replace('T', " ")),
        (Field::Owner, number(row.author)),
    ];
    Told(cells, Values::default())
}

/// The cells that tie rows to the records that they are about: by name, people by address too, and what is somewhere by
/// its company, since names are not everybody's own.
fn abouts(
    view: &View,
    subjects: impl Iterator<Item = SubjectId>,
) -> Result<HashMap<SubjectId, Vec<(Field, String)>>> {
    let mut wanted: Vec<SubjectId> = subjects.collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut ties: HashMap<SubjectId, Vec<(Field, String)>> =
        naming::names(view, &wanted)?.into_iter().map(|named| (named.subject, tie(named))).collect();
    for person in contacts::store::lines(view, &wanted)? {
        if let Some(tie) = ties.get_mut(&person.id.subject()) {
            tie.extend([(Field::PersonEmail, person.email), (Field::Company, person.company)]);
        }
    }
    Ok(ties)
}

fn tie(named: Named) -> Vec<(Field, String)> {
    match named.kind {
        SubjectKind::Company => vec![(Field::Company, named.name)],
        SubjectKind::Contact => vec![(Field::Person, named.name)],
        SubjectKind::Lead => vec![(Field::Lead, named.name)],
        SubjectKind::Deal => vec![(Field::Deal, named.name), (Field::Company, named.about)],
        SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => Vec::new(),
    }
}
