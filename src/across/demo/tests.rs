use std::collections::HashSet;
use std::sync::Arc;

use super::*;
use crate::base::{Actor, At, Door, Role, SubjectKind, WorkspaceId};
use crate::billing::countries::{CompanyNumber, VatNumber};
use crate::billing::customers::CustomerInput;
use crate::crm::{companies, contacts, duplicates};
use crate::platform::config::Config;
use crate::platform::crypto::MasterKey;
use crate::platform::{Clock, Db, Machines, View, migrate};

const NOW: At = At(1_772_445_600_000);

#[test]
fn the_five_people_hold_the_five_roles() {
    let roles: Vec<Role> = PEOPLE.iter().map(|person| person.role).collect();

    assert_eq!(roles, Role::ALL);
}

#[test]
fn the_demo_has_its_companies_contacts_and_notes_up_to_now() {
    let home = tempfile::tempdir().unwrap();
    let config = Config::defaults(home.path());
    let clock = Clock::hand(At(0));
    migrate::run(&config.database(), &clock).unwrap();
    let db = Db::open(&config.database(), clock.clone()).unwrap();
    let machines = Machines::new(db, clock, Arc::new(config), MasterKey::new([1; 32]));

    build(&machines, NOW).unwrap();

    assert_eq!(machines.clock.now(), NOW);
    let workspace = Actor::system(Door::Cli, WorkspaceId::new(1));
    let count = |table: &str| {
        let sql =
            format!("SELECT count(*) FROM {table} WHERE workspace_id = :workspace AND created_at <= :now");
        let params = rusqlite::named_params! { ":workspace": 1, ":now": NOW };
        machines.db.read(&workspace, |view| view.one(&sql, params, |row| row.get::<_, i64>(0))).unwrap()
    };
    assert_eq!(count("company"), 40);
    assert_eq!(count("contact"), 120);
    assert_eq!(count("note"), 64);
    // Two of them came by the form on the site.
    assert_eq!(count("lead"), 19);
    assert_eq!(count("web_form"), 1);
    // Nineteen of them ended, two of those began as leads and are won.
    assert_eq!(count("deal"), 35);
    // Two of them are on hold, each with its reminder; a lead at rest has one, too.
    assert_eq!(count("task"), 20);
    assert_eq!(count("file"), 2);
    assert_eq!(count("mail"), 4);
    let pairs = |view: &View| duplicates::store::count_open(view, SubjectKind::Contact);
    assert_eq!(machines.db.read(&workspace, pairs).unwrap(), 1);
}

#[test]
fn every_note_is_about_somebody_and_every_contact_works_somewhere() {
    let deeds = model::deeds(NOW, |_| "1".into()).unwrap();
    let (mut people, mut firms, mut sales) = (HashSet::new(), HashSet::new(), HashSet::new());

    for deed in deeds {
        match deed.act {
            model::Act::Company(companies::CompanyInput { name, .. }, _) => assert!(firms.insert(name)),
            model::Act::Contact(contacts::ContactInput { company, points, .. }, _) => {
                assert!(firms.contains(&company), "{company} comes after its people");
                people.insert(points.first(crate::crm::points::Kind::Email).to_owned());
            }
            model::Act::Note(about, _) => {
                assert!(people.contains(&about) || sales.contains(&about), "{about}");
            }
            model::Act::Lead(..) => {}
            model::Act::Deal(name, model::Step::Add(fields, email)) => {
                assert!(people.contains(&email), "{name}: {email}");
                assert!(firms.contains(fields.first("company")), "{name}");
                sales.insert(name);
            }
            model::Act::Deal(..) => {}
        }
    }
}

#[test]
fn every_number_of_the_demo_can_be_right() {
    for row in model::customers() {
        assert!(CustomerInput::parse(&row).is_ok(), "{row:?}");
    }
    let mut checked = 0;
    for line in include_str!("data/companies.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let country = cells[9].parse().unwrap();
        if !cells[1].is_empty() {
            assert!(CompanyNumber::parse(country, cells[1]).is_ok(), "{line}");
            checked += 1;
        }
        if !cells[2].is_empty() {
            assert!(VatNumber::parse(country, cells[2]).is_ok(), "{line}");
        }
    }
    assert!(checked > 30, "{checked} companies have a number");
}
