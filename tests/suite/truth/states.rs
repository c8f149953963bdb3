//! Into which state a record may come: every pair of states, by the machine, by the API and by the database.

use std::collections::BTreeSet;

use kantora::base::{At, DealId, Error, FileId, LeadId, Result, Role, TaskId};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals::{self, DealInput, Loss};
use kantora::crm::files::actions::{self as filing, Place};
use kantora::crm::files::{FileName, Rules, State as FileState};
use kantora::crm::leads::{self, Converted, Lead, LeadInput, Rest, State as LeadState, To};
use kantora::crm::tasks;
use kantora::platform::Tx;
use kantora::platform::blobs::Blobs;
use kantora::workspace::members;
use poem::http::Method;
use serde_json::{Value, json};

use super::{Office, fields, plan};
use crate::support::{App, Program, picture};

/// Which changes of a lead's state are legal, but for taking one back.
const LEAD: [(LeadState, LeadState); 15] = {
    use LeadState::*;
    [
        (New, Assigned),
        (Assigned, New),
        (New, Working),
        (Assigned, Working),
        (New, Dead),
        (Assigned, Dead),
        (Working, Dead),
        (Recycled, Dead),
        (Working, Recycled),
        (Dead, Recycled),
        (Recycled, Assigned),
        (New, Converted),
        (Assigned, Converted),
        (Working, Converted),
        // Somebody else gets it.
        (Assigned, Assigned),
    ]
};

/// A lead in that state.
fn lead(tx: &Tx, state: LeadState) -> Result<LeadId> {
    let facts = LeadInput::parse(&fields(&[("first_name", "Emil")]), "BG".parse()?)?;
    let id = leads::actions::create(tx, facts)?;
    let me = tx.member().ok_or(Error::Forbidden)?;
    match state {
        LeadState::New => {}
        LeadState::Assigned => leads::actions::assign(tx, &[id], To::Member(me)).map(|_| ())?,
        _ => leads::actions::answer(tx, id)?,
    }
    match state {
        LeadState::Dead => leads::actions::disqualify(tx, id, "No budget").map(|_| ())?,
        LeadState::Recycled => leads::actions::recycle(tx, id, &rest()?).map(|_| ())?,
        LeadState::Converted => {
            let set = kantora::workspace::changes::begin(tx, "lead.convert", leads::actions::UNDO)?;
            leads::actions::convert(tx, set, id, nothing(tx.now()))?;
        }
        _ => {}
    }
    Ok(id)
}

fn rest() -> Result<Rest> {
    Ok(Rest { until: "2100-01-01".parse()?, task: String::new() })
}

fn nothing(at: At) -> Converted {
    Converted { at, contact: None, company: None, deal: None }
}

/// Everything that a lead may become by one verb.
fn next(lead: &Lead, reason: &leads::Label) -> Vec<LeadState> {
    let me = lead.created_by;
    let by_verbs = [
        lead.clone().assigned(me),
        lead.clone().assigned(None),
        lead.clone().answered(At(1), me).ok_or(Error::Gone),
        lead.clone().disqualified(reason.clone()),
        lead.clone().recycled("2100-01-01".parse().unwrap(), me),
        lead.clone().returned(),
        lead.clone().converted(nothing(At(1))),
    ];
    by_verbs.into_iter().filter_map(|outcome| Some(outcome.ok()?.state)).collect()
}

/// Whether the database takes the statement; in any case nothing of it stays.
fn takes(office: &Office, sql: String) -> bool {
    let tried = office.write(move |tx| {
        tx.execute(&sql, [])?;
        Err::<(), _>(Error::Gone)
    });
    matches!(tried, Err(Error::Gone))
}

