//! How the hands treat a job, on a clock that is set by hand.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::hands::Office;
use super::{Kinds, SCHEDULES, kinds};
use crate::base::{Actor, At, Door, Error, Result, WorkspaceId};
use crate::platform::config::Config;
use crate::platform::crypto::MasterKey;
use crate::platform::queue::{self, Holder, Job, Lane, Outcome, Row, State};
use crate::platform::{self, Clock, Db, Machines, Tx, cron, migrate};

/// What the test's job is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Order {
    Count,
    Retry,
    Fail,
    Refuse,
    Panic,
    Hang,
    Reenqueue,
}

impl Job for Order {
    const KIND: &'static str = "test.order";
    const LANE: Lane = Lane::Mail;
    const LIMIT: Duration = Duration::from_millis(200);

    fn dedupe(&self) -> Option<String> {
        matches!(self, Order::Reenqueue).then(String::new)
    }
}

async fn obey(machines: Machines, actor: Actor, order: Order) -> Result<Outcome> {
    match order {
        Order::Count => count(&machines, &actor).await,
        Order::Retry => Ok(Outcome::Retry("the peer sleeps".to_owned())),
        Order::Fail => Ok(Outcome::Fail("no such address".to_owned())),
        Order::Refuse => Err(Error::Unavailable("engine-storage")),
        Order::Panic => panic!("on purpose"),
        Order::Hang => std::future::pending().await,
        Order::Reenqueue => {
            let again = |tx: &Tx| queue::enqueue(tx, &Order::Reenqueue);
            machines.db.write(&actor, platform::Lane::Bulk, again).await?;
            Ok(Outcome::Done)
        }
    }
}

/// Leaves a trace of the run: a schedule row by the workspace's number.
async fn count(machines: &Machines, actor: &Actor) -> Result<Outcome> {
    let trace = |tx: &Tx| {
        tx.execute(
            "INSERT INTO schedule (name, last_at) SELECT count(*) || ' ' || ?1, 0 FROM schedule",
            [tx.workspace()],
        )
    };
    machines.db.write(actor, platform::Lane::Bulk, trace).await?;
    Ok(Outcome::Done)
}

struct Bench {
    machines: Machines,
    _folder: TempDir,
}

impl Bench {
    fn office(&self) -> Office {
        Office::new(self.machines.clone(), Kinds::default().run(obey), Holder::Server)
    }

    async fn enqueue(&self, workspace: i64, order: Order) {
        let actor = Actor::system(Door::Job, WorkspaceId::new(workspace));
        let enqueue = move |tx: &Tx| queue::enqueue(tx, &order);
        self.machines.db.write(&actor, platform::Lane::Interactive, enqueue).await.unwrap();
    }

    fn jobs(&self) -> Vec<Row> {
        self.machines.db.read(&Actor::guest(Door::Cli), |view| queue::list(view, 100)).unwrap()
    }

    fn job(&self) -> Row {
        let [job] = self.jobs().try_into().unwrap();
        job
    }

    fn traces(&self) -> Vec<String> {
        self.machines
            .db
            .read(&Actor::guest(Door::Cli), |view| {
                view.all("SELECT name FROM schedule ORDER BY CAST(name AS INTEGER)", [], |row| row.get(0))
            })
            .unwrap()
    }

    fn pass(&self, time: Duration) {
        self.machines.clock.set(self.machines.clock.now().plus(time));
    }
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantora.db");
    let clock = Clock::hand(At(1_772_445_600_000));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock.clone()).unwrap();
    let config = Arc::new(Config::defaults(folder.path()));
    let machines = Machines::new(db, clock, config, MasterKey::new([7; 32]));
    Bench { machines, _folder: folder }
}

#[tokio::test]
async fn a_job_that_is_done_leaves_no_row() {
    let bench = bench();
    bench.enqueue(0, Order::Count).await;

    let ran = bench.office().run_due().await.unwrap();

    assert_eq!(ran, 1);
    assert!(bench.jobs().is_empty());
    assert_eq!(bench.traces(), ["0 0"]);
}

