//! Two who act on the same record at once: one is first, the others are told, nothing is lost unseen and nothing is there
//! twice.

use futures_util::future::join_all;
use kantora::base::{ContactId, DealId, Error, LeadId, Result, Role, StageId, SubjectId};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals::{self, DealInput};
use kantora::crm::leads::{self, LeadInput};
use kantora::platform::{Lane, Tx, View};
use poem::http::Method;
use serde_json::{Value, json};

use super::Office;
use crate::support::{Answer, App, Browser, Program};

/// So many act at once.
const MANY: usize = 6;

async fn add(program: &Program<'_>, place: &str, body: Value) -> String {
    let added = program.post(&format!("/api/v1/{place}"), body).await.expect(201);
    added.header("location").unwrap().to_owned()
}

async fn act(program: &Program<'_>, path: &str, verb: &str, body: Option<Value>) -> Answer {
    program.send(Method::POST, &format!("{path}/{verb}"), &[("if-match", "\"1\"")], body).await
}

fn number(path: &str) -> i64 {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

fn count(answers: &[Answer], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status.as_u16() == status).count()
}

async fn length(program: &Program<'_>, list: &str) -> usize {
    program.get(&format!("/api/v1/{list}")).await.expect(200).json()["data"].as_array().unwrap().len()
}

fn stages(app: &App) -> Vec<StageId> {
    app.write(|tx| Ok(deals::store::pipelines(tx)?.0[0].path().map(|stage| stage.id).collect())).unwrap()
}

#[tokio::test]
async fn of_many_who_change_a_record_at_once_one_is_first_and_the_others_are_told() {
    let app = App::start();
    let program = app.program();
    let kinds = [
        ("companies", "name"),
        ("contacts", "last_name"),
        ("leads", "company"),
        ("deals", "name"),
        ("tasks", "title"),
    ];

    for (kind, field) in kinds {
        let path = add(&program, kind, json!({ field: "Before" })).await;
        let change = |place: usize| program.patch(&path, "\"1\"", json!({ field: format!("After {place}") }));

        let answers = join_all((0..MANY).map(change)).await;

        assert_eq!((count(&answers, 200), count(&answers, 412)), (1, MANY - 1), "{kind}");
        let winner = answers.iter().position(|answer| answer.status == 200).unwrap();
        let stored = program.get(&path).await.expect(200).json();
        assert_eq!(stored[field], json!(format!("After {winner}")), "{kind}");
        assert_eq!(stored["version"], json!(2), "{kind}");
    }
}

#[tokio::test]
async fn of_many_who_move_a_deal_at_once_one_is_first_and_the_deal_stands_in_one_stage() {
    let app = App::start();
    let program = app.program();
    let stages = stages(&app);
    let path = add(&program, "deals", json!({ "name": "Counter" })).await;
    let id = DealId::new(number(&path));

    let moves = (1..4).map(|to| act(&program, &path, "move", Some(json!({ "stage_id": stages[to] }))));
    let mut answers = join_all(moves).await;
    let held = act(&program, &path, "hold", Some(json!({ "until_on": "2126-01-01" })));
    let (won, held) = tokio::join!(act(&program, &path, "win", None), held);
    answers.extend([won, held]);

    assert_eq!((count(&answers, 200), count(&answers, 412)), (1, 4));
    let (deal, stays) =
        app.write(move |tx| Ok((deals::store::find(tx, id)?, deals::store::stays(tx, id)?))).unwrap();
    let winner = answers.iter().position(|answer| answer.status == 200).unwrap();
    assert_eq!((deal.stage, deal.state), (stages[winner + 1], deals::State::Open));
    assert_eq!(stays.iter().filter(|stay| stay.left_at.is_none()).count(), 1);
    assert_eq!(stays.len(), 2);
}

