//! What one merge does, and what taking it back does.

use std::time::Duration;

use kantora::across::merge::{self, Choices, Side, Wish, actions};
use kantora::base::listing::{Paging, Thrown};
use kantora::base::{Actor, ContactId, Door, Error, SubjectId, SubjectKind};
use kantora::crm::activities::{self, NoteInput, NoteKind};
use kantora::crm::contacts;
use kantora::crm::duplicates::{self, OnList, Standing, Why};
use kantora::crm::points::{Kind, Taken};
use kantora::crm::tasks;
use kantora::platform::{Lane, Machines, search_index};

use super::{Office, exported, person, task};
use crate::support;

const DAY: Duration = Duration::from_secs(86_400);

#[test]
fn all_that_hangs_on_a_contact_comes_along_and_goes_back() {
    let office = Office::open();
    let (ana, anna) = (office.people[0], office.people[1]);
    let (line, before) = (office.last_line(), office.state(office.last_line()));

    let set = office.merge(SubjectKind::Contact, ana.subject(), anna.subject()).unwrap();

    let merged = office.read(|view| contacts::store::find(view, ana)).unwrap();
    let (note, task) = (office.notes[1], office.tasks[1]);
    assert_eq!(merged.facts.points.told(Kind::Email), "ana@example.com, anna@example.com");
    assert_eq!(merged.facts.points.of(Kind::Phone).count(), 1);
    assert_eq!(
        office.read(|view| activities::store::find_note(view, note)).unwrap().about,
        ana.subject(),
        "the note came along"
    );
    assert_eq!(office.read(|view| tasks::store::find(view, task)).unwrap().facts.about, Some(ana.subject()));
    let gone = office.read(|view| contacts::store::find(view, anna));
    assert!(matches!(gone, Err(Error::Merged("contacts", into)) if into == ana.number()), "{gone:?}");
    let found = office.read(|view| search_index::find(view, "anna@example.com", 9)).unwrap();
    assert_eq!(found, [ana.subject()], "found where it is by now");

    let report = office.undo(set, Taken::Refuse).unwrap();

    assert_eq!((report.changed, report.taken), (Vec::new(), Vec::new()));
    assert_eq!(office.state(line), before);
}

#[test]
fn a_merge_of_people_is_taken_apart_though_their_companies_were_merged_since() {
    let office = Office::open();
    let [ana, ben] = [0, 2].map(|at| office.people[at]);
    let firms = [office.firms[0], office.firms[1]];
    let people = office.merge(SubjectKind::Contact, ana.subject(), ben.subject()).unwrap();
    let companies = office.merge(SubjectKind::Company, firms[0].subject(), firms[1].subject()).unwrap();

    let report = office.undo(people, Taken::Refuse).unwrap();

    let company = |id| office.read(|view| contacts::store::find(view, id)).unwrap().facts.company_id;
    assert_eq!((report.changed, company(ben)), (vec![ana.subject()], Some(firms[0])));
    office.undo(companies, Taken::Refuse).unwrap();
    assert_eq!(company(ana), Some(firms[1]), "it came by the first merge, and nobody took it away");
}

#[test]
fn the_people_of_a_company_come_along_and_go_back() {
    let office = Office::open();
    let (kept, gone, ben) = (office.firms[0], office.firms[1], office.people[2]);
    let (line, before) = (office.last_line(), office.state(office.last_line()));

    let set = office.merge(SubjectKind::Company, kept.subject(), gone.subject()).unwrap();

    let moved = office.read(|view| contacts::store::find(view, ben)).unwrap();
    assert_eq!((moved.facts.company_id, moved.facts.company.as_str()), (Some(kept), "Hart Brothers"));
    office.undo(set, Taken::Refuse).unwrap();
    assert_eq!(office.state(line), before);
}

#[test]
fn whoever_changed_the_one_that_stays_keeps_that_and_the_rest_goes_back() {
    let office = Office::open();
    let (ana, anna) = (office.people[0], office.people[1]);
    let set = office.merge(SubjectKind::Contact, ana.subject(), anna.subject()).unwrap();
    let note = office.notes[1];
    office.write(move |tx| contacts::actions::tag(tx, &[ana], "fair")).unwrap();
    office
        .write(move |tx| {
            let input = NoteInput::new(NoteKind::Call, "Called again".to_owned());
            let version = activities::store::find_note(tx, note)?.version;
            activities::actions::edit(tx, note, version, &input)
        })
        .unwrap();

    let refused = office.undo(set, Taken::Refuse);
    let report = office.undo(set, Taken::Share).unwrap();

    assert!(matches!(refused, Err(Error::Conflict("undo-taken"))), "{refused:?}");
    assert_eq!(report.changed, [ana.subject()]);
    let back = office.read(|view| contacts::store::find(view, anna)).unwrap();
    assert!(back.is_live() && back.facts.points.points[0].shared);
    let note = office.read(|view| activities::store::find_note(view, note)).unwrap();
    assert_eq!((note.about, note.body.as_str()), (anna.subject(), "Called again"));
}

