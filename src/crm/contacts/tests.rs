//! What pages cannot show: which index a list walks, and that undo gives back what was.

use proptest::prelude::*;

use super::actions::{self, PutBack};
use super::model::{ContactInput, Filter, SortBy};
use super::store;
use crate::base::listing::{Count, Mark, Paging, Sort, Value};
use crate::base::{
    AccountId, Actor, At, ChangeSetId, ContactId, Door, Fields, MemberId, Result, Role, SubjectKind,
    WorkspaceId,
};
use crate::crm::duplicates::{self, OnList, Standing};
use crate::crm::owners::OwnerFilter;
use crate::crm::points::Taken;
use crate::crm::tasks::{self, Soonest};
use crate::crm::views::{Column, List, Op, Rules, store as lists};
use crate::crm::{companies, files};
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
        let names = [
            ":workspace",
            ":limit",
            ":value",
            ":id",
            ":assignee",
            ":from",
            ":until",
            ":about",
            ":kind",
            ":r0",
            ":r1",
            ":owner",
            ":source",
        ];
        let bound = names.into_iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let plan = self.db.read(&self.actor, |view| {
            view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
        });
        plan.unwrap().join("\n")
    }
}

fn turned<S: Sort>(paging: &Paging<S>) -> Vec<Paging<S>> {
    let mark = Mark { value: Value::Number(1), id: 1 };
    let with = |turn| {
        let mut turned = paging.clone();
        turned.turn = turn;
        turned
    };
    vec![
        paging.clone(),
        with(crate::base::listing::Turn::Older(mark.clone())),
        with(crate::base::listing::Turn::Newer(mark)),
    ]
}

#[test]
fn every_sort_of_both_lists_walks_its_index_and_sorts_nothing() {
    let office = Office::open();

    let contacts = SortBy::ALL.iter().flat_map(|sort| turned(&Paging::start(*sort)));
    let contacts =
        contacts.map(|paging| (store::statement(&Filter::default(), &paging, None), "contact_by_"));
    let companies = companies::SortBy::ALL.iter().flat_map(|sort| turned(&Paging::start(*sort)));
    let companies = companies.map(|paging| {
        (companies::store::statement(&companies::Filter::default(), &paging, None), "company_by_")
    });

    for (sql, index) in contacts.chain(companies) {
        let plan = office.plan(&sql);
        assert!(plan.contains(index), "{sql}\n{plan}");
        assert!(!plan.contains("ORDER BY"), "{sql}\n{plan}");
    }
}

/// One condition on that column, by the operator that is offered first.
fn on(list: List, column: Column) -> Rules {
    let op = column.ops().next().unwrap();
    let value = match (column.kind(), op) {
        (_, Op::Last | Op::Next) => "30",
        _ => "200",
    };
    let rules =
        Rules::parse(list, &Fields::new().with("where", format!("{}.{}.{value}", column.code(), op.code())));
    assert!(!rules.is_empty() || column == Column::Country, "{column:?}");
    rules
}

#[test]
fn a_condition_leaves_both_lists_to_the_index_of_their_order() {
    let office = Office::open();

    for sort in SortBy::ALL {
        for column in List::Contacts.columns() {
            let filter = Filter { rules: on(List::Contacts, *column), ..Filter::default() };
            let plan = office.plan(&store::statement(&filter, &Paging::start(*sort), None));
            assert!(plan.contains("contact_by_") && !plan.contains("FOR ORDER BY"), "{column:?}\n{plan}");
            assert!(!plan.contains("SCAN"), "{column:?}\n{plan}");
        }
    }
    for sort in companies::SortBy::ALL {
        for column in List::Companies.columns() {
            let rules = on(List::Companies, *column);
            let filter = companies::Filter { rules, ..companies::Filter::default() };
            let plan = office.plan(&companies::store::statement(&filter, &Paging::start(*sort), None));
            assert!(plan.contains("company_by_") && !plan.contains("FOR ORDER BY"), "{column:?}\n{plan}");
            assert!(!plan.contains("SCAN"), "{column:?}\n{plan}");
        }
    }
}

