//! Taking an act back, one deal at a time.

use super::super::model::{Deal, Person, State};
use super::super::store;
use super::{forget, record, save};
use crate::base::{ContactId, DealId, Result};
use crate::crm::activities::{self, Deed};
use crate::crm::{companies, contacts, fields, subjects};
use crate::platform::Tx;
use crate::workspace::changes;

/// Makes the deal what it was before an act (`None`: it was not there), if it is still at the version that the act left
/// and the stage where it stood still takes deals; false if not. The caller has checked that the act is the actor's to
/// take back.
pub fn put_back(tx: &Tx, id: DealId, before: Option<&serde_json::Value>, version_after: i64) -> Result<bool> {
    let Some(now) = store::maybe_find(tx, id)? else { return Ok(false) };
    if now.version != version_after {
        return Ok(false);
    }
    let Some(before) = before else {
        forget(tx, id)?;
        return Ok(true);
    };
    let mut back: Deal = serde_json::from_value(before.clone())?;
    if back.stage != now.stage && !is_in_use(tx, &back)? {
        return Ok(false);
    }
    if back.is_live() && fields::actions::refuse_return(tx, id.subject(), &back.facts.values).is_err() {
        return Ok(false);
    }
    meet_the_present(tx, &now, &mut back)?;
    let left_at = back.version;
    let back = Deal { version: now.version + 1, ..back };
    save(tx, &now, &back)?;
    changes::follow(tx, id.subject(), left_at, back.version)?;
    activities::store::log(tx, id.subject(), Deed::Undone, "")?;
    record(tx, "deal.undo", &back, Some(&now))?;
    Ok(true)
}

/// Whether a deal may stand where it stood: an open one in a pipeline that was put away would be on no board.
fn is_in_use(tx: &Tx, back: &Deal) -> Result<bool> {
    let is_way_open = back.state != State::Open || store::find_pipeline(tx, back.pipeline)?.is_live;
    Ok(is_way_open && store::find_stage(tx, back.stage)?.is_live)
}

/// Takes off whoever was deleted for good meanwhile. Whoever became a part of another comes back as that one, unless they
/// stand on the deal beside it: the merge left them there.
fn meet_the_present(tx: &Tx, now: &Deal, deal: &mut Deal) -> Result<()> {
    let mut people: Vec<Person> = Vec::new();
    for person in &deal.facts.people {
        let contact = match now.facts.people.iter().any(|known| known.contact == person.contact) {
            true => person.contact,
            false => ContactId::of(subjects::store::present(tx, person.contact.subject())?),
        };
        let is_new = people.iter().all(|known| known.contact != contact);
        if is_new && contacts::store::maybe_find(tx, contact)?.is_some() {
            people.push(Person { contact, ..*person });
        }
    }
    deal.facts.people = people;
    if let Some(company) = deal.facts.company_id
        && companies::store::maybe_find(tx, company)?.is_none()
    {
        deal.facts.company_id = None;
        deal.facts.company.clear();
    }
    Ok(())
}
