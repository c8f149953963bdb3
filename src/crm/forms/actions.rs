//! The verbs of forms: colleagues make and change them, strangers send something, and it becomes leads.

use std::time::Duration;

use super::letters::ConfirmLetter;
use super::model::{
    Entry, FormInput, LETTER_EVERY, MOST_A_DAY, MOST_UNPROVEN, Sent, State, Trace, Typed, WAITS, WebForm,
    as_text,
};
use super::store;
use crate::base::{Actor, Door, Error, LeadId, MemberId, Result, Right, Rights, WebFormId};
use crate::crm::activities::{self, Deed, NoteInput, NoteKind};
use crate::crm::leads::{self, LeadInput};
use crate::crm::owners;
use crate::platform::{Tx, View, crypto};
use crate::workspace::audit::{self, Change};
use crate::workspace::email::{self, Recipient};
use crate::workspace::members;

/// So many entries go in one transaction.
const AT_ONCE: i64 = 500;
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);
/// How long to wait when a form takes no more.
const REST: Duration = Duration::from_secs(600);

/// Whoever sends something by a form: nobody known, with no right but to leave a lead there.
pub fn sender(form: &WebForm) -> Actor {
    Actor::system(Door::Page, form.workspace).within(Rights::of([Right::SalesWrite]))
}

/// Makes a form, open, under a new public address.
pub fn create(tx: &Tx, facts: &FormInput) -> Result<WebFormId> {
    tx.actor().require(Right::SettingsWrite)?;
    owners::store::require(tx, facts.owner)?;
    let id = store::insert(tx, &crypto::token(), facts)?;
    if !facts.consent.is_empty() {
        store::save_consent(tx, id, &facts.consent)?;
    }
    record(tx, "form.create", id, (None, facts))?;
    Ok(id)
}

/// Changes a form that is at that version, `Stale` if somebody else was faster. Another wording of the consent is a new
/// version of it.
pub fn edit(tx: &Tx, id: WebFormId, version: i64, facts: &FormInput) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find(tx, id)?;
    if old.version != version {
        return Err(Error::Stale(old.version));
    }
    owners::store::require(tx, facts.owner)?;
    store::save(tx, id, facts, version + 1)?;
    if facts.consent != old.facts.consent {
        store::save_consent(tx, id, &facts.consent)?;
    }
    record(tx, "form.edit", id, (Some(&old.facts), facts))
}

/// Makes another form like that one, closed and under that name.
pub fn copy(tx: &Tx, id: WebFormId, name: &str) -> Result<WebFormId> {
    let old = store::find(tx, id)?;
    let copy = create(tx, &FormInput { name: name.to_owned(), ..old.facts })?;
    store::save_closed(tx, copy)?;
    Ok(copy)
}

/// The form takes something from now on.
pub fn open(tx: &Tx, id: WebFormId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    if store::find(tx, id)?.is_open {
        return Ok(());
    }
    store::save_open(tx, id)?;
    tell(tx, "form.open", id)
}

/// The form takes nothing from now on; what waits to be confirmed still may be.
pub fn close(tx: &Tx, id: WebFormId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    if !store::find(tx, id)?.is_open {
        return Ok(());
    }
    store::save_closed(tx, id)?;
    tell(tx, "form.close", id)
}

/// Deletes a form by which nothing came that is still there; `Conflict` otherwise.
pub fn remove(tx: &Tx, id: WebFormId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let form = store::find(tx, id)?;
    if store::entries::is_any(tx, id)? {
        return Err(Error::Conflict("forms-in-use"));
    }
    store::delete(tx, id)?;
    let changes =
        [Change::new("form", id.number(), None::<i64>), Change::new("name", &form.facts.name, None::<&str>)];
    audit::record(tx, "form.remove", None, &changes)
}

/// Takes what a stranger sent: as a lead, or until they have confirmed it. `Gone` if the form is closed, `Limited` if it
/// takes no more for now.
pub fn receive(tx: &Tx, id: WebFormId, sent: &Sent, trace: &Trace) -> Result<State> {
    let form = store::find(tx, id)?;
    if !form.is_open {
        return Err(Error::Gone);
    }
    check_pace(tx, id, trace)?;
    if form.facts.confirms {
        wait(tx, &form, sent, trace)?;
        return Ok(State::Waiting);
    }
    let lead = take(tx, &form, &sent.typed)?;
    store::entries::insert_taken(tx, id, lead, (sent, trace))?;
    Ok(State::Taken)
}

