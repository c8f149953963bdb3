//! Adding, reading, changing, trashing and restoring records.

use kantora::base::{Fields, Role};
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::App;

fn ana() -> Value {
    json!({
        "first_name": "Ана",
        "last_name": "Петрова",
        "job_title": "Столар",
        "company": "Рила Мебел",
        "basis": "contract",
        "basis_on": "2026-03-01",
        "language": "bg",
        "emails": [{ "value": "ana@rila.example" }, { "value": "office@rila.example", "shared": true }],
        "phones": [{ "value": "0888 123 456", "label": "mobile" }],
        "addresses": [{ "purpose": "billing", "street": "ул. Иван Вазов 3", "city": "Русе", "country": "BG" }],
        "tags": ["дъб", "VIP"],
    })
}

#[tokio::test]
async fn a_contact_is_added_whole_and_read_as_it_was_sent() {
    let app = App::start();
    let program = app.program();

    let added = program.post("/api/v1/contacts", ana()).await.expect(201);
    let location = added.header("location").unwrap().to_owned();
    let read = program.get(&location).await.expect(200);

    assert_eq!(added.header("etag"), Some("\"1\""));
    assert_eq!(read.json(), added.json());
    insta::assert_json_snapshot!(read.json());
}

#[tokio::test]
async fn a_company_is_added_whole_and_read_as_it_was_sent() {
    let app = App::start();
    let program = app.program();
    let body = json!({
        "name": "Рила Мебел",
        "registration_number": "131071587",
        "vat_number": "BG 131 071 587",
        "emails": [{ "value": "office@rila.example" }],
        "domains": ["www.rila.example"],
        "source": "Web shop",
    });

    let added = program.post("/api/v1/companies", body).await.expect(201);
    let read = program.get(added.header("location").unwrap()).await.expect(200);

    assert_eq!(read.json(), added.json());
    insta::assert_json_snapshot!(read.json());
}

#[tokio::test]
async fn fields_that_a_change_leaves_out_stay_as_they_are() {
    let app = App::start();
    let program = app.program();
    let added = program.post("/api/v1/contacts", ana()).await.expect(201);
    let path = added.header("location").unwrap();

    let change = json!({ "job_title": "", "basis": null, "tags": [], "company_id": null });
    let changed = program.patch(path, "\"1\"", change).await.expect(200);

    let (mut before, after) = (added.json(), changed.json());
    before["job_title"] = "".into();
    before["company"] = "".into();
    before["tags"] = json!([]);
    before["version"] = 2.into();
    for gone in ["basis", "company_id"] {
        before.as_object_mut().unwrap().remove(gone);
    }
    assert_eq!(after, before);
    assert_eq!(changed.header("etag"), Some("\"2\""));
}

#[tokio::test]
async fn a_change_names_the_version_that_it_changes() {
    let app = App::start();
    let program = app.program();
    let added = program.post("/api/v1/contacts", ana()).await.expect(201);
    let path = added.header("location").unwrap();
    let change = json!({ "first_name": "Anna" });

    let unnamed = program.send(Method::PATCH, path, &[], Some(change.clone())).await.expect(428);
    assert_eq!(unnamed.problem(), "precondition-required");
    program.patch(path, "\"1\"", change.clone()).await.expect(200);
    let stale = program.patch(path, "\"1\"", change.clone()).await.expect(412);
    assert_eq!(stale.problem(), "stale");
    program.patch(path, "*", change).await.expect(200);
    let trash = format!("{path}/trash");
    program.send(Method::POST, &trash, &[("if-match", "\"1\"")], None).await.expect(412);
}

