//! All SQL on `deal`, `deal_person`, `deal_stay`, `pipeline`, `stage` and `lost_reason`.

mod board;
mod forecast;
mod listing;
mod people;
mod pipelines;
mod stays;

use rusqlite::named_params;

use super::model::{Deal, DealInput, Hand, Loss, Stage, State, close_sort};
use crate::base::{Currency, DealId, Error, Money, Result, SubjectId, SubjectKind, text};
use crate::crm::fields::{self, Place};
use crate::crm::subjects;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use board::{has_in_stage, has_open_in, list_stage, rank, save_rank, sums};
pub use forecast::forecast;
#[cfg(test)]
pub(in crate::crm) use listing::statement;
pub use listing::{count, ids_after, list, list_due, list_open_of, list_trash, named, sources};
pub use people::{has_of_company, has_of_contact, leave_company, leave_contact, people_of};
pub use pipelines::{
    delete_unused_pipeline, delete_unused_reason, delete_unused_stage, find_pipeline, find_stage,
    insert_pipeline, insert_reason, insert_stage, lost_reasons, pipelines, save_pipeline, save_reason,
    save_stage,
};
pub use stays::{save_stays, stays};

/// What a deal is read from, joined with its company.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT deal.id, deal.name, deal.pipeline_id, deal.stage_id, deal.state, deal.held_until, deal.amount,
                    deal.currency, deal.probability, deal.close_on, deal.company_id, company.name AS company,
                    deal.owner_id, deal.source, deal.lost_reason_id, deal.lost_note, deal.closed_at,
                    deal.entered_at, deal.fresh_at, deal.stays, deal.board_rank, deal.trashed_at, deal.version,
                    deal.created_at, deal.created_by, deal.updated_at, deal.updated_by ",
            $rest
        )
    };
}
pub(super) use select;

/// The deal, in use or in the trash, or `NotFound`.
pub fn find(view: &View, id: DealId) -> Result<Deal> {
    maybe_find(view, id)?.ok_or(Error::NotFound)
}

/// The deal, in use or in the trash, if there is one.
pub fn maybe_find(view: &View, id: DealId) -> Result<Option<Deal>> {
    let found = view.maybe(
        select!(
            "FROM deal
             LEFT JOIN company ON company.workspace_id = deal.workspace_id AND company.id = deal.company_id
             WHERE deal.workspace_id = :workspace
               AND deal.id = :id"
        ),
        named_params! { ":workspace": view.workspace(), ":id": id },
        deal,
    )?;
    let Some(deal) = found else { return Ok(None) };
    Ok(with_people(view, vec![deal])?.pop())
}

/// Those of the deals that are in use, in the order of the question.
pub fn find_many(view: &View, ids: &[DealId]) -> Result<Vec<Deal>> {
    let deals = view.all(
        select!(
            "FROM json_each(:ids) AS wanted
             CROSS JOIN deal ON deal.workspace_id = :workspace AND deal.id = wanted.value AND deal.live = 1
             LEFT JOIN company ON company.workspace_id = deal.workspace_id AND company.id = deal.company_id
             ORDER BY wanted.key"
        ),
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        deal,
    )?;
    with_people(view, deals)
}

/// Those of the subjects that are deals in use, in the order of the question: number, name, company.
pub fn names(view: &View, subjects: &[SubjectId]) -> Result<Vec<(DealId, String, String)>> {
    view.all(
        "SELECT deal.id, deal.name, company.name AS company
         FROM json_each(:subjects) AS wanted
         CROSS JOIN deal ON deal.workspace_id = :workspace AND deal.id = wanted.value AND deal.live = 1
         LEFT JOIN company ON company.workspace_id = deal.workspace_id AND company.id = deal.company_id
         ORDER BY wanted.key",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| {
            let company: Option<String> = row.get("company")?;
            Ok((row.get("id")?, row.get("name")?, company.unwrap_or_default()))
        },
    )
}

fn with_people(view: &View, mut deals: Vec<Deal>) -> Result<Vec<Deal>> {
    people::add_people(view, &mut deals)?;
    let subjects: Vec<SubjectId> = deals.iter().map(|deal| deal.id.subject()).collect();
    let mut values = fields::store::of_many(view, &subjects)?;
    for deal in &mut deals {
        deal.facts.values = values.remove(&deal.id.subject()).unwrap_or_default();
    }
    Ok(deals)
}

/// Adds a deal that begins in that stage now.
pub fn insert(tx: &Tx, facts: DealInput, stage: &Stage, rank: i64) -> Result<Deal> {
    insert_at(tx, facts, stage, rank, hand(tx))
}