#[test]
fn the_machine_of_leads_makes_the_legal_changes_and_no_other() {
    let office = Office::open();
    let legal: BTreeSet<String> = LEAD.iter().map(|(from, to)| format!("{from:?} {to:?}")).collect();

    let mut made = BTreeSet::new();
    for from in LeadState::ALL {
        let (lead, reason) = office
            .write(move |tx| {
                let reason = leads::store::labels::list(tx, leads::LabelKind::Reason)?.remove(0);
                Ok((leads::store::find(tx, lead(tx, *from)?)?, reason))
            })
            .unwrap();
        made.extend(next(&lead, &reason).into_iter().map(|to| format!("{from:?} {to:?}")));
    }

    // Whoever begun or resting is given to somebody stays what it is.
    let stays = ["New New", "Working Working", "Recycled Recycled"].map(str::to_owned);
    let made: BTreeSet<String> = made.into_iter().filter(|pair| !stays.contains(pair)).collect();
    assert_eq!(made, legal);
}

#[test]
fn the_database_takes_legal_changes_of_leads_and_their_way_back_and_no_other() {
    let office = Office::open();
    let member = office.workspace.owner;

    for from in LeadState::ALL {
        let id = office.write(move |tx| lead(tx, *from)).unwrap();
        for to in LeadState::ALL.iter().filter(|to| *to != from) {
            let is = |state| *to == state;
            let only = |holds: bool, value: &str| if holds { value.to_owned() } else { "NULL".to_owned() };
            let sql = format!(
                "UPDATE lead
                 SET state = '{}', open = {}, owner_id = {}, answered_at = 1, reason_id = {}, back_on = {},
                     converted_at = {}
                 WHERE workspace_id = 1 AND id = {id}",
                to.code(),
                i64::from(to.is_open()),
                only(!is(LeadState::New), &member.to_string()),
                only(is(LeadState::Dead), "(SELECT min(id) FROM lead_label WHERE kind = 'reason')"),
                only(is(LeadState::Recycled), "'2100-01-01'"),
                only(is(LeadState::Converted), "1"),
            );
            let is_legal = LEAD.contains(&(*from, *to)) || LEAD.contains(&(*to, *from));
            assert_eq!(takes(&office, sql), is_legal, "{from:?} to {to:?}");
        }
        office.write(move |tx| leads::actions::trash(tx, &[id])).unwrap();
        let to = if *from == LeadState::New { "working" } else { "new" };
        let sql = format!(
            "UPDATE lead
             SET state = '{to}', open = 1, owner_id = {}, answered_at = 1, reason_id = NULL, back_on = NULL,
                 converted_at = NULL
             WHERE workspace_id = 1 AND id = {id}",
            if to == "new" { "NULL".to_owned() } else { member.to_string() },
        );
        assert!(!takes(&office, sql), "{from:?} in the trash");
    }
}

#[test]
fn the_database_lets_a_deal_be_won_or_lost_only_from_open_and_only_opens_what_ended() {
    let office = Office::open();
    let states = [("open", 1, "NULL"), ("won", 4, "1"), ("lost", 5, "1")];
    let deal = |state: &'static str| {
        office
            .write(move |tx| {
                let id = deal(tx)?;
                match state {
                    "won" => deals::actions::win(tx, id, 1).map(|_| ())?,
                    "lost" => deals::actions::lose(tx, id, 1, loss(tx)?).map(|_| ())?,
                    _ => {}
                }
                Ok(id)
            })
            .unwrap()
    };

    for (from, ..) in states {
        let id = deal(from);
        for (to, place, closed) in states.into_iter().filter(|(to, ..)| *to != from) {
            let sql = |stage: i64| {
                format!(
                    "UPDATE deal
                     SET state = '{to}', closed_at = {closed}, stage_id = (
                           SELECT id FROM stage WHERE workspace_id = 1 ORDER BY position LIMIT 1 OFFSET {stage}
                         ),
                         lost_reason_id = {}
                     WHERE workspace_id = 1 AND id = {id}",
                    if to == "lost" { "(SELECT min(id) FROM lost_reason)" } else { "NULL" },
                )
            };
            assert_eq!(takes(&office, sql(place)), from == "open" || to == "open", "{from} to {to}");
            assert!(!takes(&office, sql(if place == 4 { 5 } else { 4 })), "{from} to {to} in another stage");
        }
    }
}

