//! All SQL on `number_check`, `number_question` and `register_key`.

use rusqlite::named_params;

use super::model::{Check, Finding, Question, Register, Standing, Trouble, Waiting};
use crate::base::{At, MemberId, Result, SubjectId};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// Everything that is known from registers about that customer.
pub fn standing(view: &View, subject: SubjectId) -> Result<Standing> {
    Ok(Standing { waiting: waiting(view, subject)?, checks: checks(view, subject)?, keys: keys(view)? })
}

fn waiting(view: &View, subject: SubjectId) -> Result<Vec<Waiting>> {
    view.all(
        "SELECT subject_id, register, number, asked_at, asked_by, tries, trouble, is_given_up
         FROM number_question
         WHERE workspace_id = :workspace
           AND subject_id = :subject
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        question,
    )
}

/// The last thirty things that were found out about the customer's numbers, the last first.
pub fn checks(view: &View, subject: SubjectId) -> Result<Vec<Check>> {
    view.all(
        "SELECT register, number, is_valid, name, address, reference, asked_at, asked_by
         FROM number_check
         WHERE workspace_id = :workspace
           AND subject_id = :subject
         ORDER BY id DESC
         LIMIT 30",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        check,
    )
}

/// What a register said last about that number of the customer, if any did since then.
pub fn latest(view: &View, subject: SubjectId, number: &str, since: At) -> Result<Option<Check>> {
    view.maybe(
        "SELECT register, number, is_valid, name, address, reference, asked_at, asked_by
         FROM number_check
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND number = :number
           AND register IN ('vies', 'hmrc')
           AND asked_at >= :since
         ORDER BY id DESC
         LIMIT 1",
        named_params! {
            ":workspace": view.workspace(),
            ":subject": subject,
            ":number": number,
            ":since": since,
        },
        check,
    )
}

/// What waits to be asked of that register about that customer.
pub fn maybe_waiting(view: &View, subject: SubjectId, register: Register) -> Result<Option<Waiting>> {
    view.maybe(
        "SELECT subject_id, register, number, asked_at, asked_by, tries, trouble, is_given_up
         FROM number_question
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND register = :register",
        named_params! {
            ":workspace": view.workspace(),
            ":subject": subject,
            ":register": register.code(),
        },
        question,
    )
}

/// How often registers were asked since then.
pub fn count_asked(view: &View, since: At) -> Result<i64> {
    view.one(
        "SELECT
           (SELECT count(*)
            FROM number_check
            WHERE workspace_id = :workspace
              AND asked_at >= :since
              AND register IS NOT NULL)
           + (SELECT count(*)
              FROM number_question
              WHERE workspace_id = :workspace
                AND asked_at >= :since) AS asked",
        named_params! { ":workspace": view.workspace(), ":since": since },
        |row| row.get("asked"),
    )
}

/// Begins to wait for an answer, in the place of an older question of its kind.
pub fn save_question(tx: &Tx, asked: &Question) -> Result<()> {
    tx.execute(
        "INSERT INTO number_question (workspace_id, subject_id, register, number, asked_at, asked_by)
         VALUES (:workspace, :subject, :register, :number, :now, :member)
         ON CONFLICT (workspace_id, subject_id, register) DO UPDATE
         SET number = excluded.number, asked_at = excluded.asked_at, asked_by = excluded.asked_by,
             tries = 0, tried_at = NULL, trouble = NULL, is_given_up = 0",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": asked.subject,
            ":register": asked.register.code(),
            ":number": asked.number,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

/// Notes a try that came to nothing.
pub fn save_try(tx: &Tx, waiting: &Waiting, trouble: Trouble) -> Result<()> {
    tx.execute(
        "UPDATE number_question
         SET tries = tries + 1, tried_at = :now, trouble = :trouble, is_given_up = :is_given_up
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND register = :register",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": waiting.question.subject,
            ":register": waiting.question.register.code(),
            ":now": tx.now(),
            ":trouble": trouble.code(),
            ":is_given_up": waiting.gives_up(trouble),
        },
    )?;
    Ok(())
}

/// Waits no more.
pub fn delete_question(tx: &Tx, asked: &Question) -> Result<()> {
    tx.execute(
        "DELETE FROM number_question
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND register = :register",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": asked.subject,
            ":register": asked.register.code(),
        },
    )?;
    Ok(())
}

