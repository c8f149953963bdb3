//! What the schema itself refuses, whoever writes.

use std::time::Duration;

use kantora::base::{Actor, Door};
use kantora::platform::{Lane, migrate};

use crate::support;

#[test]
fn a_row_that_points_into_another_workspace_is_refused_by_the_database() {
    let machines = support::machines();
    let (ours, theirs) =
        (support::workspace_named(&machines, "ours"), support::workspace_named(&machines, "theirs"));
    let subject = machines
        .db
        .write_blocking(&theirs.actor(), Lane::Interactive, |tx| {
            tx.insert("INSERT INTO subject (workspace_id, kind) VALUES (?1, 'contact')", [tx.workspace()])
        })
        .unwrap();

    let crossing = machines.db.write_blocking(&ours.actor(), Lane::Interactive, move |tx| {
        tx.execute(
            "INSERT INTO search_prefix (workspace_id, word, subject_id) VALUES (?1, 'x', ?2)",
            (tx.workspace(), subject),
        )
    });

    assert!(crossing.unwrap_err().to_string().contains("FOREIGN KEY"));
}

#[test]
fn the_committed_schema_is_the_one_that_the_migrations_make() {
    let machines = support::machines();

    let schema = migrate::schema(&machines.database()).unwrap();

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/current.sql");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        schema,
        "schema/current.sql is not current: run `UPDATE_SCHEMA=1 cargo test --test suite schema` once and commit it"
    );
}

#[test]
fn every_test_has_a_folder_of_its_own_and_a_clock_that_moves_by_hand() {
    let (one, other) = (support::machines(), support::machines());
    let workspace = support::workspace(&one);

    one.pass(Duration::from_secs(60));

    assert_ne!(one.folder(), other.folder());
    assert_eq!(one.clock.now().since(other.clock.now()), Duration::from_secs(60));
    assert_eq!(workspace.slug, "acme");
}

#[test]
fn an_actor_without_a_workspace_finds_no_workspace_row() {
    let machines = support::machines();
    support::workspace(&machines);

    let found = machines.db.read(&Actor::guest(Door::Page), |view| {
        view.maybe("SELECT id FROM workspace WHERE id = ?1", [view.workspace()], |row| row.get::<_, i64>(0))
    });

    assert_eq!(found.unwrap(), None);
}