#[tokio::test]
async fn whoever_drags_a_card_that_somebody_else_has_dragged_or_changed_is_told() {
    let app = App::start();
    let (owner, admin, program) = (app.owner(), app.member(Role::Admin), app.program());
    let stages = stages(&app);
    let path = add(&program, "deals", json!({ "name": "Counter" })).await;
    let page = format!("/w/acme/deals/{}", number(&path));
    let put = async |browser: &Browser<'_>, version: &str, to: StageId| {
        let stage = to.to_string();
        let fields = [("part", "1"), ("version", version), ("stage", &stage), ("before", "top")];
        browser.post(&format!("{page}/put"), &fields).await
    };

    let (one, other) = tokio::join!(put(&owner, "1", stages[1]), put(&admin, "1", stages[2]));
    let dragged = [one, other];
    let version = program.get(&path).await.json()["version"].to_string();
    let edited = [("version", version.as_str()), ("name", "Counter of oak")];
    let edit = format!("{page}/edit");
    let (changed, late) = tokio::join!(owner.post(&edit, &edited), put(&admin, &version, stages[3]));

    assert_eq!((count(&dragged, 200), count(&dragged, 409)), (1, 1));
    let both = [changed, late];
    assert_eq!(count(&both, 409), 1, "one of edit and drag is told");
    let stored = program.get(&path).await.json();
    assert_eq!(stored["version"], json!(3));
    let (name, stage) = (stored["name"] == json!("Counter of oak"), stored["stage_id"] == json!(stages[3]));
    assert!(name != stage, "{stored}");
}

#[tokio::test]
async fn a_lead_that_was_given_up_meanwhile_is_not_put_aside_unseen() {
    let app = App::start();
    let (owner, admin, program) = (app.owner(), app.member(Role::Admin), app.program());
    let path = add(&program, "leads", json!({ "company": "Rila" })).await;
    let id = number(&path);
    program.post("/api/v1/notes", json!({ "about_id": id, "body": "Called" })).await.expect(201);
    let page = format!("/w/acme/leads/{id}");
    let shown = owner.get(&format!("{page}/recycle")).await.expect(200).hidden("version");
    let other = admin.get(&format!("{page}/disqualify")).await.expect(200).hidden("version");

    let given_up = [("version", other.as_str()), ("reason", "No budget")];
    admin.post(&format!("{page}/disqualify"), &given_up).await.expect(303);
    let rests = [("version", shown.as_str()), ("back_on", "2100-01-01")];
    owner.post(&format!("{page}/recycle"), &rests).await.expect(409);

    let lead = program.get(&path).await.json();
    assert_eq!((&lead["state"], &lead["reason"]), (&json!("dead"), &json!("No budget")));
    assert_eq!(length(&program, "tasks").await, 0);
}

#[tokio::test]
async fn many_who_convert_a_lead_at_once_make_one_contact_one_company_and_one_deal() {
    let app = App::start();
    let program = app.program();
    let lead = json!({ "first_name": "Ana", "email": "ana@rila.example", "company": "Rila" });
    let path = add(&program, "leads", lead).await;
    let body = json!({ "deal": { "name": "Six tables" } });
    let place = format!("{path}/convert");
    let convert = || program.send(Method::POST, &place, &[], Some(body.clone()));

    let answers = join_all([convert(), convert(), convert(), convert()]).await;

    let became = answers.into_iter().map(|answer| answer.expect(200).json()["converted_deal_id"].clone());
    let became: Vec<Value> = became.collect();
    assert!(became.iter().all(|deal| deal.is_number() && *deal == became[0]), "{became:?}");
    for list in ["contacts", "companies", "deals"] {
        assert_eq!(length(&program, list).await, 1, "{list}");
    }
}

#[tokio::test]
async fn a_lead_is_converted_or_given_up_but_not_both() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, "leads", json!({ "first_name": "Ana", "email": "ana@rila.example" })).await;

    let (converted, dead) = tokio::join!(
        act(&program, &path, "convert", Some(json!({}))),
        act(&program, &path, "disqualify", Some(json!({ "reason": "No budget" }))),
    );

    let both = [converted, dead];
    assert_eq!((count(&both, 200), count(&both, 412)), (1, 1));
    let state = program.get(&path).await.json()["state"].clone();
    let people = length(&program, "contacts").await;
    assert!(
        matches!((state.as_str(), people), (Some("converted"), 1) | (Some("dead"), 0)),
        "{state} {people}"
    );
}

#[tokio::test]
async fn two_who_merge_the_same_people_at_once_merge_them_once_whichever_way() {
    let app = App::start();
    let program = app.program();
    let names = ["Petrova", "Petrowa", "Petroff"];
    let mut paths = Vec::new();
    for name in names {
        paths.push(add(&program, "contacts", json!({ "last_name": name })).await);
    }
    let merge = |gone: usize, kept: usize| {
        let body = json!({ "into": number(&paths[kept]), "into_version": 1 });
        act(&program, &paths[gone], "merge", Some(body))
    };

    let (one, back, third) = tokio::join!(merge(0, 1), merge(1, 0), merge(2, 1));

    let all = [one, back, third];
    assert_eq!(count(&all, 200), 1, "each looked at what is not there any more");
    assert_eq!(count(&all, 410) + count(&all, 412), 2);
    assert_eq!(length(&program, "contacts").await, 2);
}

