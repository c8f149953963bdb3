//! Tasks for programs.

use kantora::base::Role;
use poem::http::Method;
use serde_json::json;

use crate::support::{Answer, App, Program};

/// Does that to the task; there is nothing to say about it.
async fn act(program: &Program<'_>, path: &str, verb: &str) -> Answer {
    program.send(Method::POST, &format!("{path}/{verb}"), &[], None).await
}

#[tokio::test]
async fn a_task_is_written_down_changed_done_opened_and_removed() {
    let app = App::start();
    let program = app.program();
    let body = json!({ "title": "Call Ana", "kind": "call", "due_at": "2026-11-24T12:30:15Z" });

    let added = program.post("/api/v1/tasks", body).await.expect(201);
    let path = added.header("location").unwrap().to_owned();
    let moved = program.patch(&path, "\"1\"", json!({ "due_on": "2026-12-01" })).await.expect(200).json();
    let kept = program.patch(&path, "\"2\"", json!({ "details": "About **oak**" })).await.expect(200).json();
    let done = act(&program, &path, "finish").await.expect(200).json();
    let again = act(&program, &path, "finish").await.expect(409).problem();
    let open = act(&program, &path, "reopen").await.expect(200).json();

    assert_eq!(added.json()["due_at"], "2026-11-24T12:30:15Z");
    assert_eq!((&moved["due_on"], &moved["due_at"]), (&json!("2026-12-01"), &json!(null)));
    assert_eq!(
        (&kept["due_on"], &kept["title"], &kept["kind"]),
        (&json!("2026-12-01"), &json!("Call Ana"), &json!("call"))
    );
    assert!(done["done_at"].is_string() && done["done_by"].is_number(), "{done}");
    assert_eq!(again, "tasks-not-open");
    assert!(open.get("done_at").is_none(), "{open}");
    program.delete(&path).await.expect(204);
    program.get(&path).await.expect(404);
    assert_eq!(program.get("/api/v1/tasks").await.expect(200).json()["data"], json!([]));
}

#[tokio::test]
async fn an_instant_keeps_its_seconds_when_something_else_changes() {
    let app = App::start();
    let program = app.program();
    let body = json!({ "title": "Call", "due_at": "2026-11-24T12:30:15Z" });
    let added = program.post("/api/v1/tasks", body).await.expect(201);

    let changed =
        program.patch(added.header("location").unwrap(), "\"1\"", json!({ "title": "Write" })).await;

    assert_eq!(changed.expect(200).json()["due_at"], "2026-11-24T12:30:15Z");
}

#[tokio::test]
async fn a_task_that_comes_back_says_by_which_rule() {
    let app = App::start();
    let program = app.program();
    let body = json!({ "title": "Count", "due_on": "2099-01-30", "repeat": "month", "remind": "1_day" });

    let added = program.post("/api/v1/tasks", body).await.expect(201);
    let path = added.header("location").unwrap().to_owned();
    let weekly = program.patch(&path, "\"1\"", json!({ "repeat": "two_weeks" })).await.expect(200).json();
    let once = program.patch(&path, "\"2\"", json!({ "repeat": "never" })).await.expect(200).json();

    let added = added.json();
    assert_eq!(added["rrule"], "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1");
    assert_eq!((&added["repeat"], &added["remind"]), (&json!("month"), &json!("1_day")));
    assert_eq!(weekly["rrule"], "FREQ=WEEKLY;INTERVAL=2");
    assert!(once.get("rrule").is_none() && once["repeat"] == "never", "{once}");
}

#[tokio::test]
async fn what_cannot_be_is_a_field_to_mend() {
    let app = App::start();
    let program = app.program();

    for (body, field) in [
        (json!({}), "title"),
        (json!({ "title": "Call", "due_on": "2026-11-24", "due_at": "2026-11-24T12:00:00Z" }), "due_at"),
        (json!({ "title": "Call", "remind": "1_hour" }), "remind"),
        (json!({ "title": "Call", "repeat": "week" }), "repeat"),
        (json!({ "title": "Call", "about_id": 999_999 }), "about_id"),
        (json!({ "title": "Call", "assignee_id": 999_999 }), "assignee_id"),
    ] {
        let refused = program.post("/api/v1/tasks", body.clone()).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], field, "{body}: {refused}");
    }
}

#[tokio::test]
async fn a_task_of_somebody_else_is_not_for_whoever_sells() {
    let app = App::start();
    let added = app.program().post("/api/v1/tasks", json!({ "title": "Mine" })).await.expect(201);
    let path = added.header("location").unwrap();
    let owner = added.json()["created_by"].clone();
    app.program().patch(path, "\"1\"", json!({ "assignee_id": owner })).await.expect(200);

    let sales = app.program_of(Role::Sales);

    sales.get(path).await.expect(200);
    act(&sales, path, "finish").await.expect(403);
    app.program_of(Role::Viewer).post("/api/v1/tasks", json!({ "title": "Mine" })).await.expect(403);
}
