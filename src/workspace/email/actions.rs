//! The verbs on letters.

use std::time::Duration;

use super::letters::{Desk, Letter, Letters, TestLetter, place};
use super::model::{
    Deliver, Ending, HELD_FOR, KEPT_FOR, LetterId, MailAccount, Recipient, Release, State, StoredAccount,
};
use super::store;
use crate::base::{At, Error, Language, Result, Right};
use crate::platform::crypto::MasterKey;
use crate::platform::mailer::{Correspondent, Outgoing};
use crate::platform::{Tx, crypto, queue};
use crate::web::letter::Enclosed;
use crate::workspace::audit::{self, Change};

/// Sends the letter once the act is committed: it goes if and only if the act stands. Its words are made later.
pub fn send<L: Letter>(tx: &Tx, to: &Recipient, letter: &L) -> Result<LetterId> {
    send_later(tx, to, letter, Duration::ZERO)
}

/// The same, that much later: by then there may be no reason for it any more.
pub fn send_later<L: Letter>(tx: &Tx, to: &Recipient, letter: &L, after: Duration) -> Result<LetterId> {
    let payload = serde_json::to_string(letter)?;
    let new = store::New { kind: L::KIND, name: L::NAME, is_kept: L::IS_KEPT, to, payload };
    let id = store::insert(tx, &new)?;
    queue::enqueue_at(tx, &Deliver { letter: id }, tx.now().plus(after))?;
    Ok(id)
}

/// What a job finds when it takes a letter up.
pub enum Begun {
    /// Nothing is left to do.
    Over,
    /// These words are to be sent, with these files.
    Ready(Box<Outgoing>, Vec<Enclosed>),
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
    let outgoing = Outgoing {
        manner: draft.manner().clone(),
        from: from.clone(),
        to: Correspondent { name: letter.to.name, address: letter.to.address },
        message_id: letter.message_id,
        subject: draft.subject().to_owned(),
        html,
        plain,
        enclosures: Vec::new(),
        at: tx.now(),
    };
    Ok(Begun::Ready(Box::new(outgoing), draft.enclosed().to_vec()))
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

/// Forgets letters that came to rest long ago; gives how many.
pub fn sweep(tx: &Tx) -> Result<usize> {
    store::delete_rested(tx, tx.now().minus(KEPT_FOR))
}

/// Sends the reader a test letter, in the language of the page.
pub fn send_test(tx: &Tx, language: Language) -> Result<LetterId> {
    tx.actor().require(Right::SettingsWrite)?;
    let account = tx.actor().account.ok_or(Error::Forbidden)?;
    let to = store::find_person(tx, account, language)?;
    send(tx, &to, &TestLetter {})
}

/// Sends a letter again that came to rest without having been sent, as a new one: its tries begin anew. One that waits
/// for its next try is tried at once.
pub fn retry(tx: &Tx, id: LetterId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    again(tx, id)?;
    audit::record(tx, "email.retry", None, &[Change::new("letter", "", id.to_string())])
}

/// The same, for the slice of the letter, which has checked who may.
pub fn again(tx: &Tx, id: LetterId) -> Result<()> {
    let letter = store::find(tx, id)?;
    let state = letter.state.again(letter.tries)?;
    if letter.state != state {
        store::save_again(tx, id, state)?;
    }
    queue::enqueue_now(tx, &Deliver { letter: id })
}

/// Forgets a letter that its slice has kept; one that has not left yet does not leave any more.
pub fn forget(tx: &Tx, id: LetterId) -> Result<()> {
    store::delete(tx, id)
}

/// Saves through which server letters leave; `Stale` if it changed since that version (0: there was none). An empty
/// password keeps the stored one, but only for the same server and user. Letters that waited for a way out go.
pub fn save_account(
    tx: &Tx,
    key: &MasterKey,
    version: i64,
    account: &MailAccount,
    password: &str,
) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let before = store::maybe_account(tx)?;
    let stands = before.as_ref().map_or(0, |stored| stored.version);
    if stands != version {
        return Err(Error::Stale(stands));
    }
    let locked = match (account.user.is_empty(), password.is_empty()) {
        (true, _) => None,
        (false, false) => Some(key.lock(place(tx), password.as_bytes())),
        (false, true) => Some(kept(account, before.as_ref())?),
    };
    store::save_account(tx, account, locked.as_deref())?;
    queue::enqueue(tx, &Release {})?;
    let before = before.map(|stored| stored.account);
    let old = |field: fn(&MailAccount) -> &str| before.as_ref().map_or("", field).to_owned();
    let changes = [
        Change::new("host", old(|account| &account.host), account.host.as_str()),
        Change::new("user", old(|account| &account.user), account.user.as_str()),
        Change::new("address", old(|account| &account.address), account.address.as_str()),
    ];
    audit::record(tx, "email.save-account", None, &changes)
}

/// The stored password, if it was given for the same server and user.
fn kept(account: &MailAccount, before: Option<&StoredAccount>) -> Result<Vec<u8>> {
    let before = before.filter(|stored| account.keeps_password_of(&stored.account));
    let stored = before.and_then(|stored| stored.password.clone());
    stored.ok_or_else(|| Error::field("password", "email-password-anew"))
}

/// Removes the account: letters leave through the installation's server again.
pub fn remove_account(tx: &Tx) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let stored = store::maybe_account(tx)?.ok_or(Error::NotFound)?;
    store::delete_account(tx)?;
    audit::record(tx, "email.remove-account", None, &[Change::new("host", stored.account.host, "")])
}