/// Keeps what a register said, and who wished to know it.
pub fn insert_finding(tx: &Tx, asked: &Question, found: &Finding, by: Option<MemberId>) -> Result<()> {
    let check = Check {
        register: Some(asked.register),
        number: asked.number.clone(),
        is_valid: found.is_valid,
        name: found.name.clone(),
        address: found.address(),
        reference: found.reference.clone(),
        asked_at: tx.now(),
        asked_by: by,
    };
    insert(tx, asked.subject, &check)
}

/// Keeps what was found out about a number.
pub fn insert(tx: &Tx, subject: SubjectId, check: &Check) -> Result<()> {
    tx.execute(
        "INSERT INTO number_check
           (workspace_id, subject_id, register, number, is_valid, name, address, reference, asked_at, asked_by)
         VALUES
           (:workspace, :subject, :register, :number, :is_valid, :name, :address, :reference, :asked_at, :asked_by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":register": check.register.map(Register::code),
            ":number": check.number,
            ":is_valid": check.is_valid,
            ":name": check.name,
            ":address": check.address,
            ":reference": check.reference,
            ":asked_at": check.asked_at,
            ":asked_by": check.asked_by,
        },
    )?;
    Ok(())
}

/// Forgets everything about a record that goes for good.
pub fn forget(tx: &Tx, subject: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM number_check
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    tx.execute(
        "DELETE FROM number_question
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    Ok(())
}

/// The registers whose key is set, and since when.
pub fn keys(view: &View) -> Result<Vec<(Register, At)>> {
    view.all(
        "SELECT register, set_at
         FROM register_key
         WHERE workspace_id = :workspace
         ORDER BY register",
        named_params! { ":workspace": view.workspace() },
        |row| Ok((coded(row, "register")?, row.get("set_at")?)),
    )
}

/// The key of that register, locked.
pub fn maybe_key(view: &View, register: Register) -> Result<Option<Vec<u8>>> {
    view.maybe(
        "SELECT locked
         FROM register_key
         WHERE workspace_id = :workspace
           AND register = :register",
        named_params! { ":workspace": view.workspace(), ":register": register.code() },
        |row| row.get("locked"),
    )
}

/// Sets the key, in the place of another.
pub fn save_key(tx: &Tx, register: Register, locked: &[u8]) -> Result<()> {
    tx.execute(
        "INSERT INTO register_key (workspace_id, register, locked, set_at)
         VALUES (:workspace, :register, :locked, :now)
         ON CONFLICT (workspace_id, register) DO UPDATE
         SET locked = excluded.locked, set_at = excluded.set_at",
        named_params! {
            ":workspace": tx.workspace(),
            ":register": register.code(),
            ":locked": locked,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Takes the key away; whether there was one.
pub fn delete_key(tx: &Tx, register: Register) -> Result<bool> {
    let gone = tx.execute(
        "DELETE FROM register_key
         WHERE workspace_id = :workspace
           AND register = :register",
        named_params! { ":workspace": tx.workspace(), ":register": register.code() },
    )?;
    Ok(gone > 0)
}

fn question(row: &Row) -> rusqlite::Result<Waiting> {
    let has_trouble = row.get::<_, Option<String>>("trouble")?.is_some();
    Ok(Waiting {
        question: Question {
            subject: row.get("subject_id")?,
            register: coded(row, "register")?,
            number: row.get("number")?,
        },
        asked_at: row.get("asked_at")?,
        asked_by: row.get("asked_by")?,
        tries: row.get("tries")?,
        trouble: has_trouble.then(|| coded(row, "trouble")).transpose()?,
        is_given_up: row.get("is_given_up")?,
    })
}

fn check(row: &Row) -> rusqlite::Result<Check> {
    let is_by_register = row.get::<_, Option<String>>("register")?.is_some();
    Ok(Check {
        register: is_by_register.then(|| coded(row, "register")).transpose()?,
        number: row.get("number")?,
        is_valid: row.get("is_valid")?,
        name: row.get("name")?,
        address: row.get("address")?,
        reference: row.get("reference")?,
        asked_at: row.get("asked_at")?,
        asked_by: row.get("asked_by")?,
    })
}