#[test]
fn whoever_is_slower_is_told_and_nothing_is_lost() {
    let office = Office::open();
    let (ana, anna, ben) = (office.people[0], office.people[1], office.people[2]);
    let version = |id| office.read(|view| contacts::store::find(view, id)).unwrap().version;
    let looked_at = |kept: ContactId, gone: ContactId| Wish {
        kind: SubjectKind::Contact,
        kept: (kept.subject(), version(kept)),
        gone: (gone.subject(), version(gone)),
        choices: Choices::default(),
    };
    let (first, second) = (looked_at(ana, anna), looked_at(ana, ben));
    let (third, task) = (looked_at(ben, anna), office.tasks[1]);
    let stored = office.read(|view| tasks::store::find(view, task)).unwrap();

    office.write(move |tx| actions::merge(tx, &first)).unwrap();
    let into_the_changed = office.write(move |tx| actions::merge(tx, &second));
    let of_the_gone = office.write(move |tx| actions::merge(tx, &third));
    let edited = office.write(move |tx| tasks::actions::edit(tx, task, stored.version, stored.facts));

    assert!(matches!(into_the_changed, Err(Error::Stale(_))), "{into_the_changed:?}");
    assert!(matches!(of_the_gone, Err(Error::Merged(..))), "{of_the_gone:?}");
    assert!(matches!(edited, Err(Error::Stale(_))), "what moved has another version: {edited:?}");
    assert!(office.read(|view| contacts::store::find(view, ben)).unwrap().is_live());
}

#[test]
fn what_is_still_written_about_the_one_that_went_is_about_the_one_that_stays() {
    let office = Office::open();
    let (kept, gone) = (office.firms[0], office.firms[1]);
    office.merge(SubjectKind::Company, kept.subject(), gone.subject()).unwrap();

    let (planned, came) = office
        .write(move |tx| {
            let company = gone.to_string();
            let named = [("first_name", "Cleo"), ("company", "Hart Brothers Ltd"), ("company_id", &*company)];
            Ok((task(tx, gone.subject(), "Send a letter")?, person(tx, &named)?))
        })
        .unwrap();

    let about = office.read(|view| tasks::store::find(view, planned)).unwrap().facts.about;
    let company = office.read(|view| contacts::store::find(view, came)).unwrap().facts.company_id;
    assert_eq!((about, company), (Some(kept.subject()), Some(kept)));
}

#[test]
fn the_trash_shows_neither_and_waits_until_nobody_can_take_them_apart() {
    let office = Office::open();
    let (ana, anna) = (office.people[0], office.people[1]);
    office.merge(SubjectKind::Contact, ana.subject(), anna.subject()).unwrap();
    let thrown = office.read(|view| contacts::store::list_trash(view, &Paging::start(Thrown)));
    assert_eq!(thrown.unwrap().rows, []);
    office.write(move |tx| contacts::actions::trash(tx, &[ana])).unwrap();
    let system = Actor::system(Door::Job, office.workspace.id);
    let sweep = || {
        office.machines.db.write_blocking(&system, Lane::Bulk, kantora::across::trash::empty_trash).unwrap()
    };

    office.machines.pass(DAY * 31);
    assert_eq!(sweep(), 0);
    office.machines.pass(DAY * 30);
    assert_eq!(sweep(), 1);

    for id in [ana, anna] {
        assert!(office.read(|view| contacts::store::maybe_find(view, id)).unwrap().is_none());
    }
    let kept = office.read(|view| {
        let sql = "SELECT count(*) FROM change_row WHERE subject_id IN (?1, ?2) AND before IS NOT NULL";
        view.one(sql, [ana.number(), anna.number()], |row| row.get::<_, i64>(0))
    });
    assert_eq!(kept.unwrap(), 0, "nothing of them stays to be put back");
}

