//! What the writer and the readers promise.

mod reading;

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use super::{Db, Lane};
use crate::base::{Actor, At, Door, Error, Result};
use crate::platform::clock::Clock;

struct Bench {
    db: Db,
    folder: TempDir,
}

impl Bench {
    fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    fn rows(&self) -> Vec<i64> {
        self.db
            .read(&nobody(), |view| view.all("SELECT number FROM one ORDER BY id", [], |row| row.get(0)))
            .unwrap()
    }

    fn insert(&self, number: i64) -> Result<()> {
        self.db.write_blocking(&nobody(), Lane::Interactive, move |tx| insert(tx, number))
    }
}

fn insert(tx: &super::Tx, number: i64) -> Result<()> {
    tx.execute("INSERT INTO one (number) VALUES (?1)", [number]).map(|_| ())
}

fn nobody() -> Actor {
    Actor::guest(Door::Job)
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             CREATE TABLE one (id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL UNIQUE) STRICT;",
        )
        .unwrap();
    Bench { db: Db::open(&path, Clock::hand(At(0))).unwrap(), folder }
}

/// Holds the writer in an act until the guard is dropped, so that what is submitted meanwhile shares a commit.
fn hold(bench: &Bench) -> mpsc::Sender<()> {
    let (release, held) = mpsc::channel::<()>();
    let (entered, inside) = mpsc::channel();
    let db = bench.db.clone();
    std::thread::spawn(move || {
        db.write_blocking(&nobody(), Lane::Interactive, move |_| {
            entered.send(()).unwrap();
            // Ends when the sender is dropped.
            let _ = held.recv();
            Ok(())
        })
    });
    inside.recv().unwrap();
    release
}

#[test]
fn acts_run_in_the_order_in_which_they_came_and_see_each_other() {
    let bench = bench();
    let release = hold(&bench);

    let answers: Vec<_> = (0..100)
        .map(|number| {
            bench
                .db
                .submit(&nobody(), Lane::Interactive, move |tx| {
                    insert(tx, number)?;
                    tx.one("SELECT count(*) FROM one", [], |row| row.get::<_, i64>(0))
                })
                .unwrap()
        })
        .collect();
    drop(release);

    let counts: Vec<i64> =
        answers.into_iter().map(|answer| answer.blocking_recv().unwrap().unwrap()).collect();
    assert_eq!(counts, (1..=100).collect::<Vec<_>>());
    assert_eq!(bench.rows(), (0..100).collect::<Vec<_>>());
}

#[test]
fn an_interactive_act_goes_before_a_bulk_act_that_came_first() {
    let bench = bench();
    let release = hold(&bench);

    let bulk = bench.db.submit(&nobody(), Lane::Bulk, |tx| insert(tx, 2)).unwrap();
    let interactive = bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 1)).unwrap();
    drop(release);

    bulk.blocking_recv().unwrap().unwrap();
    interactive.blocking_recv().unwrap().unwrap();
    assert_eq!(bench.rows(), [1, 2]);
}

#[test]
fn a_bulk_act_never_joins_the_commit_of_interactive_ones() {
    let bench = bench();
    let release = hold(&bench);
    let (reached, bulk_runs) = mpsc::channel();
    let (go_on, held) = mpsc::channel::<()>();

    let interactive = bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 1)).unwrap();
    let bulk = bench.db.submit(&nobody(), Lane::Bulk, move |tx| {
        reached.send(()).unwrap();
        // Ends when the sender is dropped.
        let _ = held.recv();
        insert(tx, 2)
    });
    drop(release);
    bulk_runs.recv().unwrap();

    // Answered although the bulk act is still running.
    interactive.blocking_recv().unwrap().unwrap();
    assert_eq!(bench.rows(), [1]);
    drop(go_on);
    bulk.unwrap().blocking_recv().unwrap().unwrap();
    assert_eq!(bench.rows(), [1, 2]);
}

