//! The rows of `job`. A machine's table: its statements serve all workspaces, 0 being the installation itself.

use std::time::Duration;

use rusqlite::named_params;

use super::{Holder, JobId, Lane, Outcome, delay};
use crate::base::{At, Error, Result, WorkspaceId};
use crate::platform::db::{Tx, View};

/// A job about to be put into the queue.
pub(super) struct New {
    pub kind: &'static str,
    pub lane: Lane,
    pub payload: String,
    pub dedupe: Option<String>,
    pub due_at: At,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// For its time or its turn.
    Waiting,
    /// Under a lease.
    Running,
    /// Given up; somebody has to look.
    Failed,
}

impl State {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Running => "running",
            State::Failed => "failed",
        }
    }

    fn parse(code: &str) -> State {
        match code {
            "running" => State::Running,
            "failed" => State::Failed,
            _ => State::Waiting,
        }
    }
}

/// A job as the operator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub id: JobId,
    /// Whose it is; `NONE`: the installation's.
    pub workspace: WorkspaceId,
    /// The code of its lane.
    pub lane: String,
    /// What it does.
    pub kind: String,
    /// Where it stands.
    pub state: State,
    /// Started runs.
    pub tries: u32,
    /// When it is to run.
    pub due_at: At,
    /// Why the last run did not end it; empty before the first.
    pub reason: String,
}

/// A job under a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its number.
    pub id: JobId,
    /// The workspace to act in; `NONE`: the installation itself.
    pub workspace: WorkspaceId,
    /// What it does.
    pub kind: String,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// Started runs, this one among them.
    pub tries: u32,
    /// Until when it is ours.
    pub lease_until: At,
}

