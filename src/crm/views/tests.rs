//! Conditions in all their spellings, and that the database takes every one of them.

use proptest::prelude::*;

use super::model::{Column, Join, Kind, Leaf, List, Op, Own, Rules, Set, State, Written};
use super::store;
use crate::base::{
    AccountId, Actor, At, Door, FieldId, Fields, MemberId, Result, Role, SubjectId, WorkspaceId,
};
use crate::crm::fields::FieldKind;
use crate::platform::{Clock, Db, Lane, Tx, migrate};

fn list() -> impl Strategy<Value = List> {
    proptest::sample::select(List::ALL)
}

/// A field of the workspace's own.
fn own() -> impl Strategy<Value = Column> {
    (1i64..1_000, proptest::sample::select(FieldKind::ALL), 0u32..7)
        .prop_map(|(id, kind, scale)| Column::Own(Own { id: FieldId::new(id), kind, scale }))
}

/// A condition that a list knows.
fn leaf(list: List) -> impl Strategy<Value = Leaf> {
    let column = prop_oneof![4 => proptest::sample::select(list.columns()), 1 => own()];
    let column = column.prop_flat_map(|column| {
        let ops: Vec<Op> = column.ops().collect();
        (Just(column), proptest::sample::select(ops))
    });
    column.prop_flat_map(|(column, op)| {
        (operand(column, op), operand(column, op))
            .prop_filter_map("it is one", move |(one, other)| Leaf::read(column, op, (&one, &other)).ok())
    })
}

/// What somebody may type behind that.
fn operand(column: Column, op: Op) -> BoxedStrategy<String> {
    let day = (2000i16..2100, 1i8..13, 1i8..29);
    let day = day.prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
    match (column.kind(), op) {
        (_, Op::Empty | Op::Filled) => Just(String::new()).boxed(),
        (_, Op::Last | Op::Next) => (1u16..3_650).prop_map(|days| days.to_string()).boxed(),
        (Kind::Text, _) => "[a-zA-Zа-яА-Я0-9'.~%_\"&= ]{1,20}".boxed(),
        (Kind::Phone, _) => "\\+?[0-9]{3,12}".boxed(),
        (Kind::Choice(Set::Members), _) => prop_oneof![Just("me".to_owned()), Just("7".to_owned())].boxed(),
        (Kind::Choice(Set::YesNo), _) => prop_oneof![Just("yes".to_owned()), Just("no".to_owned())].boxed(),
        (Kind::Choice(set), _) if set.is_numbered() => (1i64..1_000).prop_map(|id| id.to_string()).boxed(),
        (Kind::Choice(_), _) => "[a-z]{2,8}".boxed(),
        (Kind::Moment | Kind::Term | Kind::Day, _) => day.boxed(),
        (Kind::Amount, _) => (0i64..1_000_000).prop_map(|amount| (amount * 100).to_string()).boxed(),
    }
}

fn rules(list: List) -> impl Strategy<Value = Rules> {
    let leaves = proptest::collection::vec(leaf(list), 0..5);
    let groups = proptest::collection::vec(proptest::collection::vec(leaf(list), 1..4), 0..4);
    (proptest::sample::select(Join::ALL), leaves, groups).prop_map(|(join, leaves, groups)| {
        let join = if leaves.is_empty() && groups.is_empty() { Join::All } else { join };
        Rules { join, leaves, groups }
    })
}

fn asked() -> impl Strategy<Value = (List, Rules)> {
    list().prop_flat_map(|list| (Just(list), rules(list)))
}

fn query(pairs: impl IntoIterator<Item = (impl Into<String>, String)>) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.into(), value)).collect()
}

proptest! {
    #[test]
    fn conditions_survive_the_address_bar_and_the_database((list, rules) in asked()) {
        let again = Rules::parse(list, &query(rules.pairs()));
        let json = serde_json::to_string(&rules.written()).unwrap();
        let written: Written = serde_json::from_str(&json).unwrap();

        prop_assert_eq!(&again, &rules);
        prop_assert_eq!(&Rules::of_written(list, &written), &rules);
    }

    #[test]
    fn what_a_list_shows_survives_too((list, rules) in asked()) {
        let columns: Vec<Column> = list.columns().iter().copied().skip(1).take(3).collect();
        let quick = vec![(list.quick()[0].to_owned(), "дъб & 1".to_owned())];
        let state = State { quick, rules, sort: "-changed".to_owned(), columns };

        prop_assert_eq!(&State::parse(list, &state.fields()), &state);
        prop_assert_eq!(&State::of_json(list, &state.json().unwrap()).unwrap(), &state);
    }

    #[test]
    fn any_address_is_read(code in "\\PC{0,60}", list in list()) {
        let rules = Rules::parse(list, &Fields::new().with("where", code).with("match", "any"));

        prop_assert!(rules.all().count() <= 1);
    }
}

