//! Asking registers about the numbers of customers.

use super::actions;
use super::model::AskRegister;
use crate::base::{Actor, Result};
use crate::billing::registers::{self, Register};
use crate::platform::queue::Outcome;
use crate::platform::{self, Machines};

/// Asks, and writes down what came of it. A register that does not answer is asked again, longer each time.
pub async fn ask(machines: Machines, actor: Actor, job: AskRegister) -> Result<Outcome> {
    let Ok(register) = job.register.parse::<Register>() else { return Ok(Outcome::Done) };
    let question = |view: &platform::View| registers::store::maybe_waiting(view, job.subject, register);
    let waiting = match machines.db.read(&actor, question)? {
        Some(waiting) if !waiting.is_given_up => waiting,
        _ => return Ok(Outcome::Done),
    };
    let found = registers::ask(&machines, &actor, &waiting.question).await?;
    let trouble = found.as_ref().err().copied().filter(|trouble| !waiting.gives_up(*trouble));
    machines.db.write(&actor, platform::Lane::Bulk, move |tx| actions::take(tx, &waiting, &found)).await?;
    Ok(trouble.map_or(Outcome::Done, |trouble| Outcome::Retry(trouble.code().to_owned())))
}
