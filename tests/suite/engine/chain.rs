//! The audit chain: what is written stays, and what is tampered with shows.

use kantora::base::{Actor, Door, Error, Result, SubjectId};
use kantora::platform::{Lane, Tx};
use kantora::workspace::audit::{self, Change, Fault};
use rusqlite::Connection;

use crate::support::{self, Installation, Workspace};

const UNLOCK: &str = "DROP TRIGGER audit_update; DROP TRIGGER audit_delete; DROP TRIGGER audit_insert;";

#[test]
fn the_chain_of_each_workspace_is_whole_and_its_own() {
    let machines = support::machines();
    let (ours, theirs) =
        (support::workspace_named(&machines, "ours"), support::workspace_named(&machines, "theirs"));

    rename_times(&machines, &ours, 3);
    rename_times(&machines, &theirs, 1_200);

    let heads = machines.db.read(&Actor::guest(Door::Cli), audit::heads).unwrap();
    assert_eq!(
        heads.iter().map(|head| (head.workspace, head.seq)).collect::<Vec<_>>(),
        [(ours.id, 3), (theirs.id, 1_200)]
    );
    for (workspace, head) in [&ours, &theirs].into_iter().zip(heads) {
        assert_eq!(verify(&machines, workspace), Ok(head));
    }
}

#[test]
fn the_schema_refuses_to_change_remove_or_replace_a_row() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    rename_times(&machines, &workspace, 3);
    let shell = Connection::open(machines.database()).unwrap();
    shell.execute_batch("PRAGMA foreign_keys = ON").unwrap();

    let attempts = [
        "UPDATE audit SET verb = 'company.praise' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 3",
        "INSERT OR REPLACE INTO audit (id, workspace_id, seq, at, door, verb, fields, previous, hash)
         SELECT id, workspace_id, seq, at, door, 'company.praise', fields, previous, hash FROM audit WHERE seq = 2",
        "INSERT OR REPLACE INTO audit (id, workspace_id, seq, at, door, verb, fields, previous, hash)
         SELECT id, workspace_id, 4, at, door, 'company.praise', fields, previous, hash FROM audit WHERE seq = 2",
        "INSERT INTO audit (workspace_id, seq, at, door, verb, fields, previous, hash)
         SELECT workspace_id, 9, at, door, verb, fields, previous, hash FROM audit WHERE seq = 3",
    ];

    for attempt in attempts {
        let refusal = shell.execute(attempt, []).unwrap_err().to_string();
        assert!(refusal.contains("audit is append-only"), "{attempt}: {refusal}");
    }
    assert!(verify(&machines, &workspace).is_ok());
}

#[test]
fn a_row_changed_behind_the_triggers_is_named() {
    let columns = [
        "at = at + 1",
        "door = 'cli'",
        "account_id = 99",
        "account_id = NULL",
        "member_id = 99",
        "verb = 'company.praise'",
        "subject_id = NULL",
        "fields = '[]'",
        "previous = zeroblob(32)",
        "hash = zeroblob(32)",
    ];
    for column in columns {
        let machines = support::machines();
        let workspace = support::workspace(&machines);
        rename_times(&machines, &workspace, 5);

        tamper(&machines, &format!("UPDATE audit SET {column} WHERE seq = 3"));

        assert_eq!(verify(&machines, &workspace).unwrap_err().seq, 3, "{column}");
    }
}

#[test]
fn a_row_taken_out_or_swapped_is_named() {
    for (tampering, seq) in [
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
        (
            "UPDATE audit SET seq = 100 WHERE seq = 2;
             UPDATE audit SET seq = 2 WHERE seq = 3;
             UPDATE audit SET seq = 3 WHERE seq = 100",
            2,
        ),
    ] {
        let machines = support::machines();
        let workspace = support::workspace(&machines);
        rename_times(&machines, &workspace, 4);

        tamper(&machines, tampering);

        assert_eq!(verify(&machines, &workspace).unwrap_err().seq, seq, "{tampering}");
    }
}

