//! Packs for programs.

use kantora::base::{Fields, Role};
use kantora::platform::queue::Holder;
use kantora::worker;
use poem::http::Method;
use serde_json::json;

use crate::support::{App, bills};

#[tokio::test]
async fn a_pack_is_asked_for_once_awaited_and_fetched() {
    let app = App::start();
    app.write(|tx| bills::issue(tx, bills::ready(tx)?, "100")).unwrap();
    let program = app.program_of(Role::Bookkeeper);
    let body = json!({ "from": "2026-01-01", "to": "2026-12-31" });
    let ask =
        || program.send(Method::POST, "/api/v1/packs", &[("Idempotency-Key", "january")], Some(body.clone()));

    let begun = ask().await.expect(201);
    let path = begun.header("location").unwrap().to_owned();
    let again = ask().await.expect(201).json();
    program.get(&format!("{path}/content")).await.expect(409);
    worker::run_due(&app.installation, Holder::Cli).await.unwrap();
    let made = program.get(&path).await.expect(200);
    let file = program.get(&format!("{path}/content")).await.expect(200);

    assert_eq!((&begun.json()["state"], &begun.json()["id"]), (&json!("making"), &again["id"]));
    let made = made.json();
    assert_eq!((&made["state"], &made["papers"], &made["done"]), (&json!("made"), &json!(1), &json!(1)));
    assert!(made["size"].as_i64().unwrap() > 10_000);
    assert!(file.header("content-disposition").unwrap().contains(".zip") && file.body.starts_with("PK"));
    let list = program.get("/api/v1/packs").await.expect(200).json();
    assert_eq!(list["data"], json!([made]));
}

#[tokio::test]
async fn whoever_may_not_bill_gets_no_pack_and_wrong_days_are_told() {
    let app = App::start();
    let reads = app.key(Role::Owner, Fields::new().with("grant", "billing:read")).secret;
    let body = |from, to| json!({ "from": from, "to": to });

    app.program_with(&reads).post("/api/v1/packs", body("2026-01-01", "2026-01-31")).await.expect(403);
    app.program_of(Role::Sales).post("/api/v1/packs", body("2026-01-01", "2026-01-31")).await.expect(403);
    let told = app.program().post("/api/v1/packs", body("2026-02-01", "2026-01-31")).await.expect(422).json();

    assert_eq!(told["errors"][0]["field"], "to");
    app.program().get("/api/v1/packs/999").await.expect(404);
}
