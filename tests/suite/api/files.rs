//! Files for programs.

use kantora::base::{Fields, Role};
use serde_json::json;

use crate::support::{App, picture};

/// A contact, made by the program; gives the query that names it.
async fn about(app: &App) -> String {
    let added = app.program().post("/api/v1/contacts", json!({ "last_name": "Petrova" })).await.expect(201);
    format!("about_id={}", added.json()["id"])
}

#[tokio::test]
async fn a_file_is_added_listed_fetched_and_removed() {
    let app = App::start();
    let program = app.program();
    let about = about(&app).await;

    let added = program
        .upload(&format!("/api/v1/files?{about}&name=Offer.TXT"), &[], b"Two tables")
        .await
        .expect(201);

    let (path, file) = (added.header("location").unwrap().to_owned(), added.json());
    assert_eq!(
        (&file["name"], &file["size"], &file["state"]),
        (&json!("Offer.txt"), &json!(10), &json!("ready"))
    );
    let list = program.get(&format!("/api/v1/files?{about}")).await.expect(200).json();
    assert_eq!(list["data"], json!([file]));
    let content = program.get(&format!("{path}/content")).await.expect(200);
    assert_eq!(content.body, "Two tables");
    assert!(content.header("content-disposition").unwrap().starts_with("attachment; filename=\"Offer.txt\""));
    assert!(content.header("content-security-policy").unwrap().starts_with("sandbox"));
    assert_eq!(program.get("/api/v1/search?q=offer").await.expect(200).json()["data"][0]["kind"], "file");
    program.delete(&path).await.expect(204);
    program.get(&path).await.expect(404);
    program.get(&format!("{path}/content")).await.expect(404);
}

#[tokio::test]
async fn what_cannot_be_taken_is_a_field_to_mend() {
    let app = App::configured(|config| config.limits.upload = 5_000);
    let program = app.program();
    let about = about(&app).await;
    let add = async |name: &str, bytes: &[u8]| {
        program.upload(&format!("/api/v1/files?{about}&name={name}"), &[], bytes).await
    };

    for (name, bytes, key) in [
        ("logo.svg", b"<svg/>".as_slice(), "files-refused-svg"),
        ("logo.png", b"<svg/>", "files-refused-content"),
        ("run.exe", b"MZ", "files-refused-kind"),
        ("empty.txt", b"", "files-refused-empty"),
    ] {
        let refused = add(name, bytes).await.expect(422).json();
        assert_eq!(
            (&refused["errors"][0]["field"], &refused["errors"][0]["key"]),
            (&json!("file"), &json!(key))
        );
    }
    add("long.txt", &[b'x'; 5_001]).await.expect(413);
    let photograph = add("plan.png", &picture()).await.expect(201).json();
    assert_eq!(photograph["media_type"], "image/png");
}

#[tokio::test]
async fn a_request_sent_twice_adds_its_file_once() {
    let app = App::start();
    let program = app.program();
    let path = format!("/api/v1/files?{}&name=a.txt", about(&app).await);
    let key = [("idempotency-key", "first")];

    let one = program.upload(&path, &key, b"a").await.expect(201).json();
    let two = program.upload(&path, &key, b"a").await.expect(201).json();
    let other = program.upload(&path, &key, b"b").await.expect(422);

    assert_eq!(one["id"], two["id"]);
    other.expect_text("Idempotency-Key");
}

#[tokio::test]
async fn the_right_on_the_record_is_asked_each_time() {
    let app = App::start();
    let about = about(&app).await;
    let path = format!("/api/v1/files?{about}&name=a.txt");
    let added = app.program().upload(&path, &[], b"a").await.expect(201);
    let file = added.header("location").unwrap();

    let people = app.program_with(&app.key(Role::Owner, Fields::new().with("grant", "people:read")).secret);
    people.get(&format!("{file}/content")).await.expect(403);
    app.program_of(Role::Viewer).upload(&path, &[], b"b").await.expect(403);
    app.program_of(Role::Viewer).get(&format!("{file}/content")).await.expect(200);
    app.nobody().get(&format!("{file}/content")).await.expect(401);
    let task = app.program().post("/api/v1/tasks", json!({ "title": "Measure" })).await.expect(201).json();
    let of_task = format!("/api/v1/files?about_id={}", task["id"]);
    let customers =
        app.program_with(&app.key(Role::Owner, Fields::new().with("grant", "customers:read")).secret);
    customers.get(&of_task).await.expect(403);
    app.program().get(&of_task).await.expect(200);
}