#[tokio::test]
async fn workspaces_take_turns() {
    let bench = bench();
    for workspace in [1, 1, 1, 2, 3] {
        bench.enqueue(workspace, Order::Count).await;
    }

    bench.office().run_due().await.unwrap();

    assert_eq!(bench.traces(), ["0 1", "1 2", "2 3", "3 1", "4 1"]);
}

#[tokio::test]
async fn an_unlucky_job_comes_back_later_each_time_and_is_given_up_after_48_hours() {
    let bench = bench();
    bench.enqueue(0, Order::Retry).await;
    let begun = bench.machines.clock.now();
    let office = bench.office();

    let mut waits = Vec::new();
    while bench.jobs()[0].state == State::Waiting {
        bench.machines.clock.set(bench.job().due_at);
        office.run_due().await.unwrap();
        waits.push(bench.job().due_at.since(bench.machines.clock.now()));
    }

    let given_up = bench.job();
    let hours = bench.machines.clock.now().since(begun).as_secs_f64() / 3600.0;
    assert_eq!((given_up.state, given_up.tries), (State::Failed, 12));
    assert_eq!(given_up.reason, "the peer sleeps");
    assert!((43.0..53.0).contains(&hours), "{hours} hours");
    assert!(waits[..11].is_sorted(), "{waits:?}");
}

#[tokio::test]
async fn a_job_that_fails_is_kept_and_can_be_tried_again_or_dropped() {
    let bench = bench();
    bench.enqueue(0, Order::Fail).await;
    bench.office().run_due().await.unwrap();
    let failed = bench.job();

    let db = &bench.machines.db;
    let operator = Actor::system(Door::Cli, WorkspaceId::NONE);
    let hurried =
        db.write(&operator, platform::Lane::Interactive, move |tx| queue::hurry(tx, failed.id)).await;
    db.write(&operator, platform::Lane::Interactive, move |tx| queue::retry(tx, failed.id)).await.unwrap();
    let revived = bench.job();
    db.write(&operator, platform::Lane::Interactive, move |tx| queue::drop_job(tx, failed.id)).await.unwrap();

    assert_eq!((failed.state, failed.reason.as_str()), (State::Failed, "no such address"));
    assert!(matches!(hurried, Err(Error::Conflict("engine-job-not-waiting"))));
    assert_eq!((revived.state, revived.tries), (State::Waiting, 0));
    assert!(bench.jobs().is_empty());
}

#[tokio::test]
async fn errors_panics_and_overlong_runs_count_as_tries_with_their_reason() {
    let bench = bench();
    for order in [Order::Refuse, Order::Panic, Order::Hang] {
        bench.enqueue(0, order).await;
    }

    bench.office().run_due().await.unwrap();

    let mut reasons: Vec<(u32, State, String)> =
        bench.jobs().into_iter().map(|job| (job.tries, job.state, job.reason)).collect();
    reasons.sort_by(|one, other| one.2.cmp(&other.2));
    let reasons: Vec<&str> = reasons
        .iter()
        .map(|(tries, state, reason)| {
            assert_eq!((*tries, *state), (1, State::Waiting));
            reason.as_str()
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "the run panicked: the log has the cause",
            "the run took longer than 0 seconds",
            "unavailable: engine-storage"
        ]
    );
}

#[tokio::test]
async fn a_job_asked_for_while_it_runs_runs_once_more() {
    let bench = bench();
    bench.enqueue(0, Order::Reenqueue).await;
    bench.enqueue(0, Order::Reenqueue).await;
    let alone = bench.jobs().len();

    let claimed = claim(&bench).await;
    bench.enqueue(0, Order::Reenqueue).await;
    let running = bench.job();
    settle(&bench, claimed, Outcome::Done).await;

    assert_eq!(alone, 1);
    assert_eq!(running.state, State::Running);
    assert_eq!((bench.job().state, bench.job().tries), (State::Waiting, 0));
}

