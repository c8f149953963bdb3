//! Notices for programs.

use kantora::base::{Actor, Door, Role};
use kantora::platform::Tx;
use kantora::workspace::members;
use kantora::workspace::notices::{self, NoticeKind};
use poem::http::Method;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn a_program_reads_what_its_member_was_told_and_lays_it_aside() {
    let app = App::start();
    let account = app.account(Role::Sales);
    let tell = move |tx: &Tx| {
        let sales = members::maybe_find_of(tx, account)?.unwrap().id;
        notices::tell(tx, sales, NoticeKind::Assigned, None, "Send the drawing")?;
        notices::tell(tx, sales, NoticeKind::Assigned, None, "Order hinges")
    };
    app.write_as(Actor::system(Door::Job, app.acme().id), tell).unwrap();
    let sales = app.program_of(Role::Sales);

    let first = sales.get("/api/v1/notices?limit=1").await.expect(200).json();
    let next = format!("/api/v1/notices?limit=1&cursor={}", first["next"].as_str().unwrap());
    let second = sales.get(&next).await.expect(200).json();
    let path = format!("/api/v1/notices/{}/read", first["data"][0]["id"]);
    let read = sales.send(Method::POST, &path, &[], None).await.expect(200).json();
    let again = sales.send(Method::POST, &path, &[], None).await.expect(200).json();

    assert_eq!(first["data"][0]["detail"], "Send the drawing");
    assert_eq!(first["data"][0]["kind"], "assigned");
    assert!(first["data"][0].get("read_at").is_none(), "{first}");
    assert_eq!(second["data"][0]["detail"], "Order hinges");
    assert!(read["read_at"].is_string(), "{read}");
    assert_eq!(read, again);
    assert_eq!(app.program().get("/api/v1/notices").await.expect(200).json()["data"], json!([]));
    app.program().send(Method::POST, &path, &[], None).await.expect(404);
}

#[tokio::test]
async fn a_note_of_a_program_tells_whom_it_mentions() {
    let app = App::start();
    let program = app.program();
    let ana = program.post("/api/v1/contacts", json!({ "last_name": "Petrova" })).await.expect(201).json();
    let body = json!({ "about_id": ana["id"], "body": "Ask @the sales" });

    let note = program.post("/api/v1/notes", body).await.expect(201).json();

    let told = app.program_of(Role::Sales).get("/api/v1/notices").await.expect(200).json();
    assert_eq!(note["body"], "Ask @The sales");
    assert_eq!(told["data"][0]["kind"], "mentioned");
    assert_eq!((&told["data"][0]["about_id"], &told["data"][0]["detail"]), (&note["id"], &json!("Petrova")));
}
