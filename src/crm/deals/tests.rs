//! What pages cannot show: which index a list walks, what the database refuses, and that undo gives back what was.

use proptest::prelude::*;

use super::actions;
use super::model::{BoardFilter, DealInput, Filter, Loss, Place, SortBy, StateFilter};
use super::store;
use crate::base::listing::{Mark, Paging, Sort, Turn, Value};
use crate::base::{
    AccountId, Actor, At, ChangeSetId, DealId, Door, Fields, LostReasonId, MemberId, PipelineId, Result,
    Role, StageId, WorkspaceId, text,
};
use crate::crm::owners::OwnerFilter;
use crate::platform::{Clock, Db, Lane, Tx, migrate};
use crate::workspace::changes;

/// A database with one workspace and its owner.
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
                 VALUES (1, 'acme', 'Acme', 'BG', 'EUR', 'Europe/Sofia', 'en', 'BG', 0, 0),
                        (2, 'rila', 'Рила', 'BG', 'EUR', 'Europe/Sofia', 'bg', 'BG', 0, 0)",
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
        };
        db.write_blocking(&Actor::guest(Door::Cli), Lane::Interactive, found).unwrap();
        let actor =
            Actor::member(Door::Page, AccountId::new(1), WorkspaceId::new(1), MemberId::new(1), Role::Owner);
        Office { db, actor, _folder: folder }
    }

    fn try_write<T: Send + 'static>(&self, act: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.db.write_blocking(&self.actor, Lane::Interactive, act)
    }

    fn write<T: Send + 'static>(&self, act: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> T {
        self.try_write(act).unwrap()
    }

    /// The plan of a statement, a line a step.
    fn plan(&self, sql: &str) -> String {
        let names = [
            ":workspace",
            ":limit",
            ":value",
            ":id",
            ":owner",
            ":today",
            ":pipeline",
            ":stage",
            ":company",
            ":contact",
            ":found",
            ":r0",
            ":r1",
        ];
        let bound = names.into_iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let plan = self.db.read(&self.actor, |view| {
            view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
        });
        plan.unwrap().join("\n")
    }
}

/// A deal that begins.
fn begin(tx: &Tx) -> Result<DealId> {
    let facts =
        DealInput::parse(&Fields::new().with("name", "Counter").with("amount", "100"), "EUR".parse()?)?;
    let first = store::pipelines(tx)?.first().map(|stage| stage.id).unwrap();
    actions::add(tx, facts, first)
}

/// The stages of the first pipeline, in their order.
fn stages(tx: &Tx) -> Result<Vec<StageId>> {
    Ok(store::pipelines(tx)?.0[0].path().map(|stage| stage.id).collect())
}

fn turned(paging: &Paging<SortBy>) -> Vec<Paging<SortBy>> {
    let mark = Mark { value: Value::Number(1), id: 1 };
    let with = |turn| {
        let mut turned = paging.clone();
        turned.turn = turn;
        turned
    };
    vec![paging.clone(), with(Turn::Older(mark.clone())), with(Turn::Newer(mark))]
}

#[test]
fn every_sort_of_the_list_walks_its_index_and_sorts_nothing() {
    let office = Office::open();
    let owners = [OwnerFilter::Any, OwnerFilter::Nobody, OwnerFilter::Member(MemberId::new(1))];

    for sort in SortBy::ALL {
        for state in StateFilter::ALL {
            for owner in owners {
                for pipeline in [None, Some(PipelineId::new(1))] {
                    for paging in turned(&Paging::start(*sort)) {
                        let filter = Filter { state: *state, owner, pipeline, ..Filter::default() };
                        let sql = store::statement(&filter, &paging, None);
                        let plan = office.plan(&sql);
                        let walks = ["deal_by_", "deal_owner"];
                        let walks = walks.map(|index| format!("SEARCH deal USING INDEX {index}"));
                        assert!(walks.iter().any(|walk| plan.contains(walk)), "{sql}\n{plan}");
                        assert!(!plan.contains("ORDER BY"), "{sql}\n{plan}");
                    }
                }
            }
        }
    }
}

#[test]
fn conditions_leave_the_list_to_the_index_of_its_order() {
    let office = Office::open();

    for condition in
        ["stage.is.1", "amount.between.1..2", "close.next.30", "company.contains.rila", "activity.last.7"]
    {
        let query = Fields::new().with("where", condition);
        for sort in SortBy::ALL {
            let filter = Filter::parse(&query);
            let plan = office.plan(&store::statement(&filter, &Paging::start(*sort), None));
            assert!(plan.contains("SEARCH deal USING INDEX deal_by_"), "{condition}\n{plan}");
            assert!(!plan.contains("FOR ORDER BY"), "{condition}\n{plan}");
        }
    }
}

