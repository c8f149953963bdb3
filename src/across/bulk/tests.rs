//! What pages cannot show: an act that is cut off goes on where it was, and does no record twice.

use super::actions::{begin, finish, next, step, step_back};
use super::model::{BulkAct, Status, Wish};
use super::store;
use crate::base::{AccountId, Actor, At, BulkActId, ContactId, Door, MemberId, Result, Role, WorkspaceId};
use crate::crm::contacts::{self, ContactInput};
use crate::crm::views::{List, Many, State};
use crate::platform::{Clock, Db, Lane, Tx, migrate};

/// A database with one workspace, its owner and thirty contacts.
struct Office {
    db: Db,
    actor: Actor,
    contacts: Vec<ContactId>,
    _folder: tempfile::TempDir,
}

impl Office {
    fn open() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantora.db");
        let clock = Clock::hand(At(1_772_445_600_000));
        migrate::run(&path, &clock).unwrap();
        let db = Db::open(&path, clock).unwrap();
        db.write_blocking(&Actor::guest(Door::Cli), Lane::Interactive, found).unwrap();
        let actor =
            Actor::member(Door::Page, AccountId::new(1), WorkspaceId::new(1), MemberId::new(1), Role::Owner);
        let add = |tx: &Tx| -> Result<Vec<ContactId>> {
            let named = |at| ContactInput { first_name: format!("Ana {at}"), ..ContactInput::default() };
            (0..30).map(|at| contacts::actions::create(tx, named(at))).collect()
        };
        let contacts = db.write_blocking(&actor, Lane::Interactive, add).unwrap();
        Office { db, actor, contacts, _folder: folder }
    }

    fn write<T: Send + 'static>(&self, act: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> T {
        self.db.write_blocking(&self.actor, Lane::Interactive, act).unwrap()
    }

    fn begin(&self, many: Many) -> BulkActId {
        self.write(move |tx| {
            let (list, state) = (List::Contacts, State::default());
            begin(tx, &Wish { list, state, many, seen_at: tx.now(), expected: 30, chosen: Vec::new() })
        })
    }

    fn act(&self, id: BulkActId) -> BulkAct {
        self.db.read(&self.actor, |view| store::find(view, id)).unwrap()
    }

    fn versions(&self) -> Vec<i64> {
        let ids = self.contacts.clone();
        self.write(move |tx| ids.iter().map(|id| Ok(contacts::store::find(tx, *id)?.version)).collect())
    }
}

fn found(tx: &Tx) -> Result<usize> {
    tx.execute(
        "INSERT INTO workspace (id, slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
         VALUES (1, 'acme', 'Acme', 'BG', 'EUR', 'Europe/Sofia', 'en', 'BG', 0, 0)",
        [],
    )?;
    tx.execute(
        "INSERT INTO account (id, email, email_norm, name, password_hash, created_at, updated_at)
         VALUES (1, 'o@example.com', 'o@example.com', 'Olga', '', 0, 0)",
        [],
    )?;
    tx.execute(
        "INSERT INTO member (id, workspace_id, account_id, role, created_at) VALUES (1, 1, 1, 'owner', 0)",
        [],
    )
}

#[test]
fn an_act_that_is_cut_off_goes_on_and_does_no_record_twice() {
    let office = Office::open();
    let id = office.begin(Many::Tag("oak".to_owned()));
    let seen = office.act(id);

    // The first step is on disk when the process ends; its like is looked up again by one who does not know of it.
    let records = office.db.read(&office.actor, |view| next(view, &seen, 12)).unwrap();
    let again = records.clone();
    office.write(move |tx| step(tx, id, &records));
    office.write(move |tx| step(tx, id, &again));
    loop {
        let act = office.act(id);
        let rest = office.db.read(&office.actor, |view| next(view, &act, 12)).unwrap();
        if rest.is_empty() {
            break;
        }
        office.write(move |tx| step(tx, id, &rest));
    }
    office.write(move |tx| finish(tx, id));

    assert_eq!(office.versions(), vec![2; 30]);
    let done = office.act(id);
    assert_eq!((done.status, done.counts.changed, done.counts.seen()), (Status::Done, 30, 30));
}

#[test]
fn an_undo_that_is_cut_off_goes_on_too() {
    let office = Office::open();
    let id = office.begin(Many::Trash);
    let records = office.contacts.iter().map(|id| id.subject()).collect::<Vec<_>>();
    while office.act(id).counts.changed < 30 {
        let records = records.clone();
        office.write(move |tx| step(tx, id, &records));
    }
    office.write(move |tx| finish(tx, id));

    office.write(move |tx| super::actions::take_back(tx, id));
    while office.write(move |tx| step_back(tx, id)) {}
    let is_left = office.write(move |tx| step_back(tx, id));

    let act = office.act(id);
    assert_eq!((act.status, act.counts.kept, is_left), (Status::Undone, 0, false));
    assert_eq!(office.versions(), vec![3; 30]);
}
