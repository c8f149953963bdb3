//! Every kind of job and every schedule, and the hands that do the work.
//!
//! A slice brings its jobs in `jobs.rs`: a payload with its [`queue::Job`] and an `async fn run(Machines, Actor,
//! Payload) -> Result<Outcome>`. Here stands one line for each, and one for each schedule; schedules only enqueue.

mod kinds;
mod hands;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::across::{bulk, merge, search, transfer, trash};
use crate::billing::{customers, invoices, packs, quotes};
use crate::crm::{files, forms, leads, tasks};
use crate::letters::letters;
use crate::platform::cron::{Every, Schedule};
use crate::platform::{idempotency, queue};
use crate::workspace::{audit, changes, email, notices, rates, sessions, sign_in, support};

pub use hands::{Worker, run_due, start};
pub use kinds::Kinds;

/// Every kind of job. A sweep is a step that is repeated until it finds nothing more.
pub fn kinds() -> Kinds {
    let letters = Arc::new(letters());
    Kinds::default()
        .sweep::<idempotency::Sweep>(idempotency::sweep)
        .sweep::<changes::ClearExpired>(changes::clear_expired)
        .sweep::<sessions::Sweep>(sessions::sweep)
        .sweep::<sign_in::Sweep>(sign_in::sweep)
        .sweep::<email::Sweep>(email::sweep)
        .sweep::<notices::Sweep>(notices::sweep)
        .sweep::<leads::BringBack>(leads::bring_back)
        .sweep::<forms::Clear>(forms::clear)
        .sweep::<quotes::Expire>(quotes::expire)
        .sweep::<packs::Clear>(packs::clear)
        .sweep::<trash::EmptyTrash>(trash::empty_trash)
        .sweep::<support::CloseExpired>(support::close_expired)
        .run(audit::log_heads)
        .run(files::scan)
        .run(files::clear)
        .run(invoices::render)
        .run(packs::run)
        .run(quotes::render)
        .run(tasks::remind)
        .run(tasks::summarize)
        .run(move |machines, actor, job| email::deliver(letters.clone(), machines, actor, job))
        .run(email::release)
        .run(sign_in::send_reset)
        .run(rates::fetch)
        .run(customers::ask)
        .run(transfer::run_analyse)
        .run(transfer::run_plan)
        .run(transfer::run_write)
        .run(transfer::run_undo)
        .run(transfer::run_undo_set)
        .run(transfer::run_clear)
        .run(merge::find_duplicates)
        .run(search::find_anew)
        .run(bulk::run)
        .run(bulk::run_undo)
}

/// Every schedule. An `enqueue_everywhere` gives each workspace a job of its own.
pub const SCHEDULES: &[Schedule] = &[
    Schedule {
        name: "idempotency.sweep",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue(tx, &idempotency::Sweep {}),
    },
    Schedule {
        name: "changes.clear-expired",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &changes::ClearExpired {}),
    },
    Schedule {
        name: "session.sweep",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue(tx, &sessions::Sweep {}),
    },
    Schedule { name: "files.scan", every: Every::Hour, enqueue: files::scan_everywhere },
    Schedule {
        name: "merge.find-duplicates",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &merge::FindDuplicates {}),
    },
    Schedule { name: "email.release", every: Every::Hour, enqueue: email::release_everywhere },
    Schedule {
        name: "rates.fetch",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &rates::Fetch { is_wished: false }),
    },
    Schedule {
        name: "support.close-expired",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &support::CloseExpired {}),
    },
    Schedule {
        name: "sign-in.sweep",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue(tx, &sign_in::Sweep {}),
    },
    Schedule {
        name: "tasks.summarize",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &tasks::Summarize {}),
    },
    Schedule {
        name: "contacts.empty-trash",
        every: Every::Day,
        enqueue: |tx| queue::enqueue_everywhere(tx, &trash::EmptyTrash {}),
    },
    Schedule {
        name: "leads.bring-back",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &leads::BringBack {}),
    },
    Schedule {
        name: "forms.clear",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &forms::Clear {}),
    },
    Schedule {
        name: "quotes.expire",
        every: Every::Hour,
        enqueue: |tx| queue::enqueue_everywhere(tx, &quotes::Expire {}),
    },
    Schedule {
        name: "packs.clear",
        every: Every::Day,
        enqueue: |tx| queue::enqueue_everywhere(tx, &packs::Clear {}),
    },
    Schedule { name: "email.sweep", every: Every::Day, enqueue: email::sweep_everywhere },
    Schedule {
        name: "notices.sweep",
        every: Every::Day,
        enqueue: |tx| queue::enqueue_everywhere(tx, &notices::Sweep {}),
    },
    Schedule {
        name: "audit.log-heads",
        every: Every::Day,
        enqueue: |tx| queue::enqueue(tx, &audit::LogHeads {}),
    },
    Schedule {
        name: "files.clear",
        every: Every::Day,
        enqueue: |tx| queue::enqueue_everywhere(tx, &files::Clear {}),
    },
    Schedule {
        name: "import.clear",
        every: Every::Day,
        enqueue: |tx| queue::enqueue_everywhere(tx, &transfer::Clear {}),
    },
];
