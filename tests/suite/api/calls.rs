//! Calls for programs.

use kantora::base::{ContactId, Fields};
use kantora::crm::contacts::{self, ContactInput};
use serde_json::json;

use crate::support::App;

fn ana(app: &App) -> ContactId {
    let fields = Fields::new().with("first_name", "Ana").with("last_name", "Petrova");
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

#[tokio::test]
async fn a_call_is_noted_read_and_changed_as_a_note() {
    let app = App::start();
    let program = app.program();
    let id = ana(&app).number();
    let body = json!({
        "about_id": id, "outcome": "left_message", "held_at": "2020-03-04T09:30:00Z", "minutes": 2,
        "follow_up_on": "2099-01-05",
    });

    let added = program.post("/api/v1/calls", body).await.expect(201);
    let path = added.header("location").unwrap().to_owned();
    let changed = program.patch(&path, "\"1\"", json!({ "outcome": "reached", "minutes": null })).await;

    let call = added.json();
    assert_eq!((&call["kind"], &call["outcome"]), (&json!("call"), &json!("left_message")));
    assert_eq!((&call["held_at"], &call["minutes"]), (&json!("2020-03-04T09:30:00Z"), &json!(2)));
    let changed = changed.expect(200).json();
    assert_eq!((&changed["outcome"], changed.get("minutes")), (&json!("reached"), None));
    let tasks = program.get("/api/v1/tasks").await.expect(200).json();
    assert_eq!(
        (&tasks["data"][0]["title"], &tasks["data"][0]["kind"], &tasks["data"][0]["due_on"]),
        (&json!("Ana Petrova"), &json!("call"), &json!("2099-01-05"))
    );
}

#[tokio::test]
async fn an_outcome_belongs_to_its_kind() {
    let app = App::start();
    let program = app.program();
    let id = ana(&app).number();

    let unfit = program.post("/api/v1/calls", json!({ "about_id": id, "kind": "letter", "outcome": "held" }));
    let note = program.post("/api/v1/calls", json!({ "about_id": id, "kind": "note", "outcome": "held" }));
    let nobody = program.post("/api/v1/calls", json!({ "about_id": 999_999, "outcome": "reached" }));

    unfit.await.expect(422);
    note.await.expect(422);
    nobody.await.expect(422);
}

#[tokio::test]
async fn a_program_follows_for_its_member() {
    let app = App::start();
    let program = app.program();
    let path = format!("/api/v1/records/{}", ana(&app));

    let followed = program.post(&format!("{path}/follow"), json!({})).await.expect(200).json();
    let known = program.get(&format!("{path}/followers")).await.expect(200).json();
    let left = program.post(&format!("{path}/unfollow"), json!({})).await.expect(200).json();

    assert_eq!(followed["member_ids"].as_array().unwrap().len(), 1);
    assert_eq!(followed, known);
    assert_eq!(left["member_ids"], json!([]));
    program.get("/api/v1/records/999999/followers").await.expect(404);
}

#[tokio::test]
async fn an_e_mail_is_filed_by_its_source_and_only_once() {
    let app = App::start();
    let program = app.program();
    let path = format!("/api/v1/records/{}/mail", ana(&app));
    let mail = b"From: Ana <ana@rila.example>\r\nMessage-ID: <1@rila.example>\r\nSubject: Oak\r\n\r\nAsh, after all.";

    let filed = program.upload(&path, &[], mail).await.expect(201).json();
    let again = program.upload(&path, &[], mail).await.expect(201).json();

    assert_eq!((&filed["kind"], &filed["outcome"]), (&json!("mail"), &json!("received")));
    assert_eq!((&filed["body"], &filed["id"]), (&json!("Ash, after all."), &again["id"]));
    program.upload(&path, &[], b"Just words").await.expect(422);
}
