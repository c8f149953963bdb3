//! Leads for programs.

use kantora::base::{Fields, Role};
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, Program};

/// Does that to the lead.
async fn act(program: &Program<'_>, path: &str, verb: &str, body: Value) -> Answer {
    program.send(Method::POST, &format!("{path}/{verb}"), &[], Some(body)).await
}

async fn add(program: &Program<'_>, body: Value) -> String {
    let added = program.post("/api/v1/leads", body).await.expect(201);
    added.header("location").unwrap().to_owned()
}

#[tokio::test]
async fn a_lead_is_added_given_answered_and_given_up() {
    let app = App::start();
    let program = app.program();
    let utm = json!({ "source": "newsletter", "medium": "email" });
    let body = json!({ "first_name": "Ana", "email": "ana@rila.example", "source": "Fair", "utm": utm });

    let path = add(&program, body).await;
    let added = program.get(&path).await.expect(200).json();
    let member = added["created_by"].clone();
    let given = act(&program, &path, "assign", json!({ "owner_id": member })).await.expect(200).json();
    let note = json!({ "about_id": added["id"], "kind": "call", "body": "Wants oak" });
    program.post("/api/v1/notes", note).await.expect(201);
    let working = program.get(&path).await.expect(200).json();
    let dead = act(&program, &path, "disqualify", json!({ "reason": "No budget" })).await.expect(200).json();
    let again = act(&program, &path, "disqualify", json!({ "reason": "Silent" })).await.expect(409).problem();

    assert_eq!((&added["state"], &added["utm"]["medium"]), (&json!("new"), &json!("email")));
    assert_eq!(given["state"], "assigned");
    assert!(working["state"] == "working" && working["answered_at"].is_string(), "{working}");
    assert_eq!((&dead["state"], &dead["reason"]), (&json!("dead"), &json!("No budget")));
    assert_eq!(again, "leads-is-dead");
}

#[tokio::test]
async fn what_is_left_out_stays_and_versions_are_compared() {
    let app = App::start();
    let program = app.program();
    let utm = json!({ "source": "newsletter", "medium": "email" });
    let path = add(&program, json!({ "company": "Rila", "interest": "Tables", "utm": utm })).await;

    let change = json!({ "interest": "Chairs", "utm": { "medium": "letter" } });
    let changed = program.patch(&path, "\"1\"", change).await.expect(200).json();

    assert_eq!((&changed["company"], &changed["interest"]), (&json!("Rila"), &json!("Chairs")));
    assert_eq!(
        (&changed["utm"]["source"], &changed["utm"]["medium"]),
        (&json!("newsletter"), &json!("letter"))
    );
    program.patch(&path, "\"1\"", json!({ "interest": "Doors" })).await.expect(412);
}

#[tokio::test]
async fn a_lead_rests_only_after_an_answer_and_until_a_day_to_come() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, json!({ "company": "Rila" })).await;
    let id = program.get(&path).await.json()["id"].clone();
    let rests = json!({ "back_on": "2100-01-01", "task": "Ask again" });

    let early = act(&program, &path, "recycle", rests.clone()).await.expect(409).problem();
    program.post("/api/v1/notes", json!({ "about_id": id, "body": "Called" })).await.expect(201);
    let past = act(&program, &path, "recycle", json!({ "back_on": "2001-01-01" })).await.expect(422).json();
    let resting = act(&program, &path, "recycle", rests).await.expect(200).json();

    assert_eq!(early, "leads-not-answered");
    assert_eq!(past["errors"][0]["field"], "back_on");
    assert_eq!((&resting["state"], &resting["back_on"]), (&json!("recycled"), &json!("2100-01-01")));
    let tasks = program.get("/api/v1/tasks").await.expect(200).json();
    assert_eq!((&tasks["data"][0]["title"], &tasks["data"][0]["about_id"]), (&json!("Ask again"), &id));
}

#[tokio::test]
async fn what_cannot_be_is_a_field_to_mend() {
    let app = App::start();
    let program = app.program();

    for (body, field) in [
        (json!({}), "first_name"),
        (json!({ "company": "Rila", "email": "nobody" }), "email"),
        (json!({ "company": "Rila", "phone": "x" }), "phone"),
        (json!({ "company": "Rila", "owner_id": 999_999 }), "owner_id"),
    ] {
        let refused = program.post("/api/v1/leads", body.clone()).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], field, "{body}: {refused}");
    }
}

#[tokio::test]
async fn a_token_without_the_scope_of_sales_sees_no_lead_and_no_note_about_one() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, json!({ "company": "Rila" })).await;
    let id = program.get(&path).await.json()["id"].clone();
    let note = program.post("/api/v1/notes", json!({ "about_id": id, "body": "Called" })).await.expect(201);

    let key = app.key(Role::Owner, Fields::new().with("grant", "customers:read")).secret;
    let customers = app.program_with(&key);

    customers.get(&path).await.expect(403);
    customers.get(note.header("location").unwrap()).await.expect(403);
    customers.get(&format!("/api/v1/notes?about_id={id}")).await.expect(403);
    assert_eq!(customers.get("/api/v1/search?q=Rila").await.expect(200).json()["data"], json!([]));
    app.program_of(Role::Viewer).post("/api/v1/leads", json!({ "company": "Rila" })).await.expect(403);
}
