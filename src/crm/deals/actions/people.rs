//! The verbs on who is on a deal.

use super::super::model::{DealInput, Person};
use super::super::store;
use super::edit;
use crate::base::{ContactId, DealId, Error, Result, text};
use crate::crm::contacts;
use crate::platform::{Tx, View, search_index};

/// So many finds of a name are looked through.
const FOUND: u32 = 50;

/// The contact whom somebody means by an e-mail address or a name; where several share it, the one of that company.
/// `Invalid` on the field `person` if there is none, or still several.
pub fn named(view: &View, typed: &str, company: &str) -> Result<ContactId> {
    let mut found = match typed.contains('@') {
        true => contacts::store::find_by_email(view, typed)?.into_iter().map(ContactId::subject).collect(),
        false => search_index::find(view, typed, FOUND)?,
    };
    found.dedup();
    let mut people = contacts::store::lines(view, &found)?;
    let name = text::word_key(typed);
    people.retain(|person| typed.contains('@') || text::word_key(&person.name) == name);
    if people.len() > 1 {
        let place = text::fold(company);
        people.retain(|person| text::fold(&person.company) == place);
        return match &people[..] {
            [one] => Ok(one.id),
            _ => Err(Error::field("person", "deals-person-several")),
        };
    }
    people.first().map(|person| person.id).ok_or_else(|| Error::field("person", "deals-person-unknown"))
}

/// Puts somebody on a deal, or gives them another role in it.
pub fn put_person(tx: &Tx, id: DealId, person: Person) -> Result<()> {
    change(tx, id, |facts| match facts.people.iter_mut().find(|known| known.contact == person.contact) {
        Some(known) => known.role = person.role,
        None => facts.people.push(person),
    })
}

/// Takes somebody off a deal.
pub fn remove_person(tx: &Tx, id: DealId, contact: ContactId) -> Result<()> {
    change(tx, id, |facts| facts.people.retain(|person| person.contact != contact))
}

fn change(tx: &Tx, id: DealId, change: impl FnOnce(&mut DealInput)) -> Result<()> {
    let deal = store::find(tx, id)?;
    let mut facts = deal.facts.clone();
    change(&mut facts);
    if facts == deal.facts {
        return Ok(());
    }
    edit(tx, id, deal.version, facts)
}
