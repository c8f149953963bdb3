//! The hands: each claims a job, runs it under its lease, writes down how it ended, and waits for the next.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle, JoinSet};

use super::SCHEDULES;
use super::kinds::{Kind, Kinds, reason};
use crate::base::{Actor, Door, Result, WorkspaceId};
use crate::platform::queue::{self, Claimed, Holder, Lane, Outcome, State};
use crate::platform::{self, Machines, cron};

/// The longest sleep of hands with nothing to do: the clock of the machine may be set meanwhile.
const LONGEST_REST: Duration = Duration::from_secs(60);
/// How long jobs under way may take to end when the program stops.
const GRACE: Duration = Duration::from_secs(10);
/// The lease of a job whose kind nobody knows, just long enough to say so.
const UNKNOWN_LEASE: Duration = Duration::from_secs(60);

/// The running worker.
pub struct Worker {
    stop: watch::Sender<bool>,
    hands: JoinSet<()>,
}

/// Puts off what a crash left running, then starts hands for every lane and one for the schedules.
pub async fn start(machines: Machines) -> Result<Worker> {
    let office = Arc::new(Office::new(machines, super::kinds(), Holder::Server));
    office.recover().await?;
    let (stop, stopped) = watch::channel(false);
    let mut hands = JoinSet::new();
    hands.spawn(keep_schedules(office.clone(), stopped.clone()));
    for lane in Lane::ALL {
        for _ in 0..hands_of(lane) {
            hands.spawn(work(office.clone(), lane, stopped.clone()));
        }
    }
    Ok(Worker { stop, hands })
}

impl Worker {
    /// Claims nothing more and waits for the jobs under way; what does not end in time counts as a crash.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let all = async { while self.hands.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            tracing::warn!("jobs under way were cut off; they run again after the next start");
        }
    }
}

/// Runs everything that is due, one job after the other, until nothing is; gives how many ran. For the command line
/// and for tests.
pub async fn run_due(machines: &Machines, holder: Holder) -> Result<usize> {
    Office::new(machines.clone(), super::kinds(), holder).run_due().await
}

fn hands_of(lane: Lane) -> usize {
    match lane {
        Lane::Mail => 4,
        Lane::Money => 2,
        Lane::Bulk => 1,
    }
}

async fn keep_schedules(office: Arc<Office>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let rest = office.keep_schedules().await.unwrap_or_else(|error| {
            tracing::error!(cause = %reason(&error), "schedules could not be kept");
            LONGEST_REST
        });
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            _ = stopped.changed() => {}
        }
    }
}

