//! Twice is once.

use std::time::Duration;

use kantora::base::{Actor, Door, Error, Fields, Result, Role};
use kantora::platform::idempotency::{self, once, request_hash};
use kantora::platform::{Lane, Tx};

use crate::support::{self, Installation};

#[test]
fn the_same_act_twice_happens_once_and_gives_the_same_answer() {
    let machines = support::machines();
    let actor = support::workspace(&machines).actor();

    let first = act(&machines, &actor, "key", "Acme");
    let second = act(&machines, &actor, "key", "Acme");
    let other_key = act(&machines, &actor, "other", "Acme");

    assert_eq!(first.unwrap(), "1");
    assert_eq!(second.unwrap(), "1");
    assert_eq!(other_key.unwrap(), "2");
}

#[test]
fn the_same_key_with_another_request_is_invalid() {
    let machines = support::machines();
    let actor = support::workspace(&machines).actor();
    act(&machines, &actor, "key", "Acme").unwrap();

    let other = act(&machines, &actor, "key", "Ajax");

    match other {
        Err(Error::Invalid(problems)) => assert_eq!(problems.on("act"), Some("engine-act-used")),
        unexpected => panic!("{unexpected:?}"),
    }
}

#[test]
fn keys_of_two_actors_and_of_two_workspaces_never_meet() {
    let machines = support::machines();
    let ours = support::workspace_named(&machines, "ours");
    let theirs = support::workspace_named(&machines, "theirs");
    let in_both = Actor::member(Door::Page, ours.account, theirs.id, theirs.owner, Role::Owner);

    let answers = [ours.actor(), theirs.actor(), in_both].map(|actor| act(&machines, &actor, "key", "Acme"));

    assert_eq!(answers.map(Result::unwrap), ["1", "2", "3"]);
}

#[test]
fn an_act_that_failed_can_be_sent_again_under_its_key() {
    let machines = support::machines();
    let actor = support::workspace(&machines).actor();

    let failed = machines.db.write_blocking(&actor, Lane::Interactive, |tx| {
        once(tx, "key", hash("Acme"), || Err(Error::Conflict("engine-locked")))
    });
    let again = act(&machines, &actor, "key", "Acme");

    assert!(failed.is_err());
    assert_eq!(again.unwrap(), "1");
}

#[test]
fn an_act_without_a_key_is_malformed() {
    let machines = support::machines();
    let actor = support::workspace(&machines).actor();

    for key in ["", &"k".repeat(201)] {
        assert!(matches!(act(&machines, &actor, key, "Acme"), Err(Error::Malformed("act"))));
    }
}

#[test]
fn a_key_is_forgotten_after_a_day() {
    let machines = support::machines();
    let actor = support::workspace(&machines).actor();
    act(&machines, &actor, "key", "Acme").unwrap();
    let sweep = || machines.db.write_blocking(&actor, Lane::Bulk, idempotency::sweep).unwrap();

    machines.pass(Duration::from_secs(24 * 3_600));
    let after_a_day = sweep();
    machines.pass(Duration::from_secs(1));
    let later = sweep();

    assert_eq!((after_a_day, later), (0, 1));
    assert_eq!(act(&machines, &actor, "key", "Ajax").unwrap(), "2");
}

#[test]
fn requests_that_only_look_alike_are_not_the_same() {
    let one = Fields::new().with("a", "b\n1:c=1:d");
    let other = Fields::new().with("a", "b").with("c", "d");

    assert_ne!(request_hash("/w/acme/companies", &one), request_hash("/w/acme/companies", &other));
    assert_ne!(request_hash("/w/acme/companies", &one), request_hash("/w/acme/contacts", &one));
}

/// Inserts a subject and answers with how many there are.
fn act(machines: &Installation, actor: &Actor, key: &str, name: &str) -> Result<String> {
    let (key, hash) = (key.to_owned(), hash(name));
    machines.db.write_blocking(actor, Lane::Interactive, move |tx| once(tx, &key, hash, || insert(tx)))
}

fn insert(tx: &Tx) -> Result<String> {
    tx.insert("INSERT INTO subject (workspace_id, kind) VALUES (?1, 'company')", [tx.workspace()])
        .map(|id| id.to_string())
}

fn hash(name: &str) -> [u8; 32] {
    request_hash("/w/acme/companies", &Fields::new().with("name", name))
}
