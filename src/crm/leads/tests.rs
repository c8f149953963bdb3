//! What pages cannot show: which index a list walks, that the machine and the database agree, that turns are fair, and
//! that undo gives back what was.

use proptest::prelude::*;

use super::actions;
use super::model::{Converted, Filter, Label, Lead, LeadInput, Rest, SortBy, State, To, Which};
use super::store;
use crate::base::listing::{Mark, Paging, Sort, Turn, Value};
use crate::base::{
    AccountId, Actor, At, ChangeSetId, Day, Door, Error, Fields, LeadId, LeadLabelId, MemberId, Result, Role,
    SubjectKind, TaskId, WorkspaceId,
};
use crate::crm::owners::OwnerFilter;
use crate::crm::{subjects, tasks};
use crate::platform::{Clock, Db, Lane, Tx, migrate};
use crate::workspace::changes;

/// A database with one workspace, its owner and two who sell.
struct Office {
    db: Db,
    actor: Actor,
    _folder: tempfile::TempDir,
}

impl Office {
    fn open() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantora.db");
        let clock = Clock::hand(At(1_772_445_600_000));
        migrate::run(&path, &clock).unwrap();
        let db = Db::open(&path, clock).unwrap();
        let found = |tx: &Tx| {
            tx.execute(
                "INSERT INTO workspace (id, slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
                 VALUES (1, 'acme', 'Acme', 'BG', 'EUR', 'Europe/Sofia', 'en', 'BG', 0, 0)",
                [],
            )?;
            for (number, role) in [(1, "owner"), (2, "sales"), (3, "sales")] {
                tx.execute(
                    "INSERT INTO account (id, email, email_norm, name, password_hash, created_at, updated_at)
                     VALUES (?1, ?1 || '@example.com', ?1 || '@example.com', 'Olga', '', 0, 0)",
                    [number],
                )?;
                tx.execute(
                    "INSERT INTO member (id, workspace_id, account_id, role, created_at) VALUES (?1, 1, ?1, ?2, 0)",
                    (number, role),
                )?;
            }
            Ok(())
        };
        db.write_blocking(&Actor::guest(Door::Cli), Lane::Interactive, found).unwrap();
        let actor =
            Actor::member(Door::Page, AccountId::new(1), WorkspaceId::new(1), MemberId::new(1), Role::Owner);
        Office { db, actor, _folder: folder }
    }

    fn write<T: Send + 'static>(&self, act: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> T {
        self.db.write_blocking(&self.actor, Lane::Interactive, act).unwrap()
    }

    /// The plan of a statement, a line a step.
    fn plan(&self, sql: &str) -> String {
        let names = [":workspace", ":limit", ":value", ":state", ":id", ":owner", ":source", ":r0", ":r1"];
        let bound = names.into_iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let plan = self.db.read(&self.actor, |view| {
            view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
        });
        plan.unwrap().join("\n")
    }
}

