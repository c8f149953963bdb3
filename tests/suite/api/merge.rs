//! Merging for programs.

use kantora::base::Role;
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, Program};

async fn add(program: &Program<'_>, place: &str, body: Value) -> String {
    let added = program.post(&format!("/api/v1/{place}"), body).await.expect(201);
    added.header("location").unwrap().to_owned()
}

fn number(path: &str) -> i64 {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// Merges the one at version 1 into the other.
async fn merge(program: &Program<'_>, path: &str, body: Value) -> Answer {
    program.send(Method::POST, &format!("{path}/merge"), &[("if-match", "\"1\"")], Some(body)).await
}

#[tokio::test]
async fn two_contacts_become_one_and_the_number_of_the_other_tells_where_it_went() {
    let app = App::start();
    let program = app.program();
    let ana = json!({ "last_name": "Petrova", "source": "Fair", "emails": [{ "value": "ana@example.com" }] });
    let kept = add(&program, "contacts", ana).await;
    let anna =
        json!({ "last_name": "Petrowa", "job_title": "Buyer", "emails": [{ "value": "a@example.com" }] });
    let gone = add(&program, "contacts", anna).await;
    let note = program.post("/api/v1/notes", json!({ "about_id": number(&gone), "body": "Called" })).await;

    let body = json!({ "into": number(&kept), "into_version": 1, "choices": { "last_name": "this" } });
    let merged = merge(&program, &gone, body.clone()).await.expect(200);

    assert_eq!(merged.header("etag"), Some("\"2\""));
    let merged = merged.json();
    assert_eq!(
        (&merged["id"], &merged["last_name"], &merged["job_title"], &merged["source"]),
        (&json!(number(&kept)), &json!("Petrowa"), &json!("Buyer"), &json!("Fair"))
    );
    assert_eq!(merged["emails"].as_array().unwrap().len(), 2);
    let note = program.get(note.expect(201).header("location").unwrap()).await.expect(200).json();
    assert_eq!(note["about_id"], json!(number(&kept)));
    for answer in [program.get(&gone).await, merge(&program, &gone, body).await] {
        let answer = answer.expect(410);
        assert_eq!(
            (answer.problem().as_str(), &answer.json()["merged_into"]),
            ("merged", &json!(number(&kept)))
        );
    }
    let acts = program.get("/api/v1/changes").await.expect(200).json();
    let acts = acts["data"].as_array().unwrap().iter().filter(|change| change["act"] == "merge").count();
    assert_eq!(acts, 2, "both are told of");
}

#[tokio::test]
async fn the_people_of_a_company_come_along() {
    let app = App::start();
    let program = app.program();
    let kept = add(&program, "companies", json!({ "name": "Hart & Sons" })).await;
    let gone = add(&program, "companies", json!({ "name": "Hart" })).await;
    let ben = json!({ "last_name": "Hart", "company_id": number(&gone) });
    let ben = add(&program, "contacts", ben).await;

    merge(&program, &gone, json!({ "into": number(&kept), "into_version": 1 })).await.expect(200);

    let ben = program.get(&ben).await.expect(200).json();
    assert_eq!((&ben["company_id"], &ben["company"]), (&json!(number(&kept)), &json!("Hart & Sons")));
}

#[tokio::test]
async fn what_cannot_be_merged_is_told() {
    let app = App::start();
    let program = app.program();
    let kept = add(&program, "contacts", json!({ "last_name": "Petrova" })).await;
    let gone = add(&program, "contacts", json!({ "last_name": "Petrowa" })).await;
    let company = add(&program, "companies", json!({ "name": "Hart" })).await;
    let into = number(&kept);

    let unnamed = program.post(&format!("{gone}/merge"), json!({ "into": into, "into_version": 1 })).await;
    unnamed.expect(428);
    merge(&program, &gone, json!({ "into": into, "into_version": 7 })).await.expect(412);
    let itself =
        merge(&program, &gone, json!({ "into": number(&gone), "into_version": 1 })).await.expect(409);
    assert_eq!(itself.problem(), "merge-same");
    for (body, field) in [
        (json!({ "into": 999_999, "into_version": 1 }), "into"),
        (json!({ "into": number(&company), "into_version": 1 }), "into"),
        (json!({ "into": into, "into_version": 1, "choices": { "emails": "this" } }), "choices"),
    ] {
        let refused = merge(&program, &gone, body.clone()).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], field, "{body}: {refused}");
    }
    let viewer = app.program_of(Role::Viewer);
    merge(&viewer, &gone, json!({ "into": into, "into_version": 1 })).await.expect(403);
    program.get(&gone).await.expect(200);
}
