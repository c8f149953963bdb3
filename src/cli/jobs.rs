//! `kantora jobs`: the work that follows acts.

use clap::Subcommand;

use super::ending::Failure;
use super::place::Place;
use crate::base::{Actor, Door, Result as Outcome, WorkspaceId};
use crate::platform::queue::{self, Holder, JobId};
use crate::platform::{Lane, Machines, Tx};
use crate::worker;

/// See the jobs that wait, run or have failed, and deal with them
///
/// The server tries a job up to twelve times within 48 hours before it gives up and keeps it for you to look at.
#[derive(Subcommand)]
pub enum JobsCommand {
    /// List them, those to look at first
    List {
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Run everything that is due, here and now, beside the running server or without it
    Run {
        /// Make this waiting job due first
        job: Option<JobId>,
    },
    /// Give a failed job all its tries again
    Retry {
        /// The number of the job
        job: JobId,
    },
    /// Remove a job for good; what it was to do is not done
    Drop {
        /// The number of the job
        job: JobId,
    },
}

impl JobsCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let machines = place.open()?;
        match self {
            JobsCommand::List { limit } => list(&machines, limit),
            JobsCommand::Run { job } => run(&machines, job),
            JobsCommand::Retry { job } => change(&machines, job, queue::retry, "is tried again"),
            JobsCommand::Drop { job } => change(&machines, job, queue::drop_job, "is removed"),
        }
    }
}

fn list(machines: &Machines, limit: u32) -> Result<(), Failure> {
    let jobs = machines.db.read(&installation(), |view| queue::list(view, limit))?;
    for job in &jobs {
        let line = [
            job.id.to_string(),
            job.state.code().into(),
            job.kind.clone(),
            format!("workspace {}", job.workspace),
            format!("try {}", job.tries),
            format!("due {}", job.due_at),
            job.reason.clone(),
        ];
        println!("{}", line.join("\t").trim_end());
    }
    if jobs.is_empty() {
        eprintln!("No job waits, runs or has failed.");
    }
    Ok(())
}

fn run(machines: &Machines, job: Option<JobId>) -> Result<(), Failure> {
    if let Some(job) = job {
        change(machines, job, queue::hurry, "is due now")?;
    }
    let ran = super::serve::runtime()?.block_on(worker::run_due(machines, Holder::Cli))?;
    println!("{ran} jobs ran.");
    Ok(())
}

fn change(
    machines: &Machines,
    job: JobId,
    act: fn(&Tx, JobId) -> Outcome<()>,
    done: &str,
) -> Result<(), Failure> {
    let changed = machines.db.write_blocking(&installation(), Lane::Interactive, move |tx| act(tx, job));
    changed.map_err(|error| match error {
        crate::base::Error::NotFound => Failure::refused(format!("there is no job {job}")),
        other => other.into(),
    })?;
    println!("Job {job} {done}.");
    Ok(())
}

fn installation() -> Actor {
    Actor::system(Door::Cli, WorkspaceId::NONE)
}
