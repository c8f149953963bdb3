//! The verbs on registers.

use std::time::Duration;

use super::model::{Finding, Question, Register};
use super::store;
use crate::base::{At, Error, Result, Right};
use crate::platform::crypto::{Cell, MasterKey};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};

/// A workspace asks registers so often in an hour: they are for everybody, and shut out who asks too much.
const HOURLY: i64 = 100;
const HOUR: Duration = Duration::from_secs(3600);

/// Begins to wait for an answer; the caller enqueues the job. `Conflict` if the register wants a key that is not set,
/// `Limited` if the workspace has asked too much of late.
pub fn ask(tx: &Tx, question: &Question) -> Result<()> {
    may_ask(tx, question.register)?;
    store::save_question(tx, question)?;
    let told = [
        Change::new("register", None::<&str>, question.register.code()),
        Change::new("number", None::<&str>, &question.number),
    ];
    audit::record(tx, "customer.ask", Some(question.subject), &told)
}

/// Whether the one who acts may ask that register now.
pub fn may_ask(view: &View, register: Register) -> Result<()> {
    view.actor().require(Right::MoneyWrite)?;
    if register.needs_key() && store::maybe_key(view, register)?.is_none() {
        return Err(Error::Conflict("registers-no-key"));
    }
    let since = At(view.now().0 - i64::try_from(HOUR.as_millis()).unwrap_or(i64::MAX));
    match store::count_asked(view, since)? {
        HOURLY.. => Err(Error::Limited(HOUR)),
        _ => Ok(()),
    }
}

/// Keeps what a register said while somebody waited for it.
pub fn note(tx: &Tx, question: &Question, found: &Finding) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    store::insert_finding(tx, question, found, tx.member())?;
    let told = [
        Change::new("register", None::<&str>, question.register.code()),
        Change::new("number", None::<&str>, &question.number),
    ];
    audit::record(tx, "customer.ask", Some(question.subject), &told)
}

/// Sets the key of a register.
pub fn set_key(tx: &Tx, master: &MasterKey, register: Register, key: &str) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    store::save_key(tx, register, &master.lock(place(tx, register), key.as_bytes()))?;
    audit::record(tx, "register.set-key", None, &[Change::new("register", None::<&str>, register.code())])
}

/// Takes the key of a register away; `NotFound` if none is set.
pub fn remove_key(tx: &Tx, register: Register) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    if !store::delete_key(tx, register)? {
        return Err(Error::NotFound);
    }
    audit::record(tx, "register.remove-key", None, &[Change::new("register", register.code(), None::<&str>)])
}

/// Where the key of a register is locked to: a workspace has one of each.
pub(super) fn place(view: &View, register: Register) -> Cell {
    Cell { table: "register_key", row: view.workspace().number(), column: register.code() }
}
