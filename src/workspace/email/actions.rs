//! The verbs on letters.

use super::letters::{Desk, Letter, Letters};
use super::model::{Deliver, Ending, HELD_FOR, LetterId, Recipient, State};
use super::store;
use crate::base::{At, Result};
use crate::platform::mailer::{Correspondent, Outgoing};
use crate::platform::{Tx, crypto, queue};

/// Sends the letter once the act is committed: it goes if and only if the act stands. Its words are made later.
pub fn send<L: Letter>(tx: &Tx, to: &Recipient, letter: &L) -> Result<LetterId> {
    let payload = serde_json::to_string(letter)?;
    let id = store::insert(tx, &store::New { kind: L::KIND, name: L::NAME, to, payload })?;
    queue::enqueue(tx, &Deliver { letter: id })?;
    Ok(id)
}

/// What a job finds when it takes a letter up.
pub enum Begun {
    /// Nothing is left to do.
    Over,
    /// These words are to be sent.
    Ready(Box<Outgoing>),
}

/// Takes the letter up: counts the try, and makes its words.
pub fn begin(tx: &Tx, id: LetterId, letters: &Letters, from: &Correspondent, desk: &Desk) -> Result<Begun> {
    let mut letter = store::find(tx, id)?;
    letter.state = match letter.state.taken_up() {
        Some(State::Unclear) => {
            settle(tx, id, &Ending::Unclear(String::new()))?;
            return Ok(Begun::Over);
        }
        Some(state) => state,
        None => return Ok(Begun::Over),
    };
    letter.tries += 1;
    if letter.message_id.is_empty() {
        let domain = from.address.rsplit('@').next().unwrap_or_default();
        letter.message_id = format!("{}@{domain}", crypto::token());
    }
    store::save_begun(tx, &letter)?;
    let draft = match letters.compose(&letter, tx, desk)? {
        Some(draft) => draft,
        None => {
            settle(tx, id, &Ending::Needless)?;
            return Ok(Begun::Over);
        }
    };
    let (html, plain) = desk.written(letter.to.language, &draft);
    Ok(Begun::Ready(Box::new(Outgoing {
        from: from.clone(),
        to: Correspondent { name: letter.to.name, address: letter.to.address },
        message_id: letter.message_id,
        subject: draft.subject().to_owned(),
        html,
        plain,
        at: tx.now(),
    })))
}

/// The server is about to get the words; `Conflict` if another job has the letter.
pub fn hand_over(tx: &Tx, id: LetterId) -> Result<()> {
    let state = store::find(tx, id)?.state.handed_over()?;
    store::save_state(tx, id, state)
}

/// Writes down how the try ended; gives where the letter stands.
pub fn settle(tx: &Tx, id: LetterId, ending: &Ending) -> Result<State> {
    let state = State::after(ending, store::find(tx, id)?.tries);
    store::save_ended(tx, id, state, ending)?;
    Ok(state)
}

/// There is no way out: the letter waits for one.
pub fn hold(tx: &Tx, id: LetterId) -> Result<()> {
    match store::find(tx, id)?.state.taken_up() {
        Some(State::Unclear) => settle(tx, id, &Ending::Unclear(String::new())).map(|_| ()),
        Some(_) => settle(tx, id, &Ending::NoWay).map(|_| ()),
        None => Ok(()),
    }
}

/// Its words could not be made, and what was tried is rolled back: counts the try.
pub fn stumble(tx: &Tx, id: LetterId) -> Result<State> {
    let mut letter = store::find(tx, id)?;
    letter.tries += 1;
    store::save_begun(tx, &letter)?;
    settle(tx, id, &Ending::Later("email-problem-words", String::new()))
}

/// Lets letters go that waited for a way out; gives how many.
pub fn release(tx: &Tx) -> Result<usize> {
    let held = store::list_held(tx, At(i64::MAX))?;
    for id in &held {
        store::save_state(tx, *id, State::Waiting)?;
        queue::enqueue(tx, &Deliver { letter: *id })?;
    }
    Ok(held.len())
}

/// Gives up letters that waited too long for a way out; gives how many.
pub fn give_up(tx: &Tx) -> Result<usize> {
    let held = store::list_held(tx, tx.now().minus(HELD_FOR))?;
    for id in &held {
        store::save_ended(tx, *id, State::Failed, &Ending::NoWay)?;
    }
    Ok(held.len())
}