#[test]
fn a_narrow_filter_never_looks_through_all_deals() {
    let office = Office::open();
    let narrow = [
        (Filter { stage: Some(StageId::new(1)), ..Filter::default() }, "deal"),
        (Filter::of_company(crate::base::CompanyId::new(1)), "USING INDEX deal_company"),
        (Filter::of_contact(crate::base::ContactId::new(1)), "deal USING INTEGER PRIMARY KEY"),
        (Filter { text: "oak".to_owned(), ..Filter::default() }, "deal"),
    ];

    for (filter, found_by) in narrow {
        for sort in SortBy::ALL {
            let plan = office.plan(&store::statement(&filter, &Paging::start(*sort), None));
            assert!(plan.contains(found_by) && !plan.contains("SCAN deal"), "{filter:?}\n{plan}");
        }
    }
}

#[test]
fn a_workspace_begins_with_a_pipeline_and_reasons_in_its_language() {
    let office = Office::open();
    let rila = Actor::system(Door::Cli, WorkspaceId::new(2));

    let (pipelines, reasons) =
        office.db.read(&rila, |view| Ok((store::pipelines(view)?, store::lost_reasons(view)?))).unwrap();
    let keys: Vec<(String, String)> = office.write(|tx| {
        tx.all(
            "SELECT name, name_key FROM pipeline WHERE workspace_id > 0
             UNION ALL
             SELECT name, name_key FROM lost_reason WHERE workspace_id > 0",
            [],
            |row| Ok((row.get("name")?, row.get("name_key")?)),
        )
    });

    assert_eq!(pipelines.0[0].name, "Продажби");
    assert_eq!(pipelines.first().unwrap().facts.name, "Нова");
    assert_eq!(reasons.len(), 5);
    for (name, key) in keys {
        assert_eq!(key, text::fold(&name));
    }
}

/// What is written past the state machine: the deal stands in the stage of that place, in the state of that name.
fn force(office: &Office, id: DealId, sql: &'static str, place: usize) -> Result<usize> {
    office.try_write(move |tx| {
        let stage = stages(tx)?[place];
        tx.execute(sql, rusqlite::named_params! { ":id": id, ":stage": stage })
    })
}

#[test]
fn the_database_refuses_what_the_state_machine_refuses() {
    const MOVE: &str = "UPDATE deal SET stage_id = :stage WHERE workspace_id = 1 AND id = :id";
    const WIN: &str =
        "UPDATE deal SET stage_id = :stage, state = 'won', closed_at = 1 WHERE workspace_id = 1 AND id = :id";
    const LOSE: &str = "UPDATE deal SET stage_id = :stage, state = 'lost', closed_at = 1, lost_reason_id = 1
                        WHERE workspace_id = 1 AND id = :id";
    const OPEN: &str =
        "UPDATE deal SET stage_id = :stage, state = 'open', closed_at = NULL, lost_reason_id = NULL
                        WHERE workspace_id = 1 AND id = :id";
    let office = Office::open();
    let id = office.write(begin);

    assert!(force(&office, id, MOVE, 4).is_err(), "an open deal stands in the stage of won ones");
    assert!(force(&office, id, WIN, 1).is_err(), "a won deal stands in a stage of open ones");
    assert!(force(&office, id, WIN, 5).is_err(), "a won deal stands in the stage of lost ones");
    let without_reason = "UPDATE deal SET stage_id = :stage, state = 'lost', closed_at = 1
                          WHERE workspace_id = 1 AND id = :id";
    assert!(force(&office, id, without_reason, 5).is_err(), "nobody says why it is lost");
    assert!(force(&office, id, MOVE, 2).is_ok());
    assert!(force(&office, id, WIN, 4).is_ok());
    assert!(force(&office, id, MOVE, 2).is_err(), "a won deal moves");
    assert!(force(&office, id, LOSE, 5).is_err(), "a won deal is lost");
    let hold =
        "UPDATE deal SET held_until = '2126-01-01', stage_id = :stage WHERE workspace_id = 1 AND id = :id";
    assert!(force(&office, id, hold, 4).is_err(), "a won deal is on hold");
    assert!(force(&office, id, OPEN, 2).is_ok());
    office.write(move |tx| actions::trash(tx, id));
    assert!(force(&office, id, MOVE, 1).is_err(), "a deal in the trash moves");
    assert!(force(&office, id, WIN, 4).is_err(), "a deal in the trash is won");
}

