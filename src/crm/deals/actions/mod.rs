//! The verbs of deals. Each runs in one transaction, checks the right on the owner's deals, and leaves its line in the
//! timeline, its entry in the audit and the search index as it should be.

mod pipelines;
mod bulk;
mod import;
mod people;
mod states;
mod undo;

use std::time::Duration;

use super::model::{Deal, DealInput, Place, StageKind};
use super::store;
use crate::base::{
    ChangeSetId, CompanyId, DealId, Error, MemberId, Result, Right, StageId, SubjectId, SubjectKind, text,
};
use crate::crm::activities::{self, Deed};
use crate::crm::companies::{self, CompanyInput};
use crate::crm::fields::{self, Values};
use crate::crm::{contacts, external_ids, files, followers, mails, owners, tasks};
use crate::platform::{Tx, search_index};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;
use crate::workspace::notices::{self, NoticeKind};

pub use bulk::{begin, change_all, change_one};
pub use import::{import, import_over, import_pipeline, import_reason, plain, unmake};
pub use people::{named, put_person, remove_person};
pub use pipelines::{
    Step, add_pipeline, add_reason, add_stage, edit_reason, edit_stage, put_away_pipeline, put_away_reason,
    put_away_stage, rename_pipeline, shift_stage, use_pipeline, use_reason,
};
pub use states::{former, hold, lose, move_to, put, reopen, resume, win};
pub use undo::put_back;

/// How long an act can be taken back, and how long the trash keeps what was thrown away.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Adds a deal in a stage where deals begin.
pub fn add(tx: &Tx, facts: DealInput, stage: StageId) -> Result<DealId> {
    tx.actor().require_on(Right::SalesWrite, facts.owner)?;
    let stage = store::find_stage(tx, stage)?;
    if stage.facts.kind != StageKind::Open {
        return Err(Error::Conflict("deals-stage-begins-not"));
    }
    if !stage.is_live || !store::find_pipeline(tx, stage.pipeline)?.is_live {
        return Err(Error::Conflict("deals-stage-away"));
    }
    let facts = settle(tx, facts, None)?;
    facts.missing(&stage.facts.needs).finish(())?;
    let rank = store::rank(tx, (stage.pipeline, stage.id), Place::Top)?;
    let deal = store::insert(tx, facts, &stage, rank)?;
    index(tx, &deal)?;
    activities::store::log(tx, deal.id.subject(), Deed::Created, "")?;
    tell_owner(tx, &deal, None)?;
    record(tx, "deal.create", &deal, None)?;
    Ok(deal.id)
}

/// Makes the facts of a deal that is at that version these. `Stale` if somebody else was faster; `Invalid` if they lack
/// what its stage needs.
pub fn edit(tx: &Tx, id: DealId, version: i64, facts: DealInput) -> Result<()> {
    let old = find_mine(tx, id, version)?;
    let facts = settle(tx, facts, Some(&old))?;
    let stage = store::find_stage(tx, old.stage)?;
    let new = old.clone().edited(facts, &stage, store::hand(tx))?;
    save(tx, &old, &new)?;
    let changed = new.facts.changes(&old.facts).into_iter().map(|(field, _, _)| field.to_owned());
    let own = fields::actions::words(tx, &new.facts.values, &old.facts.values)?;
    let changed: Vec<String> = changed.chain(own).collect();
    if !changed.is_empty() {
        activities::store::log(tx, id.subject(), Deed::Edited, &changed.join(" "))?;
    }
    tell_owner(tx, &new, old.facts.owner)?;
    record(tx, "deal.edit", &new, Some(&old))
}

/// Puts a deal into the trash; it can be taken back.
pub fn trash(tx: &Tx, id: DealId) -> Result<ChangeSetId> {
    let old = store::find(tx, id)?;
    tx.actor().require_on(Right::SalesWrite, old.facts.owner)?;
    let new = old.clone().trashed(store::hand(tx))?;
    Act { verb: "deal.trash", deed: Deed::Trashed, detail: "" }.change(tx, &old, &new)
}

/// Takes a deal out of the trash.
pub fn restore(tx: &Tx, id: DealId) -> Result<()> {
    let old = store::find(tx, id)?;
    tx.actor().require_on(Right::SalesWrite, old.facts.owner)?;
    if old.is_live() {
        return Ok(());
    }
    fields::actions::refuse_return(tx, id.subject(), &old.facts.values)?;
    let new = old.clone().restored(store::hand(tx));
    save(tx, &old, &new)?;
    activities::store::log(tx, id.subject(), Deed::Restored, "")?;
    record(tx, "deal.restore", &new, Some(&old))
}

/// Deletes a deal and all that hangs on it for good.
pub fn forget(tx: &Tx, id: DealId) -> Result<()> {
    let subject = id.subject();
    followers::store::delete_all(tx, subject)?;
    files::actions::forget_all(tx, subject)?;
    tasks::actions::forget_all(tx, subject)?;
    mails::actions::forget_all(tx, subject)?;
    activities::actions::forget_all(tx, subject)?;
    search_index::remove(tx, subject)?;
    external_ids::store::remove(tx, subject)?;
    fields::store::delete(tx, subject)?;
    store::delete(tx, id)?;
    audit::record(tx, "deal.delete", Some(subject), &[])
}