#[tokio::test]
async fn a_crash_counts_as_a_try_and_the_job_waits_before_it_runs_again() {
    let bench = bench();
    bench.enqueue(0, Order::Count).await;
    let lost = claim(&bench).await;

    bench.pass(Duration::from_secs(9));
    let too_early = bench.office().run_due().await.unwrap();
    bench.pass(Duration::from_secs(2));
    let at_the_end_of_the_lease = bench.office().run_due().await.unwrap();
    let put_off = bench.job();
    settle(&bench, lost, Outcome::Done).await;
    let after_the_late_answer = bench.jobs().len();
    bench.pass(Duration::from_secs(60));
    bench.office().run_due().await.unwrap();

    assert_eq!((too_early, at_the_end_of_the_lease), (0, 0));
    assert_eq!((put_off.state, put_off.tries), (State::Waiting, 1));
    assert_eq!(after_the_late_answer, 1);
    assert!(bench.jobs().is_empty());
}

#[tokio::test]
async fn a_server_that_starts_again_does_not_wait_for_its_own_leases() {
    let bench = bench();
    bench.enqueue(0, Order::Count).await;
    claim(&bench).await;

    let worker = super::start(bench.machines.clone()).await.unwrap();
    worker.stop().await;

    assert_eq!(bench.jobs().iter().find(|job| job.kind == Order::KIND).unwrap().state, State::Waiting);
}

#[tokio::test]
async fn a_kind_that_this_version_does_not_know_fails_with_a_reason() {
    let bench = bench();
    bench.enqueue(0, Order::Count).await;

    Office::new(bench.machines.clone(), kinds(), Holder::Server).run_due().await.unwrap();

    assert_eq!(bench.job().state, State::Failed);
    assert!(bench.job().reason.contains("knows no such kind"));
}

#[tokio::test]
async fn the_worker_takes_up_what_a_commit_puts_into_the_queue() {
    let bench = bench();
    let worker = super::start(bench.machines.clone()).await.unwrap();

    bench.enqueue(0, Order::Count).await;
    let failed = async {
        loop {
            if bench.jobs().iter().any(|job| job.state == State::Failed) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), failed).await.expect("woken by the commit");

    worker.stop().await;
}

#[tokio::test]
async fn a_schedule_runs_once_a_period_and_once_after_a_long_pause() {
    let bench = bench();
    let itself = Actor::system(Door::Job, WorkspaceId::NONE);
    let turn = async || {
        let turn = |tx: &Tx| cron::turn(tx, SCHEDULES);
        bench.machines.db.write(&itself, platform::Lane::Interactive, turn).await.unwrap();
        Office::new(bench.machines.clone(), kinds(), Holder::Server).run_due().await.unwrap()
    };

    let first = turn().await;
    let at_once_again = turn().await;
    bench.pass(Duration::from_secs(3 * 24 * 3_600));
    let after_three_days = turn().await;
    let then = turn().await;

    assert!(first > 0);
    assert_eq!((at_once_again, after_three_days, then), (0, first, 0));
    assert!(bench.jobs().is_empty());
}

async fn claim(bench: &Bench) -> queue::Claimed {
    let lease = |_: &str| Duration::from_secs(10);
    let claim = move |tx: &Tx| queue::claim(tx, Lane::Mail, WorkspaceId::NONE, Holder::Server, lease);
    let itself = Actor::system(Door::Job, WorkspaceId::NONE);
    bench.machines.db.write(&itself, platform::Lane::Interactive, claim).await.unwrap().unwrap()
}

async fn settle(bench: &Bench, claimed: queue::Claimed, outcome: Outcome) {
    let itself = Actor::system(Door::Job, WorkspaceId::NONE);
    let settle = move |tx: &Tx| queue::settle(tx, &claimed, &outcome).map(|_| ());
    bench.machines.db.write(&itself, platform::Lane::Interactive, settle).await.unwrap();
}