#[tokio::test]
async fn the_database_judges_a_file_once() {
    let app = App::start();
    let states = [FileState::Ready, FileState::Waiting, FileState::Quarantined];

    for from in states {
        let file = file(&app, from);
        for to in states.into_iter().filter(|to| *to != from) {
            let finding = if to == FileState::Quarantined { "Eicar" } else { "" };
            let sql = format!(
                "UPDATE file SET state = '{}', finding = '{finding}' WHERE workspace_id = 1 AND id = {file}",
                to.code(),
            );
            let tried = app.write(move |tx| {
                tx.execute(&sql, [])?;
                Err::<(), _>(Error::Gone)
            });
            assert_eq!(matches!(tried, Err(Error::Gone)), from == FileState::Waiting, "{from:?} to {to:?}");
        }
    }
}

#[test]
fn the_database_leaves_a_removed_task_alone() {
    let office = Office::open();
    let task: TaskId = office.tasks[0];

    let done = format!("UPDATE task SET done_at = 1 WHERE workspace_id = 1 AND id = {task}");
    assert!(takes(&office, done.clone()));
    office.write(move |tx| tasks::actions::remove(tx, task)).unwrap();
    assert!(!takes(&office, done));
}

#[tokio::test]
async fn the_api_takes_legal_changes_of_leads_and_no_other() {
    let app = App::start();
    let program = app.program();
    let account = app.account(Role::Sales);
    let colleague = app.write(move |tx| members::maybe_find_of(tx, account)).unwrap().unwrap().id;
    use LeadState::*;
    let verbs: [(&str, Value, &[LeadState]); 5] = [
        ("assign", json!({ "owner_id": colleague }), &[New, Assigned, Working, Recycled]),
        ("disqualify", json!({ "reason": "Silent" }), &[New, Assigned, Working, Recycled]),
        ("recycle", json!({ "back_on": "2100-01-01" }), &[Working, Dead]),
        // Twice is once.
        ("convert", json!({}), &[New, Assigned, Working, Converted]),
        ("edit", json!({ "interest": "Oak" }), &[New, Assigned, Working, Recycled]),
    ];

    for (verb, body, from) in verbs {
        for state in LeadState::ALL {
            let id = app.write(move |tx| lead(tx, *state)).unwrap();
            let path = format!("/api/v1/leads/{id}");
            let status = act(&program, &path, verb, Some(&body)).await;
            let wanted = if from.contains(state) { 200 } else { 409 };
            assert_eq!(status, wanted, "{verb} when {state:?}");
            app.write(move |tx| leads::actions::trash(tx, &[id])).unwrap();
            let trashed = act(&program, &path, verb, Some(&body)).await;
            let is_there = app.write(move |tx| leads::store::find(tx, id)).unwrap().converted.is_some();
            assert_eq!(trashed, if verb == "convert" && is_there { 200 } else { 409 }, "{verb} in the trash");
        }
    }
}

#[tokio::test]
async fn the_api_takes_legal_changes_of_deals_and_no_other() {
    let app = App::start();
    let program = app.program();
    let (stage, reason) = app
        .write(|tx| {
            let stage = deals::store::pipelines(tx)?.0[0].path().nth(1).unwrap().id;
            Ok((stage, deals::store::lost_reasons(tx)?.remove(0).id))
        })
        .unwrap();
    let verbs: [(&str, Option<Value>, &[&str]); 7] = [
        ("move", Some(json!({ "stage_id": stage })), &["open", "held"]),
        ("hold", Some(json!({ "until_on": "2126-01-01" })), &["open", "held"]),
        ("resume", None, &["held"]),
        ("win", None, &["open", "held"]),
        ("lose", Some(json!({ "reason_id": reason })), &["open", "held"]),
        ("reopen", None, &["won", "lost"]),
        ("edit", Some(json!({ "probability": 60 })), &["open", "held", "won", "lost"]),
    ];

    for (verb, body, from) in verbs {
        for state in ["open", "held", "won", "lost", "trashed"] {
            let id = app.write(move |tx| deal_in(tx, state)).unwrap();
            let status = act(&program, &format!("/api/v1/deals/{id}"), verb, body.as_ref()).await;
            assert_eq!(status, if from.contains(&state) { 200 } else { 409 }, "{verb} when {state}");
        }
    }
}