#[tokio::test]
async fn a_request_with_a_key_is_done_once() {
    let app = App::start();
    let program = app.program();
    let key = [("idempotency-key", "order-17")];
    let send = async |body: Value| program.send(Method::POST, "/api/v1/contacts", &key, Some(body)).await;

    let first = send(ana()).await.expect(201);
    let again = send(ana()).await.expect(201);
    let other = send(json!({ "last_name": "Колев" })).await.expect(422);

    assert_eq!(first.json(), again.json());
    assert_eq!(other.json()["errors"][0]["field"], "Idempotency-Key");
    let all = program.get("/api/v1/contacts").await.expect(200);
    assert_eq!(all.json()["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_can_be_mended_is_told_by_field_and_in_the_language_of_the_reader() {
    let app = App::start();
    let program = app.program();
    let body = json!({ "emails": [{ "value": "ana@rila.example" }, { "value": "nobody" }] });

    let headers = [("accept-language", "bg")];
    let answer = program.send(Method::POST, "/api/v1/contacts", &headers, Some(body)).await.expect(422);

    let mut problem = answer.json();
    assert!(!problem["instance"].take().as_str().unwrap().is_empty());
    insta::assert_json_snapshot!(problem);
}

#[tokio::test]
async fn an_address_that_somebody_has_is_told() {
    let app = App::start();
    let program = app.program();
    program.post("/api/v1/contacts", ana()).await.expect(201);

    let twin = json!({ "last_name": "Twin", "emails": [{ "value": "ANA@rila.example" }] });
    let answer = program.post("/api/v1/contacts", twin).await.expect(422);

    assert_eq!(answer.json()["errors"][0]["key"], "points-email-taken");
    assert_eq!(answer.json()["errors"][0]["field"], "emails.0");
}

#[tokio::test]
async fn fields_that_nobody_offered_are_refused() {
    let app = App::start();
    let program = app.program();

    for field in ["id", "version", "created_by", "workspace_id", "external_id", "trashed_at", "nonsense"] {
        let body = json!({ "last_name": "Petrova", field: 7 });
        program.post("/api/v1/contacts", body).await.expect(400);
    }
    for body in
        [json!({ "last_name": 7 }), json!({ "last_name": null }), json!({ "owner_id": -1 }), json!([])]
    {
        program.post("/api/v1/contacts", body).await.expect(400);
    }
    program.get("/api/v1/contacts?limit=5&limit=6").await.expect(400);
    program.get("/api/v1/contacts?limit=0").await.expect(400);
    program.get("/api/v1/contacts?owner=7").await.expect(400);
    program.get("/api/v1/contacts?cursor=MTc").await.expect(400);
}

#[tokio::test]
async fn owners_and_companies_of_other_workspaces_are_unknown() {
    let app = App::start();
    let stranger = app.key_of(app.other(), app.other().account, Fields::new());
    let theirs = app.program_with(&stranger.secret);
    let company = theirs.post("/api/v1/companies", json!({ "name": "Theirs" })).await.expect(201).json();
    let program = app.program();

    let body = json!({ "last_name": "Petrova", "company_id": company["id"] });
    let answer = program.post("/api/v1/contacts", body).await.expect(422);
    assert_eq!(answer.json()["errors"][0]["field"], "company_id");
    let body = json!({ "last_name": "Petrova", "owner_id": app.other().owner.number() });
    let answer = program.post("/api/v1/contacts", body).await.expect(422);
    assert_eq!(answer.json()["errors"][0]["field"], "owner_id");
    let body = json!({ "about_id": company["id"], "body": "Hello" });
    let answer = program.post("/api/v1/notes", body).await.expect(422);
    assert_eq!(answer.json()["errors"][0]["field"], "about_id");
    program.get(&format!("/api/v1/notes?about_id={}", company["id"])).await.expect(404);
}

#[tokio::test]
async fn a_program_changes_only_the_records_of_its_member() {
    let app = App::start();
    let owner = app.program();
    let body = json!({ "last_name": "Petrova", "owner_id": app.acme().owner.number() });
    let added = owner.post("/api/v1/contacts", body).await.expect(201);
    let sales = app.program_of(Role::Sales);
    let path = added.header("location").unwrap();

    sales.get(path).await.expect(200);
    sales.patch(path, "*", json!({ "first_name": "Mine" })).await.expect(403);
    sales.send(Method::POST, &format!("{path}/trash"), &[], None).await.expect(403);
    let note = json!({ "about_id": added.json()["id"], "body": "Hello" });
    sales.post("/api/v1/notes", note).await.expect(403);
}

#[tokio::test]
async fn a_record_goes_to_the_trash_and_comes_back() {
    let app = App::start();
    let program = app.program();
    let added = program.post("/api/v1/contacts", ana()).await.expect(201);
    let path = added.header("location").unwrap();

    let trash = format!("{path}/trash");
    let trashed = program.send(Method::POST, &trash, &[], None).await.expect(200);
    assert!(trashed.json()["trashed_at"].is_string());
    program.send(Method::POST, &trash, &[], None).await.expect(200);
    let refused = program.patch(path, "*", json!({ "first_name": "Anna" })).await.expect(409);
    assert_eq!(refused.problem(), "contacts-in-trash");
    assert_eq!(program.get("/api/v1/contacts").await.expect(200).json()["data"], json!([]));

    let restore = format!("{path}/restore");
    let restored = program.send(Method::POST, &restore, &[], None).await.expect(200);
    assert!(restored.json()["trashed_at"].is_null());
}

#[tokio::test]
async fn a_name_in_another_system_finds_the_same_record_again() {
    let app = App::start();
    let program = app.program();
    let path = "/api/v1/contacts/external/web-shop/%D0%BA%D0%BB%2017";

    let added = program.put(path, json!({ "last_name": "Petrova", "tags": ["shop"] })).await.expect(201);
    let changed = program.put(path, json!({ "first_name": "Ana" })).await.expect(200);

    assert_eq!(added.json()["id"], changed.json()["id"]);
    assert_eq!(changed.json()["name"], "Ana Petrova");
    assert_eq!(changed.json()["external_ids"], json!([{ "system": "web-shop", "id": "кл 17" }]));
    program.put("/api/v1/contacts/external/Web%20Shop/17", json!({ "last_name": "X" })).await.expect(400);
    let company = program.put("/api/v1/companies/external/web-shop/17", json!({ "name": "Rila" })).await;
    company.expect(201);
}

#[tokio::test]
async fn the_name_that_an_import_brought_is_the_system_import() {
    let app = App::start();
    let program = app.program();
    let contact = kantora::crm::contacts::ContactInput {
        last_name: "Petrova".into(),
        external_id: "A-17".into(),
        ..Default::default()
    };
    let id = app.write(move |tx| kantora::crm::contacts::actions::create(tx, contact)).unwrap();

    let path = "/api/v1/contacts/external/import/A-17";
    let changed = program.put(path, json!({ "first_name": "Ana" })).await.expect(200);

    assert_eq!(changed.json()["id"], id.number());
    assert_eq!(changed.json()["external_ids"], json!([{ "system": "import", "id": "A-17" }]));
    let added = program.put("/api/v1/contacts/external/import/A-18", json!({ "last_name": "Kolev" })).await;
    assert_eq!(added.expect(201).json()["external_ids"][0]["id"], "A-18");
}

#[tokio::test]
async fn a_note_is_written_changed_and_removed() {
    let app = App::start();
    let program = app.program();
    let contact = program.post("/api/v1/contacts", ana()).await.expect(201).json()["id"].clone();

    let body = json!({ "about_id": contact, "kind": "call", "body": "Wants **oak**" });
    let added = program.post("/api/v1/notes", body).await.expect(201);
    let path = added.header("location").unwrap();
    let changed = program.patch(path, "\"1\"", json!({ "body": "Wants ash" })).await.expect(200);
    let listed = program.get(&format!("/api/v1/notes?about_id={contact}")).await.expect(200);

    assert_eq!(changed.json()["kind"], "call");
    assert_eq!(listed.json()["data"], json!([changed.json()]));
    program.delete(path).await.expect(204);
    program.get(path).await.expect(404);
}

#[tokio::test]
async fn the_company_and_its_people_can_be_read() {
    let app = App::start();
    let program = app.program();
    program.post("/api/v1/contacts", ana()).await.expect(201);

    let workspace = program.get("/api/v1/workspace").await.expect(200).json();
    let members = program.get("/api/v1/members").await.expect(200).json();
    let tags = program.get("/api/v1/tags").await.expect(200).json();
    let found = program.get("/api/v1/search?q=petrova").await.expect(200).json();

    assert_eq!(workspace["slug"], "acme");
    assert_eq!(members["data"].as_array().unwrap().len(), 5);
    assert_eq!(tags["data"], json!(["дъб", "VIP"]));
    assert_eq!(found["data"][0]["name"], "Ана Петрова");
}