#[test]
fn without_one_condition_the_others_stay() {
    let codes = ["name.contains.a", "1~city.is.Sofia", "1~city.is.Varna", "2~owner.is.me"];
    let rules = Rules::parse(List::Contacts, &query(codes.map(|code| ("where", code.to_owned()))));

    let left: Vec<Vec<String>> = (0..4)
        .map(|place| rules.without(place).pairs().into_iter().map(|(_, code)| code).collect())
        .collect();

    assert_eq!(left[0], ["1~city.is.Sofia", "1~city.is.Varna", "2~owner.is.me"]);
    assert_eq!(left[2], ["name.contains.a", "1~city.is.Sofia", "2~owner.is.me"]);
    assert_eq!(left[3], ["name.contains.a", "1~city.is.Sofia", "1~city.is.Varna"]);
}

/// An empty database with one workspace and its owner.
fn office() -> (Db, Actor, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantora.db");
    let clock = Clock::hand(At(1_772_445_600_000));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock).unwrap();
    let found = |tx: &Tx| -> Result<usize> {
        tx.execute(
            "INSERT INTO workspace (id, slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
             VALUES (1, 'acme', 'Acme', 'BG', 'EUR', 'Europe/Sofia', 'en', 'BG', 0, 0)",
            [],
        )
    };
    db.write_blocking(&Actor::guest(Door::Cli), Lane::Interactive, found).unwrap();
    let actor =
        Actor::member(Door::Page, AccountId::new(1), WorkspaceId::new(1), MemberId::new(1), Role::Owner);
    (db, actor, folder)
}

/// Runs a list's conditions alone; gives how many rows there are.
fn run(db: &Db, actor: &Actor, list: List, rules: &Rules) -> Result<i64> {
    let table = list.kind().code();
    let condition = store::condition(list, rules).unwrap_or_else(|| "1".to_owned());
    db.read(actor, |view| {
        let bound = store::bound(view, rules)?;
        let workspace = view.workspace();
        let mut params: Vec<(&str, &dyn rusqlite::ToSql)> = vec![(":workspace", &workspace)];
        params.extend(bound.params());
        view.one(
            &format!("SELECT count(*) FROM {table} WHERE {table}.workspace_id = :workspace AND {condition}"),
            params.as_slice(),
            |row| row.get(0),
        )
    })
}

#[test]
fn the_database_takes_every_operator_on_every_column() {
    let (db, actor, _folder) = office();

    for list in List::ALL.iter().copied() {
        let own = FieldKind::ALL.iter().flat_map(|kind| [0, 4].map(|scale| (*kind, scale)));
        let own = own.map(|(kind, scale)| Column::Own(Own { id: FieldId::new(7), kind, scale }));
        for column in list.columns().iter().copied().chain(own) {
            for op in column.ops() {
                let typed = match (column.kind(), op) {
                    (_, Op::Last | Op::Next) => "7",
                    (Kind::Choice(Set::Members), _) => "me",
                    (Kind::Choice(Set::YesNo), _) => "yes",
                    (Kind::Moment | Kind::Term | Kind::Day, _) => "2026-11-22",
                    _ => "1500",
                };
                let leaf = Leaf::read(column, op, (typed, typed)).unwrap();
                let rules =
                    Rules { leaves: vec![leaf.clone()], groups: vec![vec![leaf]], ..Rules::default() };
                let found = run(&db, &actor, list, &rules);
                assert_eq!(found.unwrap(), 0, "{list:?} {column:?} {op:?}");
            }
            let cells = db.read(&actor, |view| store::cells(view, list, &[column], &[SubjectId::new(1)]));
            assert!(cells.unwrap().is_empty(), "{list:?} {column:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_database_takes_any_tree(trees in proptest::collection::vec(asked(), 1..8)) {
        let (db, actor, _folder) = office();

        for (list, rules) in &trees {
            prop_assert_eq!(run(&db, &actor, *list, rules).unwrap(), 0);
        }
    }
}
