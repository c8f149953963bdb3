//! The month of tasks.

use serde_json::json;

use crate::support::App;

/// Writes a task down that is due then; it is nobody's.
async fn plan(app: &App, title: &str, due: (&str, &str)) {
    app.program().post("/api/v1/tasks", json!({ "title": title, due.0: due.1 })).await.expect(201);
}

#[tokio::test]
async fn each_task_stands_on_its_day() {
    let app = App::start();
    plan(&app, "Send the drawing", ("due_on", "2026-03-31")).await;
    plan(&app, "Measure", ("due_at", "2026-03-31T22:30:00Z")).await;
    plan(&app, "In February", ("due_on", "2026-02-28")).await;

    let march = app.owner().get("/w/acme/tasks/month?month=2026-03&assignee=all").await.expect(200);
    let april = app.owner().get("/w/acme/tasks/month?month=2026-04&assignee=all").await.expect(200);

    let march = march.expect_text("March 2026").expect_no_text("In February").expect_no_text("Measure");
    let last = march.body.split("due_on=2026-03-31").nth(1).unwrap().split("</td>").next().unwrap();
    assert!(last.contains("Send the drawing"), "{last}");
    // 22:30 UTC is the first of April in Sofia.
    let april = april.expect_no_text("Send the drawing");
    let first = april.body.split("due_on=2026-04-01").nth(1).unwrap().split("</td>").next().unwrap();
    assert!(first.contains("01:30") && first.contains("Measure"), "{first}");
}

#[tokio::test]
async fn a_month_leads_to_its_neighbours_and_keeps_whose_tasks_are_shown() {
    let app = App::start();
    let owner = app.owner();
    owner.get("/w/acme/tasks").await.expect(200).expect_text("/w/acme/tasks/month");

    let now = owner.get("/w/acme/tasks/month?assignee=nobody").await.expect(200);

    let now = now.expect_text("March 2026").expect_text("Nothing is due in this month.");
    let now =
        now.expect_text("month=2026-02&amp;assignee=nobody").expect_text("month=2026-04&amp;assignee=nobody");
    now.expect_text("aria-current=\"date\"").expect_text("name=\"month\" value=\"2026-03\"");
    owner.get("/w/acme/tasks/month?month=never").await.expect(200).expect_text("March 2026");
    let far = owner.get("/w/acme/tasks/month?month=9999-12").await.expect(200);
    far.expect_no_text("rel=\"next\"");
}