/// Added in a span of time.
fn in_time(list: List) -> Rules {
    Rules::parse(list, &Fields::new().with("where", "created.between.2000-01-01..2100-01-01"))
}

#[test]
fn whose_they_are_and_where_they_came_from_are_met_in_the_order_of_the_list_whatever_the_time() {
    let office = Office::open();
    let owners = [OwnerFilter::Any, OwnerFilter::Nobody, OwnerFilter::Member(MemberId::new(1))];

    for (owner, source) in
        owners.iter().flat_map(|owner| ["", "Fair"].map(|source| (*owner, source.to_owned())))
    {
        let people =
            Filter { owner, source: source.clone(), rules: in_time(List::Contacts), ..Filter::default() };
        let firms = companies::Filter {
            owner,
            source,
            rules: in_time(List::Companies),
            ..companies::Filter::default()
        };
        let statements = turned(&Paging::start(SortBy::Name))
            .into_iter()
            .map(|paging| store::statement(&people, &paging, None))
            .chain(
                turned(&Paging::start(companies::SortBy::Name))
                    .into_iter()
                    .map(|paging| companies::store::statement(&firms, &paging, None)),
            );
        for sql in statements {
            let plan = office.plan(&sql);
            assert!(!plan.contains("FOR ORDER BY") && !plan.contains("SCAN"), "{sql}\n{plan}");
        }
    }
}

#[test]
fn the_few_of_a_time_are_looked_up_by_it_and_the_many_met_in_the_order_of_the_list() {
    let office = Office::open();
    let add = |many: usize| {
        office.write(move |tx| {
            for number in 0..many {
                let first_name = format!("Ana {number}");
                actions::create(tx, ContactInput { first_name, ..ContactInput::default() })?;
            }
            Ok(())
        });
    };
    let rules = in_time(List::Contacts);
    let few = || {
        let found = office.db.read(&office.actor, |view| {
            let bound = lists::bound(view, &rules)?;
            lists::few(view, List::Contacts, &rules, &bound)
        });
        found.unwrap()
    };
    let listed = |source: &str| {
        let filter = Filter { source: source.to_owned(), rules: rules.clone(), ..Filter::default() };
        let found = office.db.read(&office.actor, |view| {
            let page = store::list(view, &filter, &Paging::start(SortBy::NameDown))?;
            Ok((
                page.rows.iter().map(|line| line.name.clone()).collect::<Vec<String>>(),
                store::count(view, &filter)?,
            ))
        });
        found.unwrap()
    };

    add(3);
    let (found, (names, count)) = (few(), listed(""));
    add(198);

    assert_eq!(found, Some("INDEXED BY contact_by_age"));
    assert_eq!(names, ["Ana 2", "Ana 1", "Ana 0"]);
    assert_eq!(count, Count::Exactly(3));
    assert_eq!(few(), None);
    assert_eq!(listed("").1, Count::Exactly(201));
    assert_eq!(listed("Fair"), (Vec::new(), Count::Exactly(0)));
}

#[test]
fn every_list_of_open_tasks_walks_its_index_and_sorts_nothing() {
    let office = Office::open();
    let assignees = [OwnerFilter::Any, OwnerFilter::Nobody, OwnerFilter::Member(MemberId::new(1))];

    for assignee in assignees {
        for between in [None, Some((At(0), At(1)))] {
            let filter = tasks::Filter { assignee, between, ..tasks::Filter::default() };
            for paging in turned(&Paging::start(Soonest)) {
                let sql = tasks::store::statement(&filter, &paging);
                let plan = office.plan(&sql);
                assert!(plan.contains("SEARCH task USING INDEX task_"), "{sql}\n{plan}");
                assert!(!plan.contains("ORDER BY"), "{sql}\n{plan}");
            }
        }
    }
}

#[test]
fn the_files_of_a_record_walk_their_index_and_are_not_sorted() {
    let office = Office::open();

    for paging in turned(&Paging::start(files::Newest)) {
        let sql = files::store::statement(&paging);
        let plan = office.plan(&sql);
        assert!(plan.contains("SEARCH file USING INDEX file_about"), "{sql}\n{plan}");
        assert!(!plan.contains("ORDER BY"), "{sql}\n{plan}");
    }
}

