use jiff::civil::date;

use super::model::{Balance, DraftInput, Event, Filter, Kind, SortBy, Standing, State, Which};
use super::store;
use crate::base::listing::{Paging, Sort};
use crate::base::{At, Day, Error, Fields, Language, Problems, SubjectId};
use crate::platform::{Clock, migrate};

fn form(pairs: &[(&str, &str)]) -> Fields {
    let begun = [("customer", "7"), ("currency", "EUR"), ("entry", "net")];
    begun.iter().chain(pairs).fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value))
}

fn wrong(pairs: &[(&str, &str)]) -> Problems {
    match DraftInput::parse(&form(pairs), Language::En, &[]) {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_a_draft_changes_and_only_what_is_issued_is_voided() {
    let events = [Event::Edit, Event::Issue, Event::Discard, Event::Void];
    let after = |state: State| events.map(|event| state.after(event).ok());

    assert_eq!(after(State::Draft), [Some(Some(State::Draft)), Some(Some(State::Issued)), Some(None), None]);
    assert_eq!(after(State::Issued), [None, None, None, Some(Some(State::Voided))]);
    assert_eq!(after(State::Voided), [None; 4]);
}

#[test]
fn what_is_owed_and_until_when_says_where_a_paper_stands() {
    let today = Day(date(2026, 11, 23));
    let due_on = Day(date(2026, 11, 22));
    let stands = |due, paid, credited, due_on| {
        let balance = Balance { currency: "EUR".parse().unwrap(), due, paid, credited };
        Standing::of(State::Issued, Some((balance, due_on)), today)
    };

    assert_eq!(stands(100, 0, 0, Some(today)), Standing::Open);
    assert_eq!(stands(100, 0, 0, Some(due_on)), Standing::Overdue);
    assert_eq!(stands(100, 10, 20, Some(today)), Standing::PartlyPaid);
    assert_eq!(stands(100, 60, 40, Some(due_on)), Standing::Paid);
    assert_eq!(stands(100, 120, 0, Some(due_on)), Standing::Owing);
    assert_eq!(stands(-100, 0, -40, None), Standing::Owing);
    assert_eq!(stands(-100, -60, -40, None), Standing::Paid);
    assert_eq!(Standing::of(State::Draft, None, today), Standing::Draft);
}

#[test]
fn a_note_needs_what_it_corrects_and_why() {
    let problems = wrong(&[("paper", "credit_note")]);

    assert!(problems.on("of").is_some() && problems.on("reason").is_some());
    let invoice = DraftInput::parse(&form(&[("of", "3"), ("reason", "Broken")]), Language::En, &[]).unwrap();
    assert_eq!((invoice.kind, invoice.of, invoice.reason.as_str()), (Kind::Invoice, None, ""));
}

#[test]
fn an_empty_row_is_none_and_a_wrong_one_is_told_in_its_place() {
    let rows = [
        ("name", ""),
        ("quantity", ""),
        ("price", ""),
        ("class", "4"),
        ("name", "Advice"),
        ("quantity", "0"),
        ("price", "much"),
        ("class", ""),
    ];

    let problems = wrong(&rows);

    assert!(problems.on("name.0").is_none());
    for field in ["quantity.1", "price.1", "class.1"] {
        assert!(problems.on(field).is_some(), "{field}");
    }
}

#[test]
fn every_list_walks_an_index_and_sorts_no_more_than_a_text_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantora.db");
    migrate::run(&path, &Clock::hand(At(0))).unwrap();
    let database = rusqlite::Connection::open(&path).unwrap();
    let plan = |filter: &Filter, sort: SortBy| {
        let sql = store::statement(filter, &Paging::start(sort));
        let names = [":workspace", ":value", ":id", ":limit", ":today", ":customer"];
        let bound = names.iter().fold(sql, |sql, name| sql.replace(name, "1")).replace(":found", "'[]'");
        let mut steps = database.prepare(&format!("EXPLAIN QUERY PLAN {bound}")).unwrap();
        let steps = steps.query_map([], |row| row.get::<_, String>("detail")).unwrap();
        steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
    };

    for which in Which::ALL {
        for customer in [None, Some(SubjectId::new(7))] {
            for sort in [SortBy::Newest, SortBy::Oldest] {
                let plan = plan(&Filter { which: *which, customer, text: String::new() }, sort);
                assert!(!plan.contains("SCAN"), "{which:?}, {customer:?}, {sort:?}: {plan}");
                let is_sorted = plan.contains("FOR ORDER BY");
                assert_eq!(
                    is_sorted,
                    *which == Which::Overdue && customer.is_some(),
                    "{which:?}, {sort:?}: {plan}"
                );
            }
        }
        let found = plan(&Filter { which: *which, customer: None, text: "hart".to_owned() }, SortBy::Newest);
        assert!(found.starts_with("SCAN hit") && !found.contains("SCAN invoice"), "{which:?}: {found}");
    }
    for sort in SortBy::ALL {
        let plan = plan(&Filter::default(), *sort);
        assert!(!plan.contains("FOR ORDER BY") && !plan.contains("SCAN"), "{sort:?}: {plan}");
    }
}
