//! Sending, and letting go what waited for a way out.

use std::io::Read;
use std::sync::Arc;

use super::actions::{self, Begun};
use super::letters::{Desk, Letters, way};
use super::model::{Deliver, Ending, LetterId, Release, State, Sweep};
use super::store;
use crate::base::{Actor, Result, WorkspaceId};
use crate::platform::blobs::Blobs;
use crate::platform::mailer::{Enclosure, Outgoing, Route};
use crate::platform::queue::Outcome;
use crate::platform::{self, Machines};
use crate::web::letter::Enclosed;

/// Makes the words, sends them with no transaction open, and writes down what became of it.
pub async fn deliver(
    letters: Arc<Letters>,
    machines: Machines,
    actor: Actor,
    job: Deliver,
) -> Result<Outcome> {
    let (db, id) = (&machines.db, job.letter);
    if db.read(&actor, |view| store::maybe_find(view, id))?.is_none() {
        // Whoever it was for is gone for good, and the letter with them.
        return Ok(Outcome::Done);
    }
    let Some((route, from)) = db.read(&actor, |view| way(&machines, view))? else {
        db.write(&actor, platform::Lane::Interactive, move |tx| actions::hold(tx, id)).await?;
        return Ok(Outcome::Done);
    };
    let desk = db.read(&actor, |view| Desk::of(view, &machines.config))?;
    let begin = move |tx: &platform::Tx| actions::begin(tx, id, &letters, &from, &desk);
    let ready = match db.write(&actor, platform::Lane::Interactive, begin).await {
        Ok(Begun::Ready(outgoing, enclosed)) => (*outgoing, enclosed),
        Ok(Begun::Over) => return Ok(Outcome::Done),
        Err(error) => {
            tracing::error!(letter = %id, cause = %error, "the words of a letter could not be made");
            let stands =
                db.write(&actor, platform::Lane::Interactive, move |tx| actions::stumble(tx, id)).await?;
            return Ok(outcome(stands, "email-problem-words"));
        }
    };
    let ending = bring_out(&machines, &actor, (&route, id), ready).await;
    let problem = ending.problem();
    let stands =
        db.write(&actor, platform::Lane::Interactive, move |tx| actions::settle(tx, id, &ending)).await?;
    Ok(outcome(stands, problem))
}

/// Sends a letter with all that goes along; gives how that ended.
async fn bring_out(
    machines: &Machines,
    actor: &Actor,
    (route, id): (&Route, LetterId),
    (mut outgoing, enclosed): (Outgoing, Vec<Enclosed>),
) -> Ending {
    outgoing.enclosures = match enclose(machines, actor.workspace, enclosed).await {
        Ok(enclosures) => enclosures,
        Err(name) => return Ending::Never("email-problem-enclosure", name),
    };
    let hand_over = move |tx: &platform::Tx| actions::hand_over(tx, id);
    let handing_over = machines.db.write(actor, platform::Lane::Interactive, hand_over);
    let delivered = machines.mailer.deliver(route, &outgoing, handing_over).await;
    delivered.map_or_else(Ending::from, |()| Ending::Sent)
}

/// Fetches the files that go along; gives the name of one that is not there any more.
async fn enclose(
    machines: &Machines,
    workspace: WorkspaceId,
    enclosed: Vec<Enclosed>,
) -> Result<Vec<Enclosure>, String> {
    let blobs = Blobs::new(&machines.config.data, workspace);
    let fetch = move |file: Enclosed| {
        let mut bytes = Vec::new();
        match blobs.open(file.hash).map(|mut source| source.read_to_end(&mut bytes)) {
            Ok(Ok(_)) => Ok(Enclosure { name: file.name, media_type: file.media_type, bytes }),
            _ => Err(file.name),
        }
    };
    let fetching = tokio::task::spawn_blocking(move || enclosed.into_iter().map(fetch).collect());
    fetching.await.unwrap_or_else(|error| Err(error.to_string()))
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