#[test]
fn every_list_of_likely_duplicates_walks_its_index_and_sorts_nothing() {
    let office = Office::open();

    for kind in [SubjectKind::Company, SubjectKind::Contact] {
        for standing in [Standing::Open, Standing::Refused] {
            for paging in turned(&Paging::start(OnList)) {
                let sql = duplicates::store::statement(kind, standing, &paging);
                let plan = office.plan(&sql);
                assert!(plan.contains("SEARCH duplicate USING INDEX duplicate_"), "{sql}\n{plan}");
                assert!(!plan.contains("ORDER BY") && !plan.contains("SCAN"), "{sql}\n{plan}");
            }
        }
    }
}

/// What somebody can do with two contacts.
#[derive(Debug, Clone)]
enum Deed {
    Tag(usize, &'static str),
    Untag(usize, &'static str),
    Assign(usize, Option<i64>),
    Trash(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = 0usize..2;
    let tag = prop_oneof![Just("fair"), Just("vip")];
    prop_oneof![
        (which.clone(), tag.clone()).prop_map(|(which, tag)| Deed::Tag(which, tag)),
        (which.clone(), tag).prop_map(|(which, tag)| Deed::Untag(which, tag)),
        (which.clone(), proptest::option::of(Just(1i64)))
            .prop_map(|(which, owner)| Deed::Assign(which, owner)),
        which.prop_map(Deed::Trash),
    ]
}

fn run(tx: &Tx, ids: &[ContactId], deed: &Deed) -> Result<Option<ChangeSetId>> {
    let of = |which: usize| std::slice::from_ref(&ids[which]);
    let is_live = |which: usize| Ok::<bool, crate::base::Error>(store::find(tx, ids[which])?.is_live());
    Ok(match *deed {
        Deed::Tag(which, tag) if is_live(which)? => Some(actions::tag(tx, of(which), tag)?),
        Deed::Untag(which, tag) if is_live(which)? => Some(actions::untag(tx, of(which), tag)?),
        Deed::Assign(which, owner) if is_live(which)? => {
            Some(actions::assign(tx, of(which), owner.map(MemberId::new))?)
        }
        Deed::Trash(which) if is_live(which)? => Some(actions::trash(tx, of(which))?),
        _ => None,
    })
}

fn undo(tx: &Tx, set: ChangeSetId) -> Result<()> {
    for row in changes::rows(tx, set)? {
        let id = ContactId::of(row.subject);
        let done = actions::put_back(tx, id, row.before.as_ref(), row.version_after, Taken::Refuse)?;
        assert_eq!(done, PutBack::Done);
    }
    changes::mark_undone(tx, set)
}

/// The rows but for the version, which only grows.
fn rows(tx: &Tx, ids: &[ContactId]) -> Result<Vec<super::Contact>> {
    ids.iter().map(|id| Ok(super::Contact { version: 0, ..store::find(tx, *id)? })).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_was_done_and_taken_back_in_turn_leaves_equal_rows(deeds in proptest::collection::vec(deed(), 0..8)) {
        let office = Office::open();

        let (before, after) = office.write(move |tx| {
            let fields = Fields::new().with("first_name", "Ana").with("email", "ana@example.com").with("tags", "vip");
            let ana = ContactInput::parse(&fields, "BG".parse()?)?;
            let ben = ContactInput { first_name: "Ben".to_owned(), ..ContactInput::default() };
            let ids = [actions::create(tx, ana)?, actions::create(tx, ben)?];
            let before = rows(tx, &ids)?;
            let mut sets = Vec::new();
            for deed in &deeds {
                sets.extend(run(tx, &ids, deed)?);
            }
            for set in sets.into_iter().rev() {
                undo(tx, set)?;
            }
            Ok((before, rows(tx, &ids)?))
        });

        prop_assert_eq!(after, before);
    }
}
