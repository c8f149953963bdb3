//! Deals for programs.

use kantora::base::Role;
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, Program};

/// Does that to the deal, with what there is to say about it.
async fn act(program: &Program<'_>, path: &str, verb: &str, body: Option<Value>) -> Answer {
    program.send(Method::POST, &format!("{path}/{verb}"), &[], body).await
}

/// The stages of the first pipeline, by number.
async fn stages(program: &Program<'_>) -> Vec<i64> {
    let list = program.get("/api/v1/pipelines").await.expect(200).json();
    let stages = list["data"][0]["stages"].as_array().unwrap().clone();
    stages.iter().map(|stage| stage["id"].as_i64().unwrap()).collect()
}

async fn add(program: &Program<'_>, body: Value) -> String {
    program.post("/api/v1/deals", body).await.expect(201).header("location").unwrap().to_owned()
}

#[tokio::test]
async fn a_deal_is_added_changed_moved_won_and_opened_again() {
    let app = App::start();
    let program = app.program();
    let stages = stages(&program).await;
    let body =
        json!({ "name": "Counter", "amount_minor": 1_250_050, "currency": "GBP", "close_on": "2026-12-24" });

    let path = add(&program, body).await;
    let added = program.get(&path).await.expect(200).json();
    let kept = program.patch(&path, "\"1\"", json!({ "probability": 60 })).await.expect(200).json();
    let moved = act(&program, &path, "move", Some(json!({ "stage_id": stages[2] }))).await.expect(200).json();
    let won = act(&program, &path, "win", None).await.expect(200).json();
    let open = act(&program, &path, "reopen", None).await.expect(200).json();

    assert_eq!((&added["state"], &added["stage_id"]), (&json!("open"), &json!(stages[0])));
    assert_eq!((&kept["amount_minor"], &kept["currency"]), (&json!(1_250_050), &json!("GBP")));
    assert_eq!((&kept["close_on"], &kept["probability"]), (&json!("2026-12-24"), &json!(60)));
    assert_eq!(moved["stage_id"], json!(stages[2]));
    assert_eq!((&won["state"], won["closed_at"].is_string()), (&json!("won"), true));
    assert_eq!((&open["state"], &open["stage_id"]), (&json!("open"), &json!(stages[2])));
    assert!(open.get("closed_at").is_none(), "{open}");
}

#[tokio::test]
async fn an_illegal_change_of_state_is_a_conflict() {
    let app = App::start();
    let program = app.program();
    let stages = stages(&program).await;
    let reasons = program.get("/api/v1/lost-reasons").await.expect(200).json();
    let loss = || Some(json!({ "reason_id": reasons["data"][0]["id"] }));
    let to = |place: usize| Some(json!({ "stage_id": stages[place] }));
    let hold = || Some(json!({ "until_on": "2126-01-01" }));
    let path = add(&program, json!({ "name": "Counter" })).await;

    assert_eq!(act(&program, &path, "move", to(4)).await.expect(409).problem(), "deals-stage-ends");
    assert_eq!(act(&program, &path, "reopen", None).await.expect(409).problem(), "deals-not-closed");
    assert_eq!(act(&program, &path, "resume", None).await.expect(409).problem(), "deals-not-held");
    act(&program, &path, "lose", loss()).await.expect(200);
    for (verb, body) in [("move", to(1)), ("win", None), ("lose", loss()), ("hold", hold())] {
        assert_eq!(act(&program, &path, verb, body).await.expect(409).problem(), "deals-not-open", "{verb}");
    }
    act(&program, &path, "trash", None).await.expect(200);
    assert_eq!(act(&program, &path, "reopen", None).await.expect(409).problem(), "deals-in-trash");
    let begins = json!({ "name": "Counter", "stage_id": stages[1] });
    program.post("/api/v1/deals", begins).await.expect(409);
}

#[tokio::test]
async fn what_cannot_be_is_a_field_to_mend() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, json!({ "name": "Counter" })).await;

    for (body, field) in [
        (json!({}), "name"),
        (json!({ "name": "Counter", "amount_minor": -1 }), "amount_minor"),
        (json!({ "name": "Counter", "amount_minor": 1, "currency": "XXX" }), "currency"),
        (json!({ "name": "Counter", "probability": 101 }), "probability"),
        (json!({ "name": "Counter", "company_id": 999_999 }), "company_id"),
        (json!({ "name": "Counter", "owner_id": 999_999 }), "owner_id"),
        (json!({ "name": "Counter", "stage_id": 999_999 }), "stage_id"),
        (json!({ "name": "Counter", "people": [{ "contact_id": 999_999, "role": "pays" }] }), "people"),
    ] {
        let refused = program.post("/api/v1/deals", body.clone()).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], field, "{body}: {refused}");
    }
    for (verb, body, field) in [
        ("move", json!({ "stage_id": 999_999 }), "stage_id"),
        ("lose", json!({ "reason_id": 999_999 }), "reason_id"),
        ("hold", json!({ "until_on": "1970-01-01" }), "until_on"),
    ] {
        let refused = act(&program, &path, verb, Some(body)).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], field, "{verb}: {refused}");
    }
}

#[tokio::test]
async fn a_version_that_was_read_before_changes_nothing() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, json!({ "name": "Counter" })).await;
    program.patch(&path, "\"1\"", json!({ "name": "Counter, oak" })).await.expect(200);

    program.patch(&path, "\"1\"", json!({ "name": "Counter, ash" })).await.expect(412);
    let won = program.send(Method::POST, &format!("{path}/win"), &[("if-match", "\"1\"")], None).await;

    won.expect(412);
    assert_eq!(program.get(&path).await.expect(200).json()["state"], "open");
}

#[tokio::test]
async fn programs_walk_the_deals_and_hear_of_what_changes() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, json!({ "name": "Counter" })).await;
    act(&program, &path, "win", None).await.expect(200);

    let list = program.get("/api/v1/deals").await.expect(200).json();
    let found = program.get("/api/v1/search?q=counter").await.expect(200).json();
    let feed = program.get("/api/v1/changes").await.expect(200).json();

    assert_eq!(list["data"][0]["name"], "Counter");
    assert_eq!(found["data"][0]["kind"], "deal");
    let acts: Vec<&Value> = feed["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["kind"] == "deal")
        .map(|line| &line["act"])
        .collect();
    assert_eq!(acts, ["create", "win"]);
}

#[tokio::test]
async fn a_deal_of_somebody_else_is_not_for_whoever_sells() {
    let app = App::start();
    let path = add(&app.program(), json!({ "name": "Counter" })).await;
    let owner = app.program().get(&path).await.expect(200).json()["created_by"].clone();
    app.program().patch(&path, "\"1\"", json!({ "owner_id": owner })).await.expect(200);

    let sales = app.program_of(Role::Sales);

    sales.get(&path).await.expect(200);
    act(&sales, &path, "win", None).await.expect(403);
    app.program_of(Role::Viewer).post("/api/v1/deals", json!({ "name": "Mine" })).await.expect(403);
}