pub(super) fn insert(tx: &Tx, job: &New) -> Result<()> {
    // Asked for while it runs: the run may have read what has changed since, so it runs once more.
    tx.execute(
        "INSERT INTO job (workspace_id, lane, kind, payload, dedupe, due_at, created_at)
         VALUES (:workspace, :lane, :kind, :payload, :dedupe, :due, :now)
         ON CONFLICT (workspace_id, kind, dedupe) WHERE dedupe IS NOT NULL AND state <> 'failed'
         DO UPDATE SET
           again = state = 'running',
           due_at = iif(state = 'waiting' AND tries = 0, min(due_at, excluded.due_at), due_at)",
        named_params! {
            ":workspace": tx.workspace(),
            ":lane": job.lane.code(),
            ":kind": job.kind,
            ":payload": job.payload,
            ":dedupe": job.dedupe,
            ":due": job.due_at,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

pub(super) fn insert_everywhere(tx: &Tx, job: &New) -> Result<()> {
    tx.execute(
        "INSERT INTO job (workspace_id, lane, kind, payload, dedupe, due_at, created_at)
         SELECT id, :lane, :kind, :payload, :dedupe, :due, :now
         FROM workspace
         WHERE TRUE
         ON CONFLICT (workspace_id, kind, dedupe) WHERE dedupe IS NOT NULL AND state <> 'failed'
         DO UPDATE SET again = state = 'running'",
        named_params! {
            ":lane": job.lane.code(),
            ":kind": job.kind,
            ":payload": job.payload,
            ":dedupe": job.dedupe,
            ":due": job.due_at,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Takes the next due job of the lane under a lease of that length by kind; workspaces take turns after `last`.
pub fn claim(
    tx: &Tx,
    lane: Lane,
    last: WorkspaceId,
    holder: Holder,
    lease: impl FnOnce(&str) -> Duration,
) -> Result<Option<Claimed>> {
    let Some(workspace) = next_workspace(tx, lane, last)? else {
        return Ok(None);
    };
    let mut claimed = tx.one(
        "SELECT id, workspace_id, kind, payload, tries
         FROM job
         WHERE lane = :lane
           AND workspace_id = :workspace
           AND state = 'waiting'
           AND due_at <= :now
         ORDER BY due_at, id
         LIMIT 1",
        named_params! { ":lane": lane.code(), ":workspace": workspace, ":now": tx.now() },
        |row| {
            Ok(Claimed {
                id: row.get("id")?,
                workspace: row.get("workspace_id")?,
                kind: row.get("kind")?,
                payload: row.get("payload")?,
                tries: row.get::<_, u32>("tries")? + 1,
                lease_until: tx.now(),
            })
        },
    )?;
    claimed.lease_until = tx.now().plus(lease(&claimed.kind));
    tx.execute(
        "UPDATE job
         SET state = 'running', tries = :tries, lease_until = :until, leased_by = :holder
         WHERE id = :id",
        named_params! {
            ":tries": claimed.tries,
            ":until": claimed.lease_until,
            ":holder": holder.code(),
            ":id": claimed.id,
        },
    )?;
    Ok(Some(claimed))
}

/// The workspace with a due job whose turn it is: the first after `last`, else the first of all.
fn next_workspace(tx: &Tx, lane: Lane, last: WorkspaceId) -> Result<Option<WorkspaceId>> {
    const NEXT: &str = "SELECT workspace_id
         FROM job
         WHERE lane = :lane
           AND workspace_id > :last
           AND state = 'waiting'
           AND due_at <= :now
         ORDER BY workspace_id
         LIMIT 1";
    for after in [last, WorkspaceId::new(-1)] {
        let params = named_params! { ":lane": lane.code(), ":last": after, ":now": tx.now() };
        if let Some(workspace) = tx.maybe(NEXT, params, |row| row.get("workspace_id"))? {
            return Ok(Some(workspace));
        }
    }
    Ok(None)
}

/// Makes the lease last that much longer from now. `Gone` if it was lost: the run must stop.
pub fn renew(tx: &Tx, claimed: &Claimed, lease: Duration) -> Result<Claimed> {
    let until = tx.now().plus(lease);
    let kept = tx.execute(
        "UPDATE job
         SET lease_until = :until
         WHERE id = :id
           AND state = 'running'
           AND lease_until = :before",
        named_params! { ":until": until, ":id": claimed.id, ":before": claimed.lease_until },
    )?;
    match kept {
        0 => Err(Error::Gone),
        _ => Ok(Claimed { lease_until: until, ..claimed.clone() }),
    }
}

/// Writes down how the run ended. Nothing happens if the lease was lost meanwhile. Gives where the job now stands;
/// none if it is done.
pub fn settle(tx: &Tx, claimed: &Claimed, outcome: &Outcome) -> Result<Option<State>> {
    let ours: Option<bool> = tx.maybe(
        "SELECT again
         FROM job
         WHERE id = :id
           AND state = 'running'
           AND lease_until = :lease",
        named_params! { ":id": claimed.id, ":lease": claimed.lease_until },
        |row| row.get("again"),
    )?;
    let Some(asked_again) = ours else {
        return Ok(None);
    };
    match outcome {
        Outcome::Done | Outcome::Fail(_) if asked_again => restart(tx, claimed.id),
        Outcome::Done => {
            tx.execute("DELETE FROM job WHERE id = :id", named_params! { ":id": claimed.id })?;
            Ok(None)
        }
        Outcome::Retry(reason) => put_off(tx, claimed.id, claimed.tries, reason),
        Outcome::Fail(reason) => stop(tx, claimed.id, reason),
    }
}

fn restart(tx: &Tx, id: JobId) -> Result<Option<State>> {
    tx.execute(
        "UPDATE job
         SET state = 'waiting', tries = 0, due_at = :now, lease_until = NULL, leased_by = NULL, again = 0, reason = ''
         WHERE id = :id",
        named_params! { ":now": tx.now(), ":id": id },
    )?;
    tx.wake_worker();
    Ok(Some(State::Waiting))
}

fn put_off(tx: &Tx, id: JobId, tries: u32, reason: &str) -> Result<Option<State>> {
    let Some(delay) = delay(tries) else {
        return stop(tx, id, reason);
    };
    tx.execute(
        "UPDATE job
         SET state = 'waiting', due_at = :due, lease_until = NULL, leased_by = NULL, again = 0, reason = :reason
         WHERE id = :id",
        named_params! { ":due": tx.now().plus(delay), ":reason": reason, ":id": id },
    )?;
    tx.wake_worker();
    Ok(Some(State::Waiting))
}

fn stop(tx: &Tx, id: JobId, reason: &str) -> Result<Option<State>> {
    tx.execute(
        "UPDATE job
         SET state = 'failed', lease_until = NULL, leased_by = NULL, again = 0, reason = :reason
         WHERE id = :id",
        named_params! { ":reason": reason, ":id": id },
    )?;
    Ok(Some(State::Failed))
}

/// Puts off the jobs whose runner is gone: those with a lease that ran out and, where the holder is known to begin
/// anew (there is only one server), all of its own. Gives how many.
pub fn recover(tx: &Tx, restarted: Option<Holder>) -> Result<usize> {
    let lost = tx.all(
        "SELECT id, tries
         FROM job
         WHERE state = 'running'
           AND (lease_until <= :now OR leased_by = :holder)",
        named_params! { ":now": tx.now(), ":holder": restarted.map(Holder::code) },
        |row| Ok((row.get::<_, JobId>("id")?, row.get::<_, u32>("tries")?)),
    )?;
    for (id, tries) in &lost {
        put_off(tx, *id, *tries, "the program ended while it ran")?;
    }
    Ok(lost.len())
}

/// When something is next to be done in the lane: a waiting job falls due, or a lease runs out.
pub fn next_due_at(view: &View, lane: Lane) -> Result<Option<At>> {
    view.one(
        "SELECT min(at) AS at
         FROM (
           SELECT min(due_at) AS at FROM job WHERE lane = :lane AND state = 'waiting'
           UNION ALL
           SELECT min(lease_until) FROM job WHERE state = 'running'
         )",
        named_params! { ":lane": lane.code() },
        |row| row.get("at"),
    )
}

/// The jobs of the installation, those to look at first: failed, running, waiting; at most `limit`.
pub fn list(view: &View, limit: u32) -> Result<Vec<Row>> {
    view.all(
        "SELECT id, workspace_id, lane, kind, state, tries, due_at, reason
         FROM job
         ORDER BY state, due_at, id
         LIMIT :limit",
        named_params! { ":limit": limit },
        row,
    )
}

/// One job, or `NotFound`.
pub fn find(view: &View, id: JobId) -> Result<Row> {
    view.one(
        "SELECT id, workspace_id, lane, kind, state, tries, due_at, reason
         FROM job
         WHERE id = :id",
        named_params! { ":id": id },
        row,
    )
}

fn row(row: &crate::platform::db::Row) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get("id")?,
        workspace: row.get("workspace_id")?,
        lane: row.get("lane")?,
        kind: row.get("kind")?,
        state: State::parse(&row.get::<_, String>("state")?),
        tries: row.get("tries")?,
        due_at: row.get("due_at")?,
        reason: row.get("reason")?,
    })
}

/// How many jobs stand where: for the health page and for tests.
pub fn waiting_counts(view: &View) -> Result<Vec<(State, i64)>> {
    view.all("SELECT state, count(*) AS jobs FROM job GROUP BY state ORDER BY state", [], |row| {
        Ok((State::parse(&row.get::<_, String>("state")?), row.get("jobs")?))
    })
}

/// Makes a waiting job due now. `Conflict` if it runs or has failed.
pub fn hurry(tx: &Tx, id: JobId) -> Result<()> {
    if find(tx, id)?.state != State::Waiting {
        return Err(Error::Conflict("engine-job-not-waiting"));
    }
    tx.execute("UPDATE job SET due_at = :now WHERE id = :id", named_params! { ":now": tx.now(), ":id": id })?;
    tx.wake_worker();
    Ok(())
}

/// Makes the waiting job of that kind and key due now, in the act's workspace.
pub(super) fn hurry_like(tx: &Tx, kind: &str, dedupe: Option<String>) -> Result<()> {
    tx.execute(
        "UPDATE job
         SET due_at = min(due_at, :now)
         WHERE workspace_id = :workspace
           AND kind = :kind
           AND dedupe = :dedupe
           AND state = 'waiting'",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": kind,
            ":dedupe": dedupe,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Gives a failed job all its tries again. `Conflict` if it has not failed, or if its like is live.
pub fn retry(tx: &Tx, id: JobId) -> Result<()> {
    if find(tx, id)?.state != State::Failed {
        return Err(Error::Conflict("engine-job-not-failed"));
    }
    let revived = tx.execute(
        "UPDATE OR IGNORE job
         SET state = 'waiting', tries = 0, due_at = :now
         WHERE id = :id",
        named_params! { ":now": tx.now(), ":id": id },
    )?;
    tx.wake_worker();
    if revived == 1 { Ok(()) } else { Err(Error::Conflict("engine-job-queued")) }
}

/// Removes a job for good. `Conflict` while it runs.
pub fn drop_job(tx: &Tx, id: JobId) -> Result<()> {
    if find(tx, id)?.state == State::Running {
        return Err(Error::Conflict("engine-job-running"));
    }
    tx.execute("DELETE FROM job WHERE id = :id", named_params! { ":id": id })?;
    Ok(())
}