#[test]
fn what_was_cut_off_the_end_shows_against_a_head_noted_before() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    rename_times(&machines, &workspace, 4);
    let noted = verify(&machines, &workspace).unwrap();

    tamper(&machines, "DELETE FROM audit_value WHERE audit_id = 4; DELETE FROM audit WHERE seq = 4");

    let found = verify(&machines, &workspace).unwrap();
    assert_eq!((noted.seq, found.seq), (4, 3));
}

#[test]
fn a_changed_value_is_named_and_an_erased_one_leaves_the_chain_whole() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    rename_times(&machines, &workspace, 3);
    let subject = subject_of(&machines, &workspace);

    let before = verify_values(&machines, &workspace);
    tamper(&machines, "UPDATE audit_value SET new = 'Somebody else' WHERE audit_id = 2");
    let changed = verify_values(&machines, &workspace);
    let erased = machines
        .db
        .write_blocking(&workspace.actor(), Lane::Interactive, move |tx| audit::erase_values(tx, subject))
        .unwrap();

    assert_eq!(before, Ok(()));
    assert_eq!(changed.unwrap_err().seq, 2);
    assert_eq!(erased, 3);
    assert_eq!(verify_values(&machines, &workspace), Ok(()));
    assert_eq!(verify(&machines, &workspace).unwrap().seq, 3);
}

#[test]
fn an_act_that_fails_leaves_no_row_and_no_gap() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    rename_times(&machines, &workspace, 1);

    let failed = machines.db.write_blocking(&workspace.actor(), Lane::Interactive, |tx| {
        audit::record(tx, "company.rename", None, &[])?;
        Err::<(), _>(Error::Forbidden)
    });
    rename_times(&machines, &workspace, 1);

    assert!(failed.is_err());
    assert_eq!(verify(&machines, &workspace).unwrap().seq, 2);
}

#[test]
fn acts_are_listed_the_newest_first_with_who_did_them() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    rename_times(&machines, &workspace, 2);
    let subject = subject_of(&machines, &workspace);

    let (latest, of_subject) = machines
        .db
        .read(&workspace.actor(), |view| {
            Ok((audit::list_latest(view, 1)?, audit::list_of_subject(view, subject, 10)?))
        })
        .unwrap();

    assert_eq!(latest, of_subject[..1]);
    assert_eq!(of_subject.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((latest[0].member, latest[0].verb.as_str()), (Some(workspace.owner), "company.rename"));
}

fn rename_times(machines: &Installation, workspace: &Workspace, times: usize) {
    let rename = move |tx: &Tx| {
        let subject = subject(tx)?;
        for _ in 0..times {
            let changes = [Change::new("name", "Acme", Some("Acme Ltd"))];
            audit::record(tx, "company.rename", Some(subject), &changes)?;
        }
        Ok(())
    };
    machines.db.write_blocking(&workspace.actor(), Lane::Interactive, rename).unwrap();
}

fn subject(tx: &Tx) -> Result<SubjectId> {
    let known =
        tx.maybe("SELECT id FROM subject WHERE workspace_id = ?1 LIMIT 1", [tx.workspace()], |row| {
            row.get("id")
        })?;
    match known {
        Some(subject) => Ok(subject),
        None => tx
            .insert("INSERT INTO subject (workspace_id, kind) VALUES (?1, 'company')", [tx.workspace()])
            .map(SubjectId::new),
    }
}

fn subject_of(machines: &Installation, workspace: &Workspace) -> SubjectId {
    machines.db.write_blocking(&workspace.actor(), Lane::Interactive, subject).unwrap()
}

fn verify(machines: &Installation, workspace: &Workspace) -> Result<audit::Head, Fault> {
    machines.db.read(&workspace.actor(), |view| audit::verify(view, view.workspace())).unwrap()
}

fn verify_values(machines: &Installation, workspace: &Workspace) -> Result<(), Fault> {
    machines.db.read(&workspace.actor(), |view| audit::verify_values(view, view.workspace())).unwrap()
}

fn tamper(machines: &Installation, statements: &str) {
    let shell = Connection::open(machines.database()).unwrap();
    shell.execute_batch(UNLOCK).unwrap();
    shell.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    shell.execute_batch(statements).unwrap();
}