#[test]
fn an_act_that_fails_or_panics_is_rolled_back_alone() {
    let bench = bench();
    let release = hold(&bench);

    let before = bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 1)).unwrap();
    let failing = bench
        .db
        .submit(&nobody(), Lane::Interactive, |tx| {
            insert(tx, 2).and(Err::<(), _>(Error::Conflict("engine-locked")))
        })
        .unwrap();
    let panicking = bench
        .db
        .submit(&nobody(), Lane::Interactive, |tx| {
            insert(tx, 3)?;
            if tx.now() == At(0) { panic!("on purpose") } else { Ok(()) }
        })
        .unwrap();
    let after = bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 4)).unwrap();
    drop(release);

    before.blocking_recv().unwrap().unwrap();
    assert!(matches!(failing.blocking_recv().unwrap(), Err(Error::Conflict("engine-locked"))));
    assert!(panicking.blocking_recv().unwrap().unwrap_err().to_string().contains("on purpose"));
    after.blocking_recv().unwrap().unwrap();
    assert_eq!(bench.rows(), [1, 4]);
    assert!(bench.db.is_ready());
}

#[test]
fn a_transaction_that_was_rolled_back_behind_the_writer_fails_everybody_in_it() {
    let bench = bench();
    let release = hold(&bench);

    let before = bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 1)).unwrap();
    let culprit = bench.db.submit(&nobody(), Lane::Interactive, |tx| tx.execute("ROLLBACK", [])).unwrap();
    drop(release);

    assert!(matches!(before.blocking_recv().unwrap(), Err(Error::Unavailable("engine-storage"))));
    assert!(matches!(culprit.blocking_recv().unwrap(), Err(Error::Unavailable("engine-storage"))));
    assert!(bench.rows().is_empty());
    bench.insert(5).unwrap();
    assert_eq!(bench.rows(), [5]);
}

#[test]
fn a_full_disk_is_told_plainly_and_writing_goes_on_when_there_is_room() {
    let bench = bench();
    let limit = |pages: i64| {
        bench
            .db
            .write_blocking(&nobody(), Lane::Interactive, move |tx| {
                tx.one(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
            })
            .unwrap();
    };
    let fill = || {
        bench.db.write_blocking(&nobody(), Lane::Interactive, |tx| {
            insert(tx, 1)?;
            tx.execute("CREATE TABLE filler AS SELECT randomblob(500000) AS bytes", [])
        })
    };

    limit(20);
    let full = fill();
    let small = bench.insert(2);
    limit(100_000);
    let with_room = fill();

    assert!(matches!(full, Err(Error::Unavailable("engine-disk-full" | "engine-storage"))), "{full:?}");
    small.unwrap();
    with_room.unwrap();
    assert_eq!(bench.rows(), [2, 1]);
}

#[test]
fn a_full_line_is_refused_and_the_acts_in_it_are_still_done() {
    let bench = bench();
    let release = hold(&bench);

    let mut answers = Vec::new();
    let refusal = loop {
        match bench.db.submit(&nobody(), Lane::Bulk, |tx| insert(tx, tx.now().0)) {
            Ok(answer) => answers.push(answer),
            Err(refusal) => break refusal,
        }
    };
    let interactive = bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 7));
    drop(release);

    assert!(matches!(refusal, Error::Unavailable("error-busy")));
    interactive.unwrap().blocking_recv().unwrap().unwrap();
    let done = answers.into_iter().filter_map(|answer| answer.blocking_recv().ok()).count();
    assert_eq!(done, 256);
}

#[test]
fn an_act_whose_caller_has_gone_is_not_begun() {
    let bench = bench();
    let release = hold(&bench);

    drop(bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 1)).unwrap());
    drop(release);

    bench.insert(2).unwrap();
    assert_eq!(bench.rows(), [2]);
}

