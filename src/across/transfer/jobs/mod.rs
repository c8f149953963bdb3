//! The long work of an import, in steps that each leave it whole: a crash goes on after the last step.
//!
//! Reading and matching happen outside of transactions; what is written goes through the bulk lane, in closures of as
//! many rows as take 20 ms. The same functions serve the worker and the command line.

mod plan;
mod analyse;
mod write;
mod undo;
mod undo_set;
mod clear;
mod whole;

use super::model::{Analyse, Clear, Import, Plan, Status, Undo, UndoSet, Write};
use super::{actions, store};
use crate::base::{Actor, Result, Right};
use crate::platform::Machines;
use crate::platform::queue::Outcome;

pub use whole::{Report, Wish, bring_in, go_on, take_back, take_in};

/// Reads every row and counts.
pub async fn run_analyse(machines: Machines, actor: Actor, job: Analyse) -> Result<Outcome> {
    let Some((import, actor)) = begin(&machines, &actor, job.import, &[Status::Mapped])? else {
        return Ok(Outcome::Done);
    };
    of_kind!(import.kind, Record => analyse::run::<Record>(&machines, &actor, import).await?);
    Ok(Outcome::Done)
}

/// Counts anew.
pub async fn run_plan(machines: Machines, actor: Actor, job: Plan) -> Result<Outcome> {
    let Some((import, actor)) = begin(&machines, &actor, job.import, &[Status::Ruled])? else {
        return Ok(Outcome::Done);
    };
    of_kind!(import.kind, Record => plan::run::<Record>(&machines, &actor, import).await?);
    Ok(Outcome::Done)
}

/// Writes the rows.
pub async fn run_write(machines: Machines, actor: Actor, job: Write) -> Result<Outcome> {
    let Some((import, actor)) = begin(&machines, &actor, job.import, &[Status::Running])? else {
        return Ok(Outcome::Done);
    };
    of_kind!(import.kind, Record => write::run::<Record>(&machines, &actor, import).await?);
    Ok(Outcome::Done)
}

/// Takes back what was written.
pub async fn run_undo(machines: Machines, actor: Actor, job: Undo) -> Result<Outcome> {
    let Some((import, actor)) = begin(&machines, &actor, job.import, &[Status::Undoing])? else {
        return Ok(Outcome::Done);
    };
    undo::run(&machines, &actor, import).await?;
    Ok(Outcome::Done)
}

/// Takes back what the files of a set wrote.
pub async fn run_undo_set(machines: Machines, actor: Actor, job: UndoSet) -> Result<Outcome> {
    let starter = machines.db.read(&actor, |view| {
        let set = store::sets::find(view, job.set)?;
        set.member.map_or(Ok(actor.clone()), |member| actions::at_work(view, member))
    })?;
    starter.require(Right::Import)?;
    undo_set::run(&machines, &starter, job.set).await?;
    Ok(Outcome::Done)
}

/// Clears what is of no use any more.
pub async fn run_clear(machines: Machines, actor: Actor, _: Clear) -> Result<Outcome> {
    clear::run(&machines, &actor).await?;
    Ok(Outcome::Done)
}

/// The import, if it still waits for this work, and the member who began it: their rights count, and their name stands
/// in the audit. Whoever may no longer bring lists in cannot have it done by a job either.
fn begin(
    machines: &Machines,
    actor: &Actor,
    id: super::model::ImportId,
    expected: &[Status],
) -> Result<Option<(Import, Actor)>> {
    machines.db.read(actor, |view| {
        let import = store::find(view, id)?;
        let starter = match import.member {
            None => actor.clone(),
            Some(member) => actions::at_work(view, member)?,
        };
        starter.require(Right::Import)?;
        Ok(expected.contains(&import.status).then_some((import, starter)))
    })
}
