//! What the readers promise.

use rusqlite::Connection;

use super::{bench, nobody};
use crate::base::Error;

#[test]
fn a_short_question_without_end_is_given_up_and_the_next_one_answered() {
    let bench = bench();
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    let given_up = bench.db.read(&nobody(), |view| view.one(endless, [], |row| row.get::<_, i64>(0)));

    assert!(matches!(given_up, Err(Error::Unavailable("error-took-too-long"))));
    assert!(bench.rows().is_empty());
}

#[test]
fn a_question_sees_one_snapshot_whatever_is_written_meanwhile() {
    let bench = bench();
    bench.insert(1).unwrap();
    let count = "SELECT count(*) FROM one";

    let counts = bench.db.read(&nobody(), |view| {
        let first: i64 = view.one(count, [], |row| row.get(0))?;
        bench.insert(2)?;
        let second: i64 = view.one(count, [], |row| row.get(0))?;
        Ok((first, second))
    });

    assert_eq!(counts.unwrap(), (1, 1));
    assert_eq!(bench.rows().len(), 2);
}

#[test]
fn a_reader_cannot_write() {
    let bench = bench();

    let refused = bench.db.read(&nobody(), |view| {
        view.maybe("INSERT INTO one (number) VALUES (1) RETURNING id", [], |row| row.get::<_, i64>(0))
    });

    assert!(matches!(refused, Err(Error::Unavailable("engine-read-only"))));
}

#[test]
fn a_copy_holds_what_was_committed_and_stands_alone() {
    let bench = bench();
    bench.insert(1).unwrap();
    let target = bench.folder.path().join("copy.db");

    bench.db.copy_into(&target).unwrap();
    bench.insert(2).unwrap();

    let copy = Connection::open(&target).unwrap();
    let count: i64 = copy.query_row("SELECT count(*) FROM one", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
    assert!(!target.with_extension("db-wal").exists());
}