async fn work(office: Arc<Office>, lane: Lane, mut stopped: watch::Receiver<bool>) {
    let mut wakes = office.machines.db.wakes();
    while !*stopped.borrow() {
        wakes.mark_unchanged();
        let rest = match office.turn(lane).await {
            Ok(true) => continue,
            Ok(false) => office.rest(lane),
            Err(error) => {
                tracing::error!(cause = %reason(&error), lane = lane.code(), "the queue cannot be read");
                LONGEST_REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            _ = wakes.changed() => {}
            _ = stopped.changed() => {}
        }
    }
}

/// What all hands share.
pub(super) struct Office {
    machines: Machines,
    kinds: Kinds,
    holder: Holder,
    /// Whose job was claimed last, by lane: the next workspace's turn is next.
    last: [AtomicI64; 3],
}

impl Office {
    pub fn new(machines: Machines, kinds: Kinds, holder: Holder) -> Office {
        Office { machines, kinds, holder, last: Default::default() }
    }

    /// Everything that is due, one after the other; gives how many ran.
    pub async fn run_due(&self) -> Result<usize> {
        let mut count = 0;
        for lane in Lane::ALL {
            while self.turn(lane).await? {
                count += 1;
            }
        }
        Ok(count)
    }

    fn itself(&self) -> Actor {
        Actor::system(Door::Job, WorkspaceId::NONE)
    }

    async fn recover(&self) -> Result<()> {
        let lost = self
            .machines
            .db
            .write(&self.itself(), platform::Lane::Interactive, |tx| queue::recover(tx, Some(Holder::Server)))
            .await?;
        if lost > 0 {
            tracing::warn!(jobs = lost, "jobs were cut off when the program ended; they will run again");
        }
        Ok(())
    }

    /// Lets due schedules enqueue; gives how long until the next.
    async fn keep_schedules(&self) -> Result<Duration> {
        let (db, itself) = (&self.machines.db, self.itself());
        db.write(&itself, platform::Lane::Interactive, |tx| cron::turn(tx, SCHEDULES)).await?;
        let next = db.read(&itself, |view| cron::next_at(view, SCHEDULES))?;
        let rest = next.map_or(LONGEST_REST, |at| at.since(self.machines.clock.now()));
        Ok(rest.clamp(Duration::from_secs(1), LONGEST_REST))
    }

    /// Runs one due job of the lane, if there is one.
    async fn turn(&self, lane: Lane) -> Result<bool> {
        let (db, itself) = (&self.machines.db, self.itself());
        // Most looks find nothing: they are not to cost a transaction.
        let due = db.read(&itself, |view| queue::next_due_at(view, lane))?;
        if due.is_none_or(|due| due > self.machines.clock.now()) {
            return Ok(false);
        }
        let Some(claimed) = self.claim(lane).await? else {
            return Ok(false);
        };
        let (claimed, outcome) = self.run(claimed).await;
        self.settle(claimed, outcome).await?;
        Ok(true)
    }

    async fn claim(&self, lane: Lane) -> Result<Option<Claimed>> {
        let last = &self.last[lane as usize];
        let (before, holder) = (WorkspaceId::new(last.load(Ordering::Relaxed)), self.holder);
        let leases: Vec<(&'static str, Duration)> = self.kinds.leases().collect();
        let claimed = self
            .machines
            .db
            .write(&self.itself(), platform::Lane::Interactive, move |tx| {
                queue::recover(tx, None)?;
                queue::claim(tx, lane, before, holder, |kind| {
                    leases.iter().find(|(name, _)| *name == kind).map_or(UNKNOWN_LEASE, |(_, lease)| *lease)
                })
            })
            .await?;
        if let Some(claimed) = &claimed {
            last.store(claimed.workspace.number(), Ordering::Relaxed);
        }
        Ok(claimed)
    }

    /// Runs a claimed job within its limit, and keeps its lease meanwhile: the wall clock may jump.
    async fn run(&self, mut claimed: Claimed) -> (Claimed, Outcome) {
        let Some(kind) = self.kinds.find(&claimed.kind) else {
            return (
                claimed,
                Outcome::Fail("this version of the program knows no such kind of job".to_owned()),
            );
        };
        let actor = Actor::system(Door::Job, claimed.workspace);
        let run = (kind.run)(self.machines.clone(), actor, claimed.payload.clone());
        let mut running = Aborting(tokio::spawn(run));
        let limit = tokio::time::sleep(kind.limit);
        tokio::pin!(limit);
        let outcome = loop {
            tokio::select! {
                ended = &mut running.0 => break outcome_of(ended),
                () = &mut limit => break Outcome::Retry(too_long(kind)),
                () = tokio::time::sleep(kind.limit / 2) => match self.renew(&claimed, kind.limit * 2).await {
                    Ok(renewed) => claimed = renewed,
                    Err(error) => break Outcome::Retry(reason(&error)),
                },
            }
        };
        (claimed, outcome)
    }

    async fn renew(&self, claimed: &Claimed, lease: Duration) -> Result<Claimed> {
        let claimed = claimed.clone();
        let renewal = move |tx: &platform::Tx| queue::renew(tx, &claimed, lease);
        self.machines.db.write(&self.itself(), platform::Lane::Interactive, renewal).await
    }

    async fn settle(&self, claimed: Claimed, outcome: Outcome) -> Result<()> {
        let (id, kind, tries) = (claimed.id, claimed.kind.clone(), claimed.tries);
        let why = match &outcome {
            Outcome::Done => String::new(),
            Outcome::Retry(reason) | Outcome::Fail(reason) => reason.clone(),
        };
        let stands = self
            .machines
            .db
            .write(&self.itself(), platform::Lane::Interactive, move |tx| {
                queue::settle(tx, &claimed, &outcome)
            })
            .await?;
        match stands {
            Some(State::Failed) => {
                tracing::error!(job = %id, kind, tries, reason = why, "a job failed for good: see `kantora jobs list`");
            }
            Some(_) if !why.is_empty() => {
                tracing::warn!(job = %id, kind, tries, reason = why, "a job was put off");
            }
            _ => tracing::debug!(job = %id, kind, tries, "a job ended"),
        }
        Ok(())
    }

    /// How long until something is due in the lane.
    fn rest(&self, lane: Lane) -> Duration {
        let due = self.machines.db.read(&self.itself(), |view| queue::next_due_at(view, lane));
        let rest = due.ok().flatten().map_or(LONGEST_REST, |due| due.since(self.machines.clock.now()));
        rest.clamp(Duration::from_millis(100), LONGEST_REST)
    }
}

/// A run that does not outlive whoever waits for it.
struct Aborting(JoinHandle<Result<Outcome>>);

impl Drop for Aborting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn outcome_of(ended: Result<Result<Outcome>, JoinError>) -> Outcome {
    match ended {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => Outcome::Retry(reason(&error)),
        Err(error) if error.is_panic() => {
            Outcome::Retry("the run panicked: the log has the cause".to_owned())
        }
        Err(error) => Outcome::Retry(error.to_string()),
    }
}

fn too_long(kind: &Kind) -> String {
    format!("the run took longer than {} seconds", kind.limit.as_secs())
}
