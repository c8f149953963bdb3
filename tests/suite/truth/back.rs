//! What taking an act back brings back, and who may.

use kantora::across::undo;
use kantora::base::{Actor, Door, Error, Role, SubjectKind};
use kantora::crm::activities::{self, NoteInput};
use kantora::crm::deals::{self, Place};
use kantora::crm::points::Taken;
use kantora::crm::{contacts, leads};
use kantora::platform::Lane;

use super::Office;
use crate::support;

#[test]
fn a_deal_that_moved_while_two_people_were_one_has_both_again() {
    let office = Office::open();
    let (ana, ben, deal) = (office.people[0], office.people[1], office.deals[1]);
    let (line, before) = (office.last_line(), office.state(office.last_line()));
    let merge = office.merge(SubjectKind::Contact, ana.subject(), ben.subject()).unwrap();

    let moved = office
        .write(move |tx| {
            let next = deals::store::pipelines(tx)?.0[0].path().nth(1).unwrap().id;
            deals::actions::move_to(tx, deal, 1, next, Place::Top)
        })
        .unwrap()
        .unwrap();
    office.undo(moved).unwrap();
    office.undo(merge).unwrap();

    assert_eq!(office.state(line), before);
}

#[test]
fn what_was_done_before_two_people_became_one_comes_back_with_the_one_that_is_left() {
    let office = Office::open();
    let (ana, ben, deal) = (office.people[0], office.people[1], office.deals[1]);
    let moved = office
        .write(move |tx| {
            let next = deals::store::pipelines(tx)?.0[0].path().nth(1).unwrap().id;
            deals::actions::move_to(tx, deal, 1, next, Place::Top)
        })
        .unwrap()
        .unwrap();
    office.merge(SubjectKind::Contact, ana.subject(), ben.subject()).unwrap();

    let report = office.undo(moved).unwrap();

    let people = office.read(|view| deals::store::find(view, deal)).unwrap().facts.people;
    assert!(report.changed.is_empty());
    assert_eq!(people.iter().map(|person| person.contact).collect::<Vec<_>>(), [ana]);
}

#[test]
fn a_converted_lead_comes_out_of_the_trash_with_the_contact_that_is_left() {
    let office = Office::open();
    let (ana, ben, lead) = (office.people[0], office.people[1], office.leads[0]);
    office.convert(lead).unwrap().unwrap();
    let trashed = office.write(move |tx| leads::actions::trash(tx, &[lead])).unwrap();
    office.merge(SubjectKind::Contact, ben.subject(), ana.subject()).unwrap();

    office.undo(trashed).unwrap();

    let into = office.read(|view| leads::store::find(view, lead)).unwrap().converted.unwrap();
    assert_eq!(into.contact, Some(ben));
}

#[test]
fn a_deal_is_not_opened_again_in_a_pipeline_that_was_put_away() {
    let office = Office::open();
    let [deal, other] = [office.deals[0], office.deals[1]];
    let won = office
        .write(move |tx| {
            deals::actions::win(tx, other, 1)?;
            deals::actions::win(tx, deal, 1)
        })
        .unwrap();
    office
        .write(|tx| {
            let old = deals::store::pipelines(tx)?.0[0].id;
            deals::actions::add_pipeline(tx, "Abroad")?;
            deals::actions::put_away_pipeline(tx, old)
        })
        .unwrap();

    let report = office.undo(won).unwrap();

    assert_eq!(report.changed, [deal.subject()]);
    assert_eq!(office.read(|view| deals::store::find(view, deal)).unwrap().state, deals::State::Won);
}

#[test]
fn what_somebody_wrote_into_the_note_of_a_conversion_stays() {
    let office = Office::open();
    let (ana, lead) = (office.people[0], office.leads[0]);
    office
        .write(move |tx| {
            let stored = leads::store::find(tx, lead)?;
            let facts = leads::LeadInput { job_title: "Buyer".to_owned(), ..stored.facts };
            leads::actions::edit(tx, lead, stored.version, facts)?;
            let contact = contacts::store::find(tx, ana)?;
            let facts = contacts::ContactInput { job_title: "Owner".to_owned(), ..contact.facts };
            contacts::actions::edit(tx, ana, contact.version, facts)
        })
        .unwrap();
    let converted = office.convert(lead).unwrap().unwrap();
    let notes = office.read(|view| activities::store::notes_about(view, ana.subject())).unwrap();
    let kept = notes
        .into_iter()
        .find(|note| {
            let note = office.read(|view| activities::store::find_note(view, *note)).unwrap();
            note.body.contains("Buyer")
        })
        .unwrap();
    let written = NoteInput::new(activities::NoteKind::Note, "Buyer since May".to_owned());
    office.write(move |tx| activities::actions::edit(tx, kept, 1, &written)).unwrap();

    let report = office.undo(converted).unwrap();

    assert_eq!(report.changed, [kept.subject()]);
    let note = office.read(|view| activities::store::find_note(view, kept)).unwrap();
    assert_eq!(note.body, "Buyer since May");
}

#[test]
fn an_act_is_taken_back_only_by_whoever_may_still_do_it() {
    let office = Office::open();
    let deal = office.deals[0];
    let set = office
        .write(move |tx| {
            let next = deals::store::pipelines(tx)?.0[0].path().nth(1).unwrap().id;
            deals::actions::move_to(tx, deal, 1, next, Place::Top)
        })
        .unwrap()
        .unwrap();
    let workspace: &support::Workspace = &office.workspace;
    let as_role = |role| Actor::member(Door::Page, workspace.account, workspace.id, workspace.owner, role);
    let try_as = |role| {
        let act = move |tx: &kantora::platform::Tx| undo::step(tx, set, None, Taken::Refuse).map(|_| ());
        office.machines.db.write_blocking(&as_role(role), Lane::Interactive, act)
    };

    // The bookkeeper changes every contact and no deal; whoever only looks by now did this when they could do more.
    for role in [Role::Bookkeeper, Role::Viewer] {
        assert!(matches!(try_as(role), Err(Error::Forbidden)), "{role}");
    }

    try_as(Role::Sales).unwrap();
}
