//! What can be taken back, and for how long.

use std::time::Duration;

use kantora::base::{ChangeSetId, Error, Result, SubjectId};
use kantora::platform::{Lane, Tx};
use kantora::workspace::changes::{self, Act, State};
use serde_json::json;

use crate::support::{self, Installation, Workspace};

const MONTH: Duration = Duration::from_secs(30 * 24 * 3_600);

#[test]
fn a_set_keeps_what_each_record_was_in_the_order_of_the_act() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let set = trash(&machines, &workspace, 3);

    let (found, rows, second_step) = machines
        .db
        .read(&workspace.actor(), |view| {
            let rows = changes::rows(view, set)?;
            Ok((changes::find(view, set)?, rows.clone(), changes::rows_after(view, set, rows[0].id, 1)?))
        })
        .unwrap();

    assert_eq!((found.verb.as_str(), found.member, found.size), ("contact.trash", Some(workspace.owner), 3));
    assert_eq!(rows.iter().map(|row| row.version_after).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!((rows[0].act, rows[0].before.clone()), (Act::Created, None));
    assert_eq!((rows[1].act, rows[1].before.clone()), (Act::Changed, Some(json!({ "name": "Ana 1" }))));
    assert_eq!(second_step, rows[1..2]);
}

#[test]
fn a_record_kept_twice_stays_as_it_was_before_the_first_time() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);

    let rows = write(&machines, &workspace, |tx| {
        let (set, subject) = (changes::begin(tx, "contact.merge", MONTH)?, subject(tx)?);
        changes::keep(tx, set, subject, Some(json!("first")), 2)?;
        changes::keep(tx, set, subject, Some(json!("second")), 3)?;
        changes::rows(tx, set)
    })
    .unwrap();

    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].before.clone(), rows[0].version_after), (Some(json!("first")), 3));
}

#[test]
fn an_act_is_taken_back_once_and_only_in_time() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let (one, other) = (trash(&machines, &workspace, 1), trash(&machines, &workspace, 1));
    let undo = |set: ChangeSetId| write(&machines, &workspace, move |tx| changes::mark_undone(tx, set));

    let (first, again) = (undo(one), undo(one));
    machines.pass(MONTH + Duration::from_millis(1));
    let late = undo(other);

    assert!(first.is_ok());
    assert!(matches!(again, Err(Error::Conflict("changes-undone"))));
    assert!(matches!(late, Err(Error::Gone)));
}

#[test]
fn what_each_record_was_is_cleared_when_the_time_is_over_and_not_before() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let old = trash(&machines, &workspace, 1_500);
    machines.pass(MONTH + Duration::from_millis(1));
    let young = trash(&machines, &workspace, 2);

    let mut steps = Vec::new();
    while steps.last() != Some(&0) {
        steps.push(write(&machines, &workspace, changes::clear_expired).unwrap());
    }

    let (old, old_rows, young_rows) = machines
        .db
        .read(&workspace.actor(), |view| {
            Ok((changes::find(view, old)?, changes::rows(view, old)?, changes::rows(view, young)?))
        })
        .unwrap();
    assert_eq!(steps, [1_000, 499, 0]);
    assert_eq!((old.state(machines.clock.now()), old.is_cleared), (State::Expired, true));
    assert!(old_rows.iter().all(|row| row.before.is_none()));
    assert!(young_rows[1].before.is_some());
}

#[test]
fn sets_of_another_workspace_are_not_found() {
    let machines = support::machines();
    let (ours, theirs) =
        (support::workspace_named(&machines, "ours"), support::workspace_named(&machines, "theirs"));
    let set = trash(&machines, &theirs, 1);

    let found = machines.db.read(&ours.actor(), |view| changes::find(view, set));
    let listed = machines.db.read(&ours.actor(), |view| changes::list_latest(view, 10)).unwrap();
    let undone = write(&machines, &ours, move |tx| changes::mark_undone(tx, set));

    assert!(matches!(found, Err(Error::NotFound)));
    assert!(listed.is_empty());
    assert!(matches!(undone, Err(Error::NotFound)));
}

/// Keeps that many records, the first as one that the act created.
fn trash(machines: &Installation, workspace: &Workspace, size: i64) -> ChangeSetId {
    write(machines, workspace, move |tx| {
        let set = changes::begin(tx, "contact.trash", MONTH)?;
        for version in 0..size {
            let before = (version > 0).then(|| json!({ "name": format!("Ana {version}") }));
            changes::keep(tx, set, subject(tx)?, before, version)?;
        }
        Ok(set)
    })
    .unwrap()
}

fn write<T: Send + 'static>(
    machines: &Installation,
    workspace: &Workspace,
    act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
) -> Result<T> {
    machines.db.write_blocking(&workspace.actor(), Lane::Interactive, act)
}

fn subject(tx: &Tx) -> Result<SubjectId> {
    tx.insert("INSERT INTO subject (workspace_id, kind) VALUES (?1, 'contact')", [tx.workspace()])
        .map(SubjectId::new)
}
