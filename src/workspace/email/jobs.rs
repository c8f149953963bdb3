//! Sending, and letting go what waited for a way out.

use std::sync::Arc;

use super::actions::{self, Begun};
use super::letters::{Desk, Letters, way};
use super::model::{Deliver, Ending, Release, State, Sweep};
use crate::base::{Actor, Result};
use crate::platform::queue::Outcome;
use crate::platform::{self, Machines};

/// Makes the words, sends them with no transaction open, and writes down what became of it.
pub async fn deliver(
    letters: Arc<Letters>,
    machines: Machines,
    actor: Actor,
    job: Deliver,
) -> Result<Outcome> {
    let (db, id) = (&machines.db, job.letter);
    let Some((route, from)) = db.read(&actor, |view| way(&machines, view))? else {
        db.write(&actor, platform::Lane::Interactive, move |tx| actions::hold(tx, id)).await?;
        return Ok(Outcome::Done);
    };
    let desk = db.read(&actor, |view| Desk::of(view, &machines.config))?;
    let begin = move |tx: &platform::Tx| actions::begin(tx, id, &letters, &from, &desk);
    let outgoing = match db.write(&actor, platform::Lane::Interactive, begin).await {
        Ok(Begun::Ready(outgoing)) => outgoing,
        Ok(Begun::Over) => return Ok(Outcome::Done),
        Err(error) => {
            tracing::error!(letter = %id, cause = %error, "the words of a letter could not be made");
            let stands =
                db.write(&actor, platform::Lane::Interactive, move |tx| actions::stumble(tx, id)).await?;
            return Ok(outcome(stands, "email-problem-words"));
        }
    };
    let handing_over = db.write(&actor, platform::Lane::Interactive, move |tx| actions::hand_over(tx, id));
    let delivered = machines.mailer.deliver(&route, &outgoing, handing_over).await;
    let ending = delivered.map_or_else(Ending::from, |()| Ending::Sent);
    let problem = ending.problem();
    let stands =
        db.write(&actor, platform::Lane::Interactive, move |tx| actions::settle(tx, id, &ending)).await?;
    Ok(outcome(stands, problem))
}

/// A letter that waits again is tried again; everything else stands in its row, for people. The reason names nobody:
/// what servers say often does.
fn outcome(stands: State, problem: &'static str) -> Outcome {
    match stands {
        State::Waiting => Outcome::Retry(problem.to_owned()),
        _ => Outcome::Done,
    }
}

/// Lets letters go if there is a way out by now, and gives up those that waited too long.
pub async fn release(machines: Machines, actor: Actor, _: Release) -> Result<Outcome> {
    let db = &machines.db;
    while db.write(&actor, platform::Lane::Bulk, actions::give_up).await? > 0 {}
    if db.read(&actor, |view| way(&machines, view))?.is_some() {
        while db.write(&actor, platform::Lane::Bulk, actions::release).await? > 0 {}
    }
    Ok(Outcome::Done)
}

/// Puts [`Release`] into the queue of every workspace and of the installation.
pub fn release_everywhere(tx: &platform::Tx) -> Result<()> {
    platform::queue::enqueue(tx, &Release {})?;
    platform::queue::enqueue_everywhere(tx, &Release {})
}

/// Puts [`Sweep`] into the queue of every workspace and of the installation.
pub fn sweep_everywhere(tx: &platform::Tx) -> Result<()> {
    platform::queue::enqueue(tx, &Sweep {})?;
    platform::queue::enqueue_everywhere(tx, &Sweep {})
}