/// Adds a deal that began in that stage then.
pub fn insert_at(tx: &Tx, facts: DealInput, stage: &Stage, rank: i64, hand: Hand) -> Result<Deal> {
    let id = DealId::of(subjects::store::insert(tx, SubjectKind::Deal)?);
    let deal = Deal { rank, ..Deal::new(id, facts, stage, hand) };
    tx.insert(
        "INSERT INTO deal
           (id, workspace_id, name, name_sort, pipeline_id, stage_id, state, close_sort, entered_at, fresh_at,
            created_at, created_by, updated_at)
         VALUES (:id, :workspace, :name, '', :pipeline, :stage, :state, '', :at, :at, :at, :by, :at)",
        named_params! {
            ":id": id,
            ":workspace": tx.workspace(),
            ":name": deal.facts.name,
            ":pipeline": deal.pipeline,
            ":stage": deal.stage,
            ":state": deal.state.code(),
            ":at": deal.created_at,
            ":by": deal.created_by,
        },
    )?;
    save(tx, &deal)?;
    save_stays(tx, &deal)?;
    Ok(deal)
}

/// Stores everything about the deal as it now is, with its people; the caller has checked the version.
pub fn save(tx: &Tx, deal: &Deal) -> Result<()> {
    let facts = &deal.facts;
    tx.execute(
        "UPDATE deal
         SET name = :name, name_sort = :name_sort, stage_id = :stage, state = :state, held_until = :held_until,
             amount = :amount, currency = :currency, probability = :probability, close_on = :close_on,
             close_sort = :close_sort, company_id = :company, owner_id = :owner, source = :source,
             lost_reason_id = :reason, lost_note = :note, closed_at = :closed_at, entered_at = :entered_at,
             fresh_at = :fresh_at, stays = :stays, board_rank = :rank, live = :trashed_at IS NULL,
             trashed_at = :trashed_at, version = :version, updated_at = :updated_at, updated_by = :updated_by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": deal.id,
            ":name": facts.name,
            ":name_sort": text::sort_key(&facts.name),
            ":stage": deal.stage,
            ":state": deal.state.code(),
            ":held_until": deal.held_until,
            ":amount": facts.amount.map(|amount| amount.minor),
            ":currency": facts.amount.map(|amount| amount.currency),
            ":probability": facts.probability,
            ":close_on": facts.close_on,
            ":close_sort": close_sort(deal),
            ":company": facts.company_id,
            ":owner": facts.owner,
            ":source": facts.source,
            ":reason": deal.loss.as_ref().map(|loss| loss.reason),
            ":note": deal.loss.as_ref().map_or("", |loss| loss.note.as_str()),
            ":closed_at": deal.closed_at,
            ":entered_at": deal.entered_at,
            ":fresh_at": deal.fresh_at,
            ":stays": deal.stays,
            ":rank": deal.rank,
            ":trashed_at": deal.trashed_at,
            ":version": deal.version,
            ":updated_at": deal.updated_at,
            ":updated_by": deal.updated_by,
        },
    )?;
    fields::store::save(tx, deal.id.subject(), &facts.values, Place::of(deal.trashed_at))?;
    people::save_people(tx, deal.id, &facts.people)
}

/// Who acts now.
pub fn hand(tx: &Tx) -> Hand {
    Hand { at: tx.now(), by: tx.member() }
}

/// Deletes the deal with its people and its history for good; what hangs on it must be gone.
pub fn delete(tx: &Tx, id: DealId) -> Result<()> {
    people::delete_people(tx, id)?;
    stays::delete_stays(tx, id)?;
    tx.execute(
        "DELETE FROM deal
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    subjects::store::delete(tx, id.subject())
}

fn deal(row: &Row) -> rusqlite::Result<Deal> {
    let amount = match (row.get("amount")?, row.get::<_, Option<Currency>>("currency")?) {
        (Some(minor), Some(currency)) => Some(Money { minor, currency }),
        _ => None,
    };
    let facts = DealInput {
        name: row.get("name")?,
        amount,
        probability: row.get("probability")?,
        close_on: row.get("close_on")?,
        company: row.get::<_, Option<String>>("company")?.unwrap_or_default(),
        company_id: row.get("company_id")?,
        people: Vec::new(),
        owner: row.get("owner_id")?,
        source: row.get("source")?,
        ..DealInput::default()
    };
    let state: State = coded(row, "state")?;
    let loss = match row.get("lost_reason_id")? {
        Some(reason) => Some(Loss { reason, note: row.get("lost_note")? }),
        None => None,
    };
    Ok(Deal {
        id: row.get("id")?,
        facts,
        pipeline: row.get("pipeline_id")?,
        stage: row.get("stage_id")?,
        state,
        held_until: row.get("held_until")?,
        closed_at: row.get("closed_at")?,
        loss,
        entered_at: row.get("entered_at")?,
        fresh_at: row.get("fresh_at")?,
        stays: row.get("stays")?,
        rank: row.get("board_rank")?,
        trashed_at: row.get("trashed_at")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get("updated_by")?,
    })
}
