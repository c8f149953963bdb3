//! Keeping another system in step: walks through lists, and the feed of changes.

use std::time::Duration;

use kantora::base::Role;
use serde_json::{Value, json};

use crate::support::{App, Program};

async fn add(program: &Program<'_>, name: &str) -> Value {
    program.post("/api/v1/contacts", json!({ "last_name": name })).await.expect(201).json()
}

fn numbers(page: &Value) -> Vec<i64> {
    page["data"].as_array().unwrap().iter().map(|record| record["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn a_walk_meets_each_record_once_while_others_come_change_and_go() {
    let app = App::start();
    let program = app.program();
    let mut there: Vec<i64> = Vec::new();
    for number in 0..9 {
        there.push(add(&program, &format!("Person {number}")).await["id"].as_i64().unwrap());
    }

    let mut seen = Vec::new();
    let mut path = "/api/v1/contacts?limit=2".to_owned();
    loop {
        let page = program.get(&path).await.expect(200).json();
        seen.extend(numbers(&page));
        add(&program, "Somebody new").await;
        let first = format!("/api/v1/contacts/{}", there[0]);
        program.patch(&first, "*", json!({ "first_name": "Changed" })).await.expect(200);
        let Some(next) = page["next"].as_str().filter(|_| seen.len() < 9) else { break };
        path = format!("/api/v1/contacts?limit=2&cursor={next}");
    }

    assert_eq!(seen[..9], there[..]);
}

#[tokio::test]
async fn a_cursor_belongs_to_its_list_and_its_filters() {
    let app = App::start();
    let program = app.program();
    add(&program, "One").await;
    add(&program, "Two").await;
    let page = program.get("/api/v1/contacts?limit=1").await.expect(200).json();
    let cursor = page["next"].as_str().unwrap();

    program.get(&format!("/api/v1/companies?cursor={cursor}")).await.expect(400);
    let since = format!("/api/v1/contacts?updated_since=2026-03-02T10:00:00Z&cursor={cursor}");
    program.get(&since).await.expect(400);
}

#[tokio::test]
async fn only_what_changed_since_then_is_listed() {
    let app = App::start();
    let program = app.program();
    let early = add(&program, "Early").await;
    add(&program, "Untouched").await;
    app.installation.pass(Duration::from_secs(3600));
    let late = add(&program, "Late").await;
    let path = format!("/api/v1/contacts/{}", early["id"]);
    program.patch(&path, "*", json!({ "first_name": "Not so" })).await.expect(200);

    let page = program.get("/api/v1/contacts?updated_since=2026-03-02T10:30:00Z").await.expect(200).json();

    assert_eq!(numbers(&page), [early["id"].as_i64().unwrap(), late["id"].as_i64().unwrap()]);
}

#[tokio::test]
async fn the_feed_tells_every_act_by_every_door_in_order() {
    let app = App::start();
    let program = app.program();
    let start = program.get("/api/v1/changes?after=latest").await.expect(200).json();
    let contact = add(&program, "Petrova").await["id"].clone();
    let path = format!("/api/v1/contacts/{contact}");
    program.patch(&path, "*", json!({ "first_name": "Ana" })).await.expect(200);
    let page = format!("/w/acme/contacts/{contact}/trash");
    app.owner().post(&page, &[]).await.expect(303);
    let restore = format!("{path}/restore");
    program.send(poem::http::Method::POST, &restore, &[], None).await.expect(200);
    program.post("/api/v1/notes", json!({ "about_id": contact, "body": "Hello" })).await.expect(201);

    let mut acts = Vec::new();
    let mut cursor = start["cursor"].as_str().unwrap().to_owned();
    loop {
        let path = format!("/api/v1/changes?limit=2&after={cursor}");
        let part = program.get(&path).await.expect(200).json();
        for change in part["data"].as_array().unwrap() {
            acts.push(format!("{} {}", change["kind"].as_str().unwrap(), change["act"].as_str().unwrap()));
        }
        cursor = part["cursor"].as_str().unwrap().to_owned();
        if part["more"] == false {
            break;
        }
    }

    assert_eq!(acts, ["contact create", "contact edit", "contact trash", "contact restore", "note create"]);
    let rest = program.get(&format!("/api/v1/changes?after={cursor}")).await.expect(200).json();
    assert_eq!(rest, json!({ "data": [], "cursor": cursor, "more": false }));
}

#[tokio::test]
async fn the_feed_begins_at_the_first_act_and_stays_within_its_company() {
    let app = App::start();
    add(&app.program(), "Petrova").await;

    let own = app.program_of(Role::Viewer).get("/api/v1/changes").await.expect(200).json();
    let key = app.key_of(app.other(), app.other().account, kantora::base::Fields::new());
    let theirs = app.program_with(&key.secret).get("/api/v1/changes").await.expect(200).json();

    assert_eq!(own["data"][0]["act"], "create");
    assert_eq!(theirs["data"], json!([]));
    app.program().get("/api/v1/changes?after=yesterday").await.expect(400);
}
