//! Acts for programs: what was done, and taking it back.

use serde_json::{Value, json};

use crate::support::{App, Program};

async fn add(program: &Program<'_>, name: &str, email: &str) -> String {
    let body = json!({ "last_name": name, "emails": [{ "value": email }] });
    let added = program.post("/api/v1/contacts", body).await.expect(201);
    added.header("location").unwrap().to_owned()
}

async fn trash(program: &Program<'_>, path: &str) -> i64 {
    program.post(&format!("{path}/trash"), json!({})).await.expect(200);
    acts(program).await[0]["id"].as_i64().unwrap()
}

async fn acts(program: &Program<'_>) -> Vec<Value> {
    program.get("/api/v1/acts").await.expect(200).json()["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_act_is_listed_and_taken_back_once() {
    let app = App::start();
    let program = app.program();
    let (ana, boris) =
        (add(&program, "Petrova", "ana@a.example").await, add(&program, "Borisov", "b@a.example").await);
    let first = trash(&program, &ana).await;
    let second = trash(&program, &boris).await;

    let page = program.get("/api/v1/acts?limit=1").await.expect(200).json();
    assert_eq!((&page["data"][0]["id"], &page["data"][0]["act"]), (&json!(second), &json!("contact.trash")));
    assert_eq!((&page["data"][0]["records"], &page["data"][0]["can_undo"]), (&json!(1), &json!(true)));
    let older = format!("/api/v1/acts?cursor={}", page["next"].as_str().unwrap());
    let older = program.get(&older).await.expect(200).json();
    assert_eq!(older["data"][0]["id"], json!(first));
    assert_eq!(older["next"], Value::Null);

    let undo = format!("/api/v1/acts/{first}/undo");
    let done = program.post(&undo, json!({})).await.expect(200).json();
    assert_eq!(done, json!({ "done": 1, "left": [], "gone": 0 }));
    program.get(&ana).await.expect(200).expect_text("Petrova");
    let again = program.post(&undo, json!({})).await.expect(409).json();
    assert_eq!(again["type"], json!("/problems/undo-already"));
    let told = acts(&program).await;
    assert_eq!((&told[1]["can_undo"], told[1]["undone_at"].is_string()), (&json!(false), true));
}

#[tokio::test]
async fn what_stands_in_the_way_of_an_undo_is_told_and_can_be_shared() {
    let app = App::start();
    let program = app.program();
    let ana = add(&program, "Petrova", "office@a.example").await;
    let set = trash(&program, &ana).await;
    let other = add(&program, "Ilieva", "office@a.example").await;
    let undo = format!("/api/v1/acts/{set}/undo");

    let refused = program.post(&undo, json!({})).await.expect(409).json();

    assert_eq!((&refused["type"], &refused["status"]), (&json!("/problems/undo-taken"), &json!(409)));
    let taken = &refused["taken"][0];
    assert_eq!((&taken["email"], &taken["holder"]["name"]), (&json!("office@a.example"), &json!("Ilieva")));
    assert!(other.ends_with(&format!("/{}", taken["holder"]["id"])), "{refused}");
    let done = program.post(&format!("{undo}?share=true"), json!({})).await.expect(200).json();
    assert_eq!(done["done"], json!(1));
    program.get(&ana).await.expect(200).expect_text("office@a.example");
}

#[tokio::test]
async fn what_somebody_changed_since_stays_and_is_named() {
    let app = App::start();
    let program = app.program();
    let ana = add(&program, "Petrova", "ana@a.example").await;
    let set = trash(&program, &ana).await;
    program.post(&format!("{ana}/restore"), json!({})).await.expect(200);

    let done = program.post(&format!("/api/v1/acts/{set}/undo"), json!({})).await.expect(200).json();

    assert_eq!((&done["done"], &done["left"][0]["name"]), (&json!(0), &json!("Petrova")));
}
