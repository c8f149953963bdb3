//! The long work of an act on many, in steps that each leave it whole: a crash goes on after the last step.

use super::actions;
use super::model::{Run, Status, Undo};
use super::store;
use crate::base::{Actor, BulkActId, Error, MemberId, Result};
use crate::platform::queue::Outcome;
use crate::platform::{Lane, Machines};
use crate::workspace::members;

/// So many records are looked up together.
const MOST: i64 = 500;
/// As many as are looked up first.
const FEWEST: i64 = 16;

/// Does an act to the records that are left, as the member who asked for it.
pub async fn run(machines: Machines, actor: Actor, job: Run) -> Result<Outcome> {
    let id = job.act;
    let act = machines.db.read(&actor, |view| store::find(view, id))?;
    let Some(actor) = at_work(&machines, &actor, (id, act.member)).await? else { return Ok(Outcome::Done) };
    let mut limit = FEWEST;
    loop {
        let act = machines.db.read(&actor, |view| store::find(view, id))?;
        if act.status != Status::Running {
            return Ok(Outcome::Done);
        }
        let records = machines.db.read_long(&actor, move |view| actions::next(view, &act, limit)).await?;
        if records.is_empty() {
            machines.db.write(&actor, Lane::Bulk, move |tx| actions::finish(tx, id)).await?;
            return Ok(Outcome::Done);
        }
        let done = machines.db.write(&actor, Lane::Bulk, move |tx| actions::step(tx, id, &records)).await?;
        let Some(done) = done else { return Ok(Outcome::Done) };
        limit = i64::try_from(done * 2).unwrap_or(MOST).clamp(FEWEST, MOST);
    }
}

/// The member as whom an act goes on. It stops where it is if they do not work here any more.
async fn at_work(
    machines: &Machines,
    actor: &Actor,
    (id, member): (BulkActId, MemberId),
) -> Result<Option<Actor>> {
    match machines.db.read(actor, |view| members::at_work(view, member)) {
        Err(Error::Forbidden) => {
            machines.db.write(actor, Lane::Bulk, move |tx| actions::stop(tx, id)).await?;
            Ok(None)
        }
        found => found.map(Some),
    }
}

/// Takes an act back, as the member who wants it.
pub async fn run_undo(machines: Machines, actor: Actor, job: Undo) -> Result<Outcome> {
    let id = job.act;
    let Some(actor) = at_work(&machines, &actor, (id, job.member)).await? else { return Ok(Outcome::Done) };
    while machines.db.write(&actor, Lane::Bulk, move |tx| actions::step_back(tx, id)).await? {}
    Ok(Outcome::Done)
}