#[test]
fn the_database_refuses_deals_that_begin_elsewhere_and_stages_that_change_their_meaning() {
    let office = Office::open();
    let id = office.write(begin);
    let copy =
        "INSERT INTO deal (id, workspace_id, name, name_sort, pipeline_id, stage_id, state, close_sort,
                                  entered_at, fresh_at, created_at, updated_at)
                SELECT id + 1, workspace_id, name, '', pipeline_id, :stage, 'open', '', 0, 0, 0, 0
                FROM deal
                WHERE workspace_id = 1 AND id = :id";
    let other_way = |tx: &Tx| {
        let other = actions::add_pipeline(tx, "Fairs")?;
        tx.execute(
            "UPDATE deal SET pipeline_id = ?1, stage_id = (SELECT min(id) FROM stage WHERE pipeline_id = ?1)
             WHERE workspace_id = 1",
            [other],
        )
    };

    assert!(force(&office, id, copy, 1).is_err(), "a deal begins under way");
    assert!(office.try_write(other_way).is_err(), "a deal changes its pipeline");
    let end =
        |tx: &Tx| tx.execute("UPDATE stage SET kind = 'ongoing' WHERE workspace_id = 1 AND kind = 'won'", []);
    assert!(office.try_write(end).is_err(), "deals are won nowhere");
    let second = |tx: &Tx| {
        tx.execute(
            "INSERT INTO stage (workspace_id, pipeline_id, name, kind, probability, position)
             SELECT workspace_id, pipeline_id, name, kind, probability, position
             FROM stage
             WHERE workspace_id = 1 AND kind = 'won'",
            [],
        )
    };
    assert!(office.try_write(second).is_err(), "deals are won in two stages");
}

#[test]
fn deals_stand_where_they_were_put_however_often_two_change_places() {
    let office = Office::open();

    let (order, expected) = office.write(|tx| {
        let ids = [begin(tx)?, begin(tx)?, begin(tx)?];
        let first = store::find(tx, ids[0])?;
        let mut order = vec![ids[2], ids[1], ids[0]];
        for turn in 0..80 {
            let (moved, next) = (order[2], order[1]);
            actions::move_to(tx, moved, 1, first.stage, Place::Before(next))?;
            order.swap(1, 2);
            if turn % 7 == 0 {
                actions::move_to(tx, order[0], 1, first.stage, Place::Bottom)?;
                order.rotate_left(1);
            }
        }
        let listed = {
            let filter =
                BoardFilter { pipeline: first.pipeline, owner: OwnerFilter::Any, closed_since: At(0) };
            store::list_stage(tx, &filter, &store::find_stage(tx, first.stage)?, None, 10)?
        };
        Ok((listed.iter().map(|deal| deal.id).collect::<Vec<_>>(), order))
    });

    assert_eq!(order, expected);
}

/// What somebody can do with a deal.
#[derive(Debug, Clone)]
enum Deed {
    Move(usize),
    Hold,
    Resume,
    Win,
    Lose,
    Reopen,
    Trash,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0usize..4).prop_map(Deed::Move),
        Just(Deed::Hold),
        Just(Deed::Resume),
        Just(Deed::Win),
        Just(Deed::Lose),
        Just(Deed::Reopen),
        Just(Deed::Trash),
    ]
}

/// Does it; nothing if it is not legal now.
fn run(tx: &Tx, id: DealId, deed: &Deed) -> Result<Option<ChangeSetId>> {
    let deal = store::find(tx, id)?;
    let version = deal.version;
    let outcome = match *deed {
        Deed::Move(to) => actions::move_to(tx, id, version, stages(tx)?[to], Place::Top),
        Deed::Hold => actions::hold(tx, id, version, "2126-01-01".parse()?).map(Some),
        Deed::Resume => actions::resume(tx, id, version).map(Some),
        Deed::Win => actions::win(tx, id, version).map(Some),
        Deed::Lose => {
            let loss = Loss { reason: LostReasonId::new(1), note: "Later".to_owned() };
            actions::lose(tx, id, version, loss).map(Some)
        }
        Deed::Reopen => actions::reopen(tx, id, version).map(Some),
        Deed::Trash => actions::trash(tx, id).map(Some),
    };
    Ok(outcome.unwrap_or(None))
}

fn undo(tx: &Tx, set: ChangeSetId, id: DealId) -> Result<()> {
    for row in changes::rows(tx, set)?.iter().rev() {
        match row.subject == id.subject() {
            true => assert!(actions::put_back(tx, id, row.before.as_ref(), row.version_after)?),
            false => crate::crm::tasks::actions::forget(tx, crate::base::TaskId::of(row.subject))?,
        }
    }
    changes::mark_undone(tx, set)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_was_done_and_taken_back_in_turn_leaves_an_equal_deal(deeds in proptest::collection::vec(deed(), 0..10)) {
        let office = Office::open();

        let (before, after) = office.write(move |tx| {
            let id = begin(tx)?;
            let state = |tx: &Tx| -> Result<_> {
                // The version only grows; the place among others is nobody's concern.
                let deal = super::Deal { version: 0, rank: 0, ..store::find(tx, id)? };
                Ok((deal, store::stays(tx, id)?))
            };
            let before = state(tx)?;
            let mut sets = Vec::new();
            for deed in &deeds {
                sets.extend(run(tx, id, deed)?);
            }
            for set in sets.into_iter().rev() {
                undo(tx, set, id)?;
            }
            Ok((before, state(tx)?))
        });

        prop_assert_eq!(after, before);
    }
}