#[tokio::test]
async fn the_api_takes_legal_changes_of_tasks_and_files_and_no_other() {
    let app = App::start();
    let program = app.program();
    let me = app.acme().owner;
    let task = |state: &'static str| {
        app.write(move |tx| {
            let about = contacts::actions::create(
                tx,
                ContactInput { last_name: "Petrova".into(), ..ContactInput::default() },
            )?;
            let id = plan(tx, about.subject())?;
            match state {
                "done" => tasks::actions::finish(tx, id).map(|_| ())?,
                "removed" => tasks::actions::remove(tx, id).map(|_| ())?,
                _ => {}
            }
            Ok(id)
        })
        .unwrap()
    };

    let verbs: [(&str, Option<Value>, [u16; 3]); 3] = [
        ("finish", None, [200, 409, 404]),
        ("reopen", None, [409, 200, 404]),
        ("edit", Some(json!({ "assignee_id": me })), [200, 200, 404]),
    ];
    for (verb, body, statuses) in verbs {
        for (state, wanted) in ["open", "done", "removed"].into_iter().zip(statuses) {
            let path = format!("/api/v1/tasks/{}", task(state));
            assert_eq!(act(&program, &path, verb, body.as_ref()).await, wanted, "{verb} when {state}");
        }
    }
    for (state, wanted) in [(FileState::Ready, 200), (FileState::Waiting, 409), (FileState::Quarantined, 409)]
    {
        let path = format!("/api/v1/files/{}", file(&app, state));
        program.get(&format!("{path}/content")).await.expect(wanted);
        program.delete(&path).await.expect(204);
        program.get(&format!("{path}/content")).await.expect(404);
        program.delete(&path).await.expect(404);
    }
}

/// Does that to the record at whichever version it has; gives the status.
async fn act(program: &Program<'_>, path: &str, verb: &str, body: Option<&Value>) -> u16 {
    let answer = match verb {
        "edit" => program.patch(path, "*", body.cloned().unwrap()).await,
        verb => program.send(Method::POST, &format!("{path}/{verb}"), &[], body.cloned()).await,
    };
    answer.status.as_u16()
}

/// An open deal in the first stage.
fn deal(tx: &Tx) -> Result<DealId> {
    let facts = DealInput::parse(&fields(&[("name", "Counter")]), "EUR".parse()?)?;
    let first = deals::store::pipelines(tx)?.first().map(|stage| stage.id).unwrap();
    deals::actions::add(tx, facts, first)
}

fn deal_in(tx: &Tx, state: &str) -> Result<DealId> {
    let id = deal(tx)?;
    match state {
        "held" => deals::actions::hold(tx, id, 1, "2126-01-01".parse()?).map(|_| ())?,
        "won" => deals::actions::win(tx, id, 1).map(|_| ())?,
        "lost" => deals::actions::lose(tx, id, 1, loss(tx)?).map(|_| ())?,
        "trashed" => deals::actions::trash(tx, id).map(|_| ())?,
        _ => {}
    }
    Ok(id)
}

fn loss(tx: &Tx) -> Result<Loss> {
    Ok(Loss { reason: deals::store::lost_reasons(tx)?.remove(0).id, note: String::new() })
}

/// A picture with a new contact, in that state.
fn file(app: &App, state: FileState) -> FileId {
    let blobs = Blobs::new(app.installation.folder(), app.acme().id);
    let initial = if state == FileState::Ready { state } else { FileState::Waiting };
    let rules = Rules { most: u64::MAX, quota: u64::MAX, initial };
    let mut draft = blobs.begin(rules.most).unwrap();
    draft.take(&picture()).unwrap();
    let examined = filing::examine(&blobs, FileName::parse("plan.png").unwrap(), draft).unwrap();
    let arrived = examined.keep(&blobs).unwrap();
    app.write(move |tx| {
        let contact = ContactInput { last_name: "Petrova".into(), ..ContactInput::default() };
        let about = contacts::actions::create(tx, contact)?.subject();
        let place = Place { about, story: Some(about) };
        let id = filing::add(tx, place, &arrived, (&rules, &blobs))?;
        if state == FileState::Quarantined {
            filing::settle(tx, id, state, "Eicar")?;
        }
        Ok(id)
    })
    .unwrap()
}