#[test]
fn after_a_stop_the_acts_in_line_are_answered_and_new_ones_refused() {
    let bench = bench();
    let release = hold(&bench);
    let waiting = bench.db.submit(&nobody(), Lane::Interactive, |tx| insert(tx, 1)).unwrap();

    drop(release);
    bench.db.stop();

    waiting.blocking_recv().unwrap().unwrap();
    assert!(matches!(bench.insert(2), Err(Error::Unavailable("error-writer-stopped"))));
    assert!(!bench.db.is_ready());
    assert_eq!(bench.rows(), [1]);
}

#[test]
fn a_command_beside_the_server_writes_in_turn_with_it_and_the_server_notices() {
    let bench = bench();
    let beside = Db::open_beside(&bench.path(), Clock::hand(At(0))).unwrap();
    let mut wakes = bench.db.wakes();

    bench.insert(1).unwrap();
    beside.write_blocking(&nobody(), Lane::Interactive, |tx| insert(tx, 2)).unwrap();
    let failed =
        beside.write_blocking(&nobody(), Lane::Interactive, |tx| insert(tx, 3).and_then(|()| insert(tx, 1)));
    bench.insert(4).unwrap();

    assert!(failed.is_err());
    assert_eq!(bench.rows(), [1, 2, 4]);
    let woken = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
        .block_on(async { tokio::time::timeout(Duration::from_secs(10), wakes.changed()).await });
    woken.unwrap().unwrap();
    assert_eq!(bench.db.foreign_changes(), 1);
}

#[test]
fn only_an_act_that_asks_for_it_wakes_the_worker() {
    let bench = bench();
    let wakes = bench.db.wakes();

    bench.insert(1).unwrap();
    let quiet = wakes.has_changed().unwrap();
    let waking = |tx: &super::Tx| {
        tx.wake_worker();
        Ok(())
    };
    bench.db.write_blocking(&nobody(), Lane::Interactive, waking).unwrap();
    // The answer comes before the wake: one more act, and it has been sent.
    bench.insert(2).unwrap();

    assert!(!quiet);
    assert!(wakes.has_changed().unwrap());
}

#[test]
fn the_log_goes_into_the_main_file_under_load_and_is_begun_anew() {
    let bench = bench();
    let blob = "x".repeat(3_000);
    let fill = move |tx: &super::Tx, from: i64| {
        tx.execute("CREATE TABLE IF NOT EXISTS filler (text TEXT) STRICT", [])?;
        for _ in from..from + 500 {
            tx.execute("INSERT INTO filler (text) VALUES (?1)", [&blob])?;
        }
        Ok(())
    };

    for from in 0..40 {
        let fill = fill.clone();
        bench.db.write_blocking(&nobody(), Lane::Bulk, move |tx| fill(tx, from)).unwrap();
    }

    let log = std::fs::metadata(bench.folder.path().join("test.db-wal")).unwrap().len();
    assert!(log < 30_000_000, "the log has {log} bytes after 80 MB of writes");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever mix of good, failing and panicking acts shares commits: exactly the good ones are there, in order.
    #[test]
    fn exactly_the_acts_that_were_answered_well_are_there(kinds in proptest::collection::vec(0..4_u8, 1..60)) {
        let bench = bench();
        let release = hold(&bench);

        let answers: Vec<_> = kinds.iter().copied().enumerate().map(|(index, kind)| {
            let number = i64::try_from(index).unwrap();
            bench.db.submit(&nobody(), Lane::Interactive, move |tx| {
                insert(tx, number)?;
                match kind {
                    0 => Err(Error::Forbidden),
                    1 => insert(tx, number),
                    _ => Ok(()),
                }
            }).unwrap()
        }).collect();
        drop(release);

        let mut expected = Vec::new();
        for (index, answer) in answers.into_iter().enumerate() {
            if answer.blocking_recv().unwrap().is_ok() {
                expected.push(i64::try_from(index).unwrap());
            }
        }
        prop_assert_eq!(bench.rows(), expected.clone());
        prop_assert_eq!(expected.len(), kinds.iter().filter(|kind| **kind > 1).count());
    }
}
