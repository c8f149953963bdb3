//! The verbs on what papers say of customers.

use std::time::Duration;

use super::model::{AskRegister, CheckInput, CustomerInput, Shown};
use super::store;
use crate::base::{At, Error, MemberId, Result, Right, SubjectId};
use crate::billing::registers::{self, Finding, Question, Register, Trouble};
use crate::billing::taxes::Checked;
use crate::platform::{Tx, queue};
use crate::workspace::audit::{self, Change};

/// What a register said counts that long for a number that is saved only then.
const FRESH: Duration = Duration::from_secs(24 * 3600);

/// Saves what stands on papers; `Stale` if it changed since that version.
pub fn save(tx: &Tx, subject: SubjectId, version: i64, input: &CustomerInput) -> Result<()> {
    let before = changeable(tx, subject, version)?;
    store::save(tx, subject, input)?;
    if before.stored.as_ref().is_none_or(|stored| stored.input.vat_number != input.vat_number) {
        recall(tx, subject, &input.vat_number)?;
    }
    let told = before.input().told().into_iter().zip(input.told());
    let changed = told.filter(|(old, new)| old != new);
    let told: Vec<Change> = changed.map(|((field, old), (_, new))| Change::new(field, old, new)).collect();
    audit::record(tx, "customer.edit", Some(subject), &told)
}

/// Notes that somebody looked the VAT number up; `Conflict` if none was saved for papers.
pub fn check(tx: &Tx, subject: SubjectId, version: i64, check: &CheckInput) -> Result<()> {
    let before = changeable(tx, subject, version)?;
    let number = before.stored.as_ref().map(|stored| stored.input.vat_number.as_str());
    let Some(number) = number.filter(|number| !number.is_empty()) else {
        return Err(Error::Conflict("customers-no-number"));
    };
    store::save_check(tx, subject, check, tx.member())?;
    let kept = registers::Check {
        register: None,
        number: number.to_owned(),
        is_valid: check.result == Checked::Valid,
        name: String::new(),
        address: String::new(),
        reference: check.reason.clone(),
        asked_at: tx.now(),
        asked_by: tx.member(),
    };
    registers::store::insert(tx, subject, &kept)?;
    let told = [
        Change::new("vat_number", None::<&str>, number),
        Change::new("checked", Some(before.checked().code()), check.result.code()),
        Change::new("check_reason", None::<&str>, &check.reason),
    ];
    audit::record(tx, "customer.check", Some(subject), &told)
}

/// What a register said of that number while the form was filled counts once the number is saved.
fn recall(tx: &Tx, subject: SubjectId, number: &str) -> Result<()> {
    let since = At(tx.now().0 - i64::try_from(FRESH.as_millis()).unwrap_or(i64::MAX));
    match registers::store::latest(tx, subject, number, since)? {
        Some(registers::Check { register: Some(register), is_valid, reference, asked_by, .. }) => {
            settle(tx, subject, &CheckInput::of_register(register, is_valid, &reference), asked_by)
        }
        _ => Ok(()),
    }
}

/// Has a register asked about the number that was saved; `Conflict` if there is none that it knows.
pub fn ask(tx: &Tx, subject: SubjectId, register: Register) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let shown = store::find(tx, subject)?;
    if !shown.record.is_live {
        return Err(Error::Conflict("customers-in-trash"));
    }
    let number = shown.number_for(register).ok_or(Error::Conflict("customers-no-number"))?.to_owned();
    registers::actions::ask(tx, &Question { subject, register, number })?;
    queue::enqueue_now(tx, &AskRegister { subject, register: register.code().to_owned() })
}

/// Keeps what a register answered, or that it did not. What it says of a number that is not the customer's any more is
/// evidence, and decides nothing.
pub fn take(tx: &Tx, waiting: &registers::Waiting, found: &Result<Finding, Trouble>) -> Result<()> {
    let asked = &waiting.question;
    let now = registers::store::maybe_waiting(tx, asked.subject, asked.register)?;
    if now.as_ref() != Some(waiting) {
        // Asked anew meanwhile, or the record is gone.
        return Ok(());
    }
    let found = match found {
        Ok(found) => found,
        Err(trouble) => return registers::store::save_try(tx, waiting, *trouble),
    };
    registers::store::insert_finding(tx, asked, found, waiting.asked_by)?;
    registers::store::delete_question(tx, asked)?;
    let shown = match store::find(tx, asked.subject) {
        // Somebody else's evidence by now.
        Err(Error::Merged(..)) => return Ok(()),
        shown => shown?,
    };
    if !asked.register.is_of_vat() || shown.number_for(asked.register) != Some(asked.number.as_str()) {
        return Ok(());
    }
    let check = CheckInput::of_register(asked.register, found.is_valid, &found.reference);
    settle(tx, asked.subject, &check, waiting.asked_by)
}

/// What a register said counts from now on.
fn settle(tx: &Tx, subject: SubjectId, check: &CheckInput, by: Option<MemberId>) -> Result<()> {
    store::save_check(tx, subject, check, by)?;
    let told = [
        Change::new("checked", None::<&str>, check.result.code()),
        Change::new("check_reason", None::<&str>, &check.reason),
    ];
    audit::record(tx, "customer.check", Some(subject), &told)
}

/// What is there, if the one who acts may change it and nobody else did meanwhile.
fn changeable(tx: &Tx, subject: SubjectId, version: i64) -> Result<Shown> {
    tx.actor().require(Right::MoneyWrite)?;
    let before = store::find(tx, subject)?;
    if !before.record.is_live {
        return Err(Error::Conflict("customers-in-trash"));
    }
    if before.version() != version {
        return Err(Error::Stale(before.version()));
    }
    Ok(before)
}