#[tokio::test]
async fn a_task_that_comes_back_and_is_done_by_many_at_once_comes_back_once() {
    let app = App::start();
    let program = app.program();
    let body = json!({ "title": "Count", "due_on": "2099-01-30", "repeat": "month" });
    let path = add(&program, "tasks", body).await;
    let place = format!("{path}/finish");
    let finish = || program.send(Method::POST, &place, &[], None);

    let answers = join_all([finish(), finish(), finish()]).await;

    assert_eq!((count(&answers, 200), count(&answers, 409)), (1, 2));
    assert_eq!(length(&program, "tasks").await, 2, "the one that is done, and the next");
}

#[tokio::test]
async fn a_request_that_many_send_at_once_adds_one_record() {
    let app = App::start();
    let program = app.program();

    for (kind, body) in [
        ("leads", json!({ "company": "Rila" })),
        ("deals", json!({ "name": "Counter" })),
        ("tasks", json!({ "title": "Call" })),
    ] {
        let path = format!("/api/v1/{kind}");
        let key = format!("the same of {kind}");
        let key = [("idempotency-key", key.as_str())];
        let send = || program.send(Method::POST, &path, &key, Some(body.clone()));
        let answers = join_all([send(), send(), send()]).await;

        let told: Vec<_> = answers.iter().map(|answer| (answer.status, &answer.body)).collect();
        assert!(answers.iter().all(|answer| answer.status.is_success()), "{kind}: {told:?}");
        assert_eq!(length(&program, kind).await, 1, "{kind}");
    }
}

/// What a record says, and at which version.
type Read = fn(&View, SubjectId) -> Result<(i64, String)>;
/// Makes a record of that version say something else.
type Write = fn(&Tx, SubjectId, i64, String) -> Result<()>;

/// Each of many threads adds its own mark to the record, and reads anew whenever somebody was faster.
fn mark(office: &Office, id: SubjectId, read: Read, write: Write) -> String {
    std::thread::scope(|scope| {
        for mark in 0..MANY {
            scope.spawn(move || {
                loop {
                    let (version, text) = office.read(|view| read(view, id)).unwrap();
                    let act = move |tx: &Tx| write(tx, id, version, format!("{text} {mark}"));
                    let actor = office.workspace.actor();
                    match office.machines.db.write_blocking(&actor, Lane::Interactive, act) {
                        Ok(()) => return,
                        Err(Error::Stale(_)) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
    });
    office.read(|view| read(view, id)).unwrap().1
}

#[test]
fn whatever_many_threads_add_to_the_same_record_is_there_in_the_end() {
    let office = Office::open();
    let records: [(SubjectId, Read, Write); 3] = [
        (
            office.leads[0].subject(),
            |view, id| {
                let lead = leads::store::find(view, LeadId::of(id))?;
                Ok((lead.version, lead.facts.interest))
            },
            |tx, id, version, interest| {
                let facts = leads::store::find(tx, LeadId::of(id))?.facts;
                leads::actions::edit(tx, LeadId::of(id), version, LeadInput { interest, ..facts })
            },
        ),
        (
            office.deals[0].subject(),
            |view, id| {
                let deal = deals::store::find(view, DealId::of(id))?;
                Ok((deal.version, deal.facts.name))
            },
            |tx, id, version, name| {
                let facts = deals::store::find(tx, DealId::of(id))?.facts;
                deals::actions::edit(tx, DealId::of(id), version, DealInput { name, ..facts })
            },
        ),
        (
            office.people[0].subject(),
            |view, id| {
                let contact = contacts::store::find(view, ContactId::of(id))?;
                Ok((contact.version, contact.facts.job_title))
            },
            |tx, id, version, job_title| {
                let facts = contacts::store::find(tx, ContactId::of(id))?.facts;
                contacts::actions::edit(tx, ContactId::of(id), version, ContactInput { job_title, ..facts })
            },
        ),
    ];

    for (id, read, write) in records {
        let text = mark(&office, id, read, write);

        let mut marks: Vec<&str> = text.split(' ').filter(|word| word.parse::<usize>().is_ok()).collect();
        marks.sort_unstable();
        assert_eq!(marks, ["0", "1", "2", "3", "4", "5"], "{text}");
    }
}