/// Tells whoever is the owner only now.
fn tell_owner(tx: &Tx, deal: &Deal, before: Option<MemberId>) -> Result<()> {
    match deal.facts.owner.filter(|owner| Some(*owner) != before) {
        Some(owner) => {
            notices::tell(tx, owner, NoticeKind::Assigned, Some(deal.id.subject()), &deal.facts.name)
        }
        None => Ok(()),
    }
}

/// How a change is told.
struct Act<'t> {
    verb: &'static str,
    deed: Deed,
    detail: &'t str,
}

impl Act<'_> {
    /// Stores the deal as it now is and keeps what it was.
    fn change(&self, tx: &Tx, old: &Deal, new: &Deal) -> Result<ChangeSetId> {
        let set = changes::begin(tx, self.verb, UNDO)?;
        self.keep(tx, set, (old, new))?;
        Ok(set)
    }

    /// The same as a part of that set; it changed something.
    fn keep(&self, tx: &Tx, set: ChangeSetId, (old, new): (&Deal, &Deal)) -> Result<bool> {
        save(tx, old, new)?;
        activities::store::log(tx, new.id.subject(), self.deed, self.detail)?;
        record(tx, self.verb, new, Some(old))?;
        changes::keep(tx, set, new.id.subject(), Some(serde_json::to_value(old)?), new.version)?;
        Ok(true)
    }
}

/// The deal at that version, if the actor may change it; `Stale` if somebody else was faster.
fn find_mine(tx: &Tx, id: DealId, version: i64) -> Result<Deal> {
    let deal = store::find(tx, id)?;
    tx.actor().require_on(Right::SalesWrite, deal.facts.owner)?;
    if deal.version == version { Ok(deal) } else { Err(Error::Stale(deal.version)) }
}

fn save(tx: &Tx, old: &Deal, new: &Deal) -> Result<()> {
    store::save(tx, new)?;
    if new.stays != old.stays {
        store::save_stays(tx, new)?;
    }
    index(tx, new)
}

/// Makes the search find the deal as it now is called, where what a choice is called has changed.
pub fn find_anew(tx: &Tx, id: DealId) -> Result<()> {
    index(tx, &store::find(tx, id)?)
}

/// Makes the search find the deal as it now is.
fn index(tx: &Tx, deal: &Deal) -> Result<()> {
    if !deal.is_live() {
        return search_index::remove(tx, deal.id.subject());
    }
    let mut texts = vec![deal.facts.name.clone()];
    texts.extend(fields::actions::search_texts(tx, SubjectKind::Deal, &deal.facts.values)?);
    search_index::put(tx, deal.id.subject(), &texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Writes what changed into the audit.
fn record(tx: &Tx, verb: &'static str, deal: &Deal, before: Option<&Deal>) -> Result<()> {
    let old = before.map(Deal::told).unwrap_or_default();
    let of_old = |at: usize| old.get(at).map(|(_, text)| text.as_str()).unwrap_or_default();
    let told = deal.told();
    let changed = told.iter().enumerate().filter(|(at, (_, new))| of_old(*at) != new);
    let mut changes: Vec<Change> =
        changed.map(|(at, (field, new))| Change::new(*field, of_old(at), new.as_str())).collect();
    let none = Values::default();
    let known = before.map_or(&none, |before| &before.facts.values);
    changes.extend(fields::actions::changes(tx, &deal.facts.values, known)?);
    audit::record(tx, verb, Some(deal.id.subject()), &changes)
}

/// The facts with their company found or added, if everybody whom they name is known.
fn settle(tx: &Tx, mut facts: DealInput, old: Option<&Deal>) -> Result<DealInput> {
    owners::store::require(tx, facts.owner)?;
    require_people(tx, &facts, old)?;
    fields::actions::refuse_taken(tx, old.map(|old| old.id.subject()), &facts.values)?;
    facts.company_id = match facts.company.is_empty() {
        true => None,
        false => Some(match known_company(tx, &facts)? {
            Some(id) => id,
            None => {
                let (name, owner) = (facts.company.clone(), facts.owner);
                companies::actions::create(tx, CompanyInput { name, owner, ..CompanyInput::default() })?
            }
        }),
    };
    Ok(facts)
}

/// `Invalid` on the field `person` unless everybody who comes anew is a contact in use.
fn require_people(tx: &Tx, facts: &DealInput, old: Option<&Deal>) -> Result<()> {
    let is_new =
        |contact| old.is_none_or(|old| old.facts.people.iter().all(|known| known.contact != contact));
    let wanted: Vec<SubjectId> = facts
        .people
        .iter()
        .filter(|person| is_new(person.contact))
        .map(|person| person.contact.subject())
        .collect();
    match contacts::store::lines(tx, &wanted)?.len() == wanted.len() {
        true => Ok(()),
        false => Err(Error::field("person", "deals-person-unknown")),
    }
}

/// The company that was meant: the one with that number if it still has that name, else the oldest of that name in any
/// spelling.
fn known_company(tx: &Tx, facts: &DealInput) -> Result<Option<CompanyId>> {
    if let Some(id) = facts.company_id
        && let Some(company) = companies::store::maybe_find(tx, id)?
        && text::fold(&company.facts.name) == text::fold(&facts.company)
    {
        return Ok(Some(id));
    }
    Ok(companies::store::find_by_name(tx, &facts.company)?.first().copied())
}