fn ana() -> LeadInput {
    let fields = Fields::new().with("first_name", "Ana").with("email", "ana@example.com");
    LeadInput::parse(&fields, "BG".parse().unwrap()).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn rest() -> Rest {
    Rest { until: day("2026-04-01"), task: "Ask again".to_owned() }
}

/// Every filter of the list that is one click away, in every state.
fn filters() -> Vec<Filter> {
    let states = State::ALL.iter().map(|state| Which::In(*state));
    let owners = [OwnerFilter::Any, OwnerFilter::Nobody, OwnerFilter::Member(MemberId::new(1))];
    let mut filters = Vec::new();
    for which in [Which::Open, Which::All].into_iter().chain(states) {
        for owner in owners {
            for source in [None, Some(LeadLabelId::new(1))] {
                filters.push(Filter { which, owner, source, ..Filter::default() });
            }
        }
    }
    filters
}

#[test]
fn every_sort_of_the_list_walks_its_index_in_every_state_whoever_owns_them() {
    let office = Office::open();
    let mark = Mark { value: Value::Number(1), id: 1 };
    let turns = [Turn::First, Turn::Older(mark.clone()), Turn::Newer(mark)];

    for filter in filters() {
        for sort in SortBy::ALL {
            for turn in &turns {
                let mut paging = Paging::start(*sort);
                paging.turn = turn.clone();
                let sql = store::statement(&filter, &paging, None);
                let plan = office.plan(&sql);
                assert!(plan.contains("SEARCH lead USING INDEX lead_"), "{sql}\n{plan}");
                assert!(plan.contains("workspace_id=? AND"), "{sql}\n{plan}");
                assert!(!plan.contains("ORDER BY"), "{sql}\n{plan}");
            }
        }
    }
}

#[test]
fn conditions_leave_the_list_to_the_index_of_its_order() {
    let office = Office::open();

    for condition in ["owner.is.1", "origin.is.1", "name.contains.ana", "next.between.2026-01-01..2026-02-01"]
    {
        for sort in SortBy::ALL {
            let filter = Filter::parse(&Fields::new().with("where", condition));
            let plan = office.plan(&store::statement(&filter, &Paging::start(*sort), None));
            assert!(
                plan.contains("USING INDEX lead_") && !plan.contains("FOR ORDER BY"),
                "{condition}\n{plan}"
            );
        }
    }
}

/// What somebody can do with a lead.
#[derive(Debug, Clone)]
enum Deed {
    Assign(Option<i64>),
    Turn,
    Answer,
    Rename(&'static str),
    Disqualify(&'static str),
    Recycle,
    TakeUp,
    Trash,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        proptest::option::of(1i64..4).prop_map(Deed::Assign),
        Just(Deed::Turn),
        Just(Deed::Answer),
        prop_oneof![Just("Ana"), Just("Ben")].prop_map(Deed::Rename),
        prop_oneof![Just("No budget"), Just("Silent")].prop_map(Deed::Disqualify),
        Just(Deed::Recycle),
        Just(Deed::TakeUp),
        Just(Deed::Trash),
    ]
}

/// Does it; what the state of things forbids changes nothing. Gives the set by which it can be taken back.
fn run(tx: &Tx, id: LeadId, deed: &Deed) -> Result<Option<ChangeSetId>> {
    let done = match *deed {
        Deed::Assign(owner) => {
            let to = owner.map_or(To::Nobody, |owner| To::Member(MemberId::new(owner)));
            actions::assign(tx, &[id], to).map(Some)
        }
        Deed::Turn => actions::assign(tx, &[id], To::Turn).map(Some),
        Deed::Answer => actions::answer(tx, id).map(|()| None),
        Deed::Rename(name) => {
            let lead = store::find(tx, id)?;
            let facts = LeadInput { first_name: name.to_owned(), ..lead.facts };
            actions::edit(tx, id, lead.version, facts).map(|()| None)
        }
        Deed::Disqualify(reason) => actions::disqualify(tx, id, reason).map(Some),
        Deed::Recycle => actions::recycle(tx, id, &rest()).map(Some),
        Deed::TakeUp => actions::take_up(tx, id).map(Some),
        Deed::Trash => actions::trash(tx, &[id]).map(Some),
    };
    match done {
        Err(Error::Conflict(_) | Error::Invalid(_)) => Ok(None),
        other => other,
    }
}

fn undo(tx: &Tx, set: ChangeSetId) -> Result<()> {
    for row in changes::rows(tx, set)? {
        let is_back = match subjects::store::kind(tx, row.subject)? {
            SubjectKind::Task => tasks::actions::forget(tx, TaskId::of(row.subject)).map(|()| true)?,
            _ => actions::put_back(tx, LeadId::of(row.subject), row.before.as_ref(), row.version_after)?,
        };
        assert!(is_back);
    }
    changes::mark_undone(tx, set)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_database_takes_whatever_the_machine_allows(deeds in proptest::collection::vec(deed(), 0..12)) {
        let office = Office::open();

        let lead = office.write(move |tx| {
            let id = actions::create(tx, ana())?;
            for deed in &deeds {
                run(tx, id, deed)?;
            }
            store::find(tx, id)
        });

        let has_owner = lead.facts.owner.is_some();
        prop_assert!(lead.state != State::New || !has_owner);
        prop_assert!(!matches!(lead.state, State::Assigned | State::Working | State::Recycled) || has_owner);
        prop_assert_eq!(lead.reason.is_some(), lead.state == State::Dead);
        prop_assert_eq!(lead.back_on.is_some(), lead.state == State::Recycled);
    }

    #[test]
    fn what_was_done_and_taken_back_in_turn_leaves_an_equal_lead(
        deeds in proptest::collection::vec(deed(), 0..8).prop_map(undoable)
    ) {
        let office = Office::open();

        let (before, after) = office.write(move |tx| {
            let id = actions::create(tx, ana())?;
            actions::assign(tx, &[id], To::Member(MemberId::new(2)))?;
            actions::answer(tx, id)?;
            let before = store::find(tx, id)?;
            let mut sets = Vec::new();
            for deed in &deeds {
                sets.extend(run(tx, id, deed)?);
            }
            for set in sets.into_iter().rev() {
                undo(tx, set)?;
            }
            Ok((before, store::find(tx, id)?))
        });

        prop_assert_eq!(Lead { version: before.version, ..after }, before);
    }
}

/// Answering and editing are not taken back.
fn undoable(deeds: Vec<Deed>) -> Vec<Deed> {
    deeds.into_iter().filter(|deed| !matches!(deed, Deed::Answer | Deed::Rename(_))).collect()
}

#[test]
fn the_database_refuses_each_illegal_change_of_state() {
    let illegal = [
        (State::Dead, "state = 'converted', reason_id = NULL, converted_at = 1"),
        (State::Recycled, "state = 'converted', back_on = NULL, converted_at = 1"),
        (State::New, "state = 'recycled', owner_id = 1, back_on = '2026-04-01', open = 0"),
        (State::Working, "owner_id = NULL"),
        (State::Working, "open = 0"),
        (State::Dead, "reason_id = NULL"),
        (State::Recycled, "back_on = NULL"),
        (State::New, "state = 'assigned'"),
        (State::New, "state = 'won'"),
    ];

    for (state, change) in illegal {
        let office = Office::open();
        let id = office.write(move |tx| in_state(tx, state));
        let sql = format!("UPDATE lead SET {change} WHERE workspace_id = 1 AND id = ?1");
        let refused =
            office.db.write_blocking(&office.actor, Lane::Interactive, move |tx| tx.execute(&sql, [id]));
        assert!(refused.is_err(), "{state:?}: {change}");
    }
}

/// A lead in that state.
fn in_state(tx: &Tx, state: State) -> Result<LeadId> {
    let id = actions::create(tx, ana())?;
    if state != State::New {
        actions::answer(tx, id)?;
    }
    match state {
        State::Dead => actions::disqualify(tx, id, "No budget").map(|_| ())?,
        State::Recycled => actions::recycle(tx, id, &rest()).map(|_| ())?,
        _ => {}
    }
    Ok(id)
}

#[test]
fn a_lead_begins_as_new_whoever_writes_it() {
    let office = Office::open();

    let refused = office.db.write_blocking(&office.actor, Lane::Interactive, |tx| {
        let id = subjects::store::insert(tx, SubjectKind::Lead)?;
        tx.execute(
            "INSERT INTO lead (id, workspace_id, name, name_sort, state, owner_id, created_at, updated_at)
             VALUES (?1, 1, 'Ana', 'ana', 'assigned', 1, 0, 0)",
            [id],
        )
    });

    assert!(refused.is_err());
}

#[test]
fn turns_go_around_and_who_joins_stands_last() {
    let office = Office::open();
    let number = |number| MemberId::new(number);

    let given = office.write(move |tx| {
        actions::save_takers(tx, &[number(2), number(3)])?;
        let mut given = Vec::new();
        for round in 0..5 {
            if round == 3 {
                actions::save_takers(tx, &[number(3), number(2), number(1)])?;
            }
            let id = actions::create(tx, ana())?;
            given.extend(store::find(tx, id)?.facts.owner);
        }
        Ok(given)
    });

    assert_eq!(given, [2, 3, 2, 3, 2].map(number));
}

#[test]
fn nobody_takes_turns_unless_chosen_and_whoever_left_takes_none() {
    let office = Office::open();

    let (waiting, given, refused) = office.write(|tx| {
        let waiting = actions::create(tx, ana())?;
        let refused = actions::assign(tx, &[waiting], To::Turn).is_err();
        actions::save_takers(tx, &[MemberId::new(2), MemberId::new(3)])?;
        tx.execute("UPDATE member SET disabled_at = 1 WHERE workspace_id = 1 AND id = 2", [])?;
        let given = actions::create(tx, ana())?;
        Ok((store::find(tx, waiting)?, store::find(tx, given)?, refused))
    });

    assert_eq!((waiting.state, waiting.facts.owner, refused), (State::New, None, true));
    assert_eq!((given.state, given.facts.owner), (State::Assigned, Some(MemberId::new(3))));
}

#[test]
fn a_lead_at_rest_comes_back_on_its_day_and_not_before() {
    let office = Office::open();

    let (early, late, lead) = office.write(|tx| {
        let id = in_state(tx, State::Recycled)?;
        let early = actions::bring_back(tx, day("2026-03-31"), 10)?;
        let late = actions::bring_back(tx, day("2026-04-01"), 10)?;
        Ok((early, late, store::find(tx, id)?))
    });

    assert_eq!((early, late), (0, 1));
    assert_eq!((lead.state, lead.back_on, lead.facts.owner), (State::Assigned, None, Some(MemberId::new(1))));
}

#[test]
fn a_lead_needs_something_by_which_to_know_it() {
    let parse = |fields: &Fields| LeadInput::parse(fields, "BG".parse().unwrap());
    let Err(Error::Invalid(missing)) = parse(&Fields::new().with("interest", "Tables")) else {
        panic!("it was taken")
    };
    let Err(Error::Invalid(unclear)) = parse(&Fields::new().with("email", "nobody").with("phone", "x"))
    else {
        panic!("it was taken")
    };

    assert_eq!(missing.on("first_name"), Some("leads-name-missing"));
    assert_eq!(unclear.on("email"), Some("points-email-unclear"));
    assert_eq!(unclear.on("phone"), Some("points-phone-unclear"));
    assert_eq!(unclear.on("first_name"), None);
    assert_eq!(parse(&Fields::new().with("company", " Acme ")).unwrap().name(), "Acme");
}

#[test]
fn what_is_closed_changes_no_more_and_what_rests_is_not_converted() {
    let lead = Lead::new(LeadId::new(1), ana(), At(0), None);
    let into = Converted { at: At(5), contact: None, company: None, deal: None };
    let reason = Label { id: LeadLabelId::new(1), name: "Silent".to_owned() };

    let dead = lead.clone().disqualified(reason.clone()).unwrap();
    let converted = lead.clone().converted(into).unwrap();
    let working = lead.clone().answered(At(3), Some(MemberId::new(1))).unwrap();
    let at_rest = working.recycled(day("2026-04-01"), None).unwrap();

    assert_eq!((converted.state, converted.answered_at), (State::Converted, Some(At(5))));
    assert!(dead.clone().edited(ana()).is_err() && dead.converted(into).is_err());
    assert!(converted.clone().edited(ana()).is_err() && converted.disqualified(reason).is_err());
    assert!(at_rest.converted(into).is_err());
    assert!(lead.recycled(day("2026-04-01"), Some(MemberId::new(1))).is_err());
}