#[test]
fn two_merges_in_a_row_are_taken_apart_in_any_order() {
    for first_first in [true, false] {
        let office = Office::open();
        let [ana, anna, ben] = [0, 1, 2].map(|at| office.people[at].subject());
        let one = office.merge(SubjectKind::Contact, anna, ana).unwrap();
        let two = office.merge(SubjectKind::Contact, ben, anna).unwrap();

        let (first, second) = if first_first { (one, two) } else { (two, one) };
        office.undo(first, Taken::Share).unwrap();
        office.undo(second, Taken::Share).unwrap();

        for (at, about) in [ana, anna, ben].into_iter().enumerate() {
            let note = office.notes[at];
            let note = office.read(|view| activities::store::find_note(view, note)).unwrap();
            assert_eq!(note.about, about, "note {at}, first first: {first_first}");
        }
    }
}

#[test]
fn a_record_of_another_company_is_not_found() {
    let office = Office::open();
    let (ours, theirs) = (office.people[0].subject(), support::workspace_named(&office.machines, "theirs"));
    let foreign = office
        .machines
        .db
        .write_blocking(&theirs.actor(), Lane::Interactive, |tx| person(tx, &[("first_name", "Dora")]))
        .unwrap()
        .subject();

    let wish = |kept: SubjectId, gone: SubjectId| Wish {
        kind: SubjectKind::Contact,
        kept: (kept, 1),
        gone: (gone, 1),
        choices: Choices::default().with("first_name", Side::Gone),
    };
    let (into, of) = (wish(foreign, ours), wish(ours, foreign));

    assert!(matches!(office.write(move |tx| actions::merge(tx, &into)), Err(Error::NotFound)));
    assert!(matches!(office.write(move |tx| actions::merge(tx, &of)), Err(Error::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn likely_duplicates_are_found_by_what_both_have_and_decisions_stay() {
    let office = tokio::task::spawn_blocking(Office::open).await.unwrap();
    let office = std::sync::Arc::new(office);
    let find = || {
        let system = Actor::system(Door::Job, office.workspace.id);
        merge::find_duplicates(Machines::clone(&office.machines), system, merge::FindDuplicates {})
    };
    let listed = |kind: SubjectKind, standing: Standing| {
        let page = office
            .read(|view| duplicates::store::list(view, kind, standing, &Paging::start(OnList)))
            .unwrap();
        page.rows.into_iter().map(|listed| listed.pair).collect::<Vec<_>>()
    };
    find().await.unwrap();
    let (people, firms) =
        (listed(SubjectKind::Contact, Standing::Open), listed(SubjectKind::Company, Standing::Open));
    let pairs: Vec<_> = people.iter().chain(&firms).map(|pair| (pair.one, pair.other, pair.why)).collect();
    let subjects = [office.people[0], office.people[1]].map(|id| id.subject());
    assert_eq!(
        pairs,
        [
            (subjects[0], subjects[1], Why::Name),
            (office.firms[0].subject(), office.firms[1].subject(), Why::Name)
        ]
    );

    let (pair, again) = (people[0].id, office.clone());
    let (ana, anna) = (office.people[0], office.people[1]);
    let decide = move || {
        again
            .write(move |tx| actions::decide(tx, (SubjectKind::Contact, pair), Standing::Refused))
            .and_then(|()| again.write(move |tx| contacts::actions::tag(tx, &[ana, anna], "looked at")))
            .unwrap()
    };
    tokio::task::spawn_blocking(decide).await.unwrap();
    find().await.unwrap();

    assert_eq!(listed(SubjectKind::Contact, Standing::Open), []);
    assert_eq!(listed(SubjectKind::Contact, Standing::Refused), [people[0]]);
    assert_eq!(office.read(|view| duplicates::store::count_open(view, SubjectKind::Company)).unwrap(), 1);
}

#[test]
fn the_other_fills_the_fields_that_are_empty_and_takes_its_own_along_again() {
    let office = Office::open();
    let (ana, anna) = (office.people[0], office.people[1]);
    let last_line = office.last_line();
    let before = office.state(last_line);

    let set = office.merge(SubjectKind::Contact, ana.subject(), anna.subject()).unwrap();
    let merged = office.read(|view| Ok(exported(view, SubjectKind::Contact))).unwrap();
    office.undo(set, Taken::Refuse).unwrap();

    assert!(merged.contains(",B-2,Oak; Ash"), "{merged}");
    assert_eq!(office.state(last_line), before);
}