/// The sender confirms what they sent, and whatever else of theirs waits at that form; gives the form. Confirming twice
/// is no fault. `NotFound` if nothing waits any more.
pub fn confirm(tx: &Tx, token: &str) -> Result<WebForm> {
    let entry = find_by_link(tx, token)?;
    let form = store::find(tx, entry.form)?;
    if entry.lead.is_some() {
        return Ok(form);
    }
    for waiting in store::entries::list_waiting_with(tx, &entry, tx.now().minus(WAITS))? {
        let Some(typed) = &waiting.typed else { continue };
        let lead = take(tx, &form, typed)?;
        store::entries::save_taken(tx, waiting.id, lead)?;
    }
    Ok(form)
}

/// What is behind the link of a letter, in whatever workspace; `NotFound` if its week is over.
pub fn find_by_link(view: &View, token: &str) -> Result<Entry> {
    let entry = store::entries::find_by_token(view, &crypto::hash(token))?;
    match entry.lead.is_some() || entry.is_waiting(view.now()) {
        true => Ok(entry),
        false => Err(Error::NotFound),
    }
}

/// Deletes what nobody confirmed within its week; gives how much.
pub fn clear(tx: &Tx) -> Result<usize> {
    store::entries::delete_waiting(tx, tx.now().minus(WAITS), AT_ONCE)
}

/// A form takes so much a day, and little of it from browsers that did no work.
fn check_pace(tx: &Tx, form: WebFormId, trace: &Trace) -> Result<()> {
    let is_flooded = store::entries::count_since(tx, form, tx.now().minus(DAY))? >= MOST_A_DAY;
    let unproven = || store::entries::count_unproven_since(tx, form, tx.now().minus(HOUR));
    match is_flooded || (!trace.is_proven && unproven()? >= MOST_UNPROVEN) {
        true => Err(Error::Limited(REST)),
        false => Ok(()),
    }
}

/// Keeps what was sent, and asks its sender by a letter, unless that address got one within a day.
fn wait(tx: &Tx, form: &WebForm, sent: &Sent, trace: &Trace) -> Result<()> {
    let email = trace.email.ok_or(Error::Malformed("form"))?;
    let is_lettered = store::entries::is_lettered_since(tx, &email, tx.now().minus(LETTER_EVERY))?;
    let entry = store::entries::insert_waiting(tx, form.id, (sent, trace))?;
    if is_lettered {
        return Ok(());
    }
    store::entries::save_lettered(tx, entry)?;
    let to = Recipient {
        address: sent.typed.facts.email.clone(),
        name: String::new(),
        language: form.facts.language,
        account: None,
    };
    email::send(tx, &to, &ConfirmLetter { entry }).map(|_| ())
}

/// Makes a lead of it, with the message as a note.
fn take(tx: &Tx, form: &WebForm, typed: &Typed) -> Result<LeadId> {
    let facts = LeadInput { owner: owner_here(tx, form)?, ..typed.facts.clone() };
    let lead = leads::actions::create(tx, facts)?;
    let subject = lead.subject();
    activities::store::log(tx, subject, Deed::Submitted, &form.facts.name)?;
    if !typed.message.is_empty() {
        let note = NoteInput::new(NoteKind::Note, as_text(&typed.message));
        activities::actions::add(tx, subject, &note)?;
    }
    store::count_taken(tx, form.id)?;
    audit::record(tx, "form.take", Some(subject), &[Change::new("form", None::<i64>, form.id.number())])?;
    Ok(lead)
}

/// Who gets the form's leads, if they still work here.
fn owner_here(tx: &Tx, form: &WebForm) -> Result<Option<MemberId>> {
    let Some(owner) = form.facts.owner else { return Ok(None) };
    let is_here = members::find(tx, owner)?.is_active;
    Ok(is_here.then_some(owner))
}

fn tell(tx: &Tx, verb: &'static str, id: WebFormId) -> Result<()> {
    audit::record(tx, verb, None, &[Change::new("form", None::<i64>, id.number())])
}

/// Writes what was chosen into the audit.
fn record(
    tx: &Tx,
    verb: &'static str,
    id: WebFormId,
    (before, after): (Option<&FormInput>, &FormInput),
) -> Result<()> {
    let told = after.told();
    let old: Vec<String> = match before {
        Some(before) => before.told().into_iter().map(|(_, value)| value).collect(),
        None => vec![String::new(); told.len()],
    };
    let mut changes = vec![Change::new("form", None::<i64>, id.number())];
    for ((field, new), old) in told.into_iter().zip(old) {
        if new != old {
            changes.push(Change::new(field, old, new));
        }
    }
    audit::record(tx, verb, None, &changes)
}
