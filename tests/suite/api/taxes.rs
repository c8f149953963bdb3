//! Taxes for programs.

use kantora::base::Role;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn the_classes_are_listed_with_their_rates_and_a_rate_is_set() {
    let app = App::start();
    let program = app.program();
    let classes = program.get("/api/v1/tax-classes").await.expect(200).json();
    let reduced = &classes["data"][1];
    let path = format!("/api/v1/tax-classes/{}/rates", reduced["id"]);
    let rate = json!({ "country": "BG", "percent": "9.5", "valid_on": "2090-01-01" });

    let set = program.put(&path, rate.clone()).await.expect(200).json();
    let again = program.put(&path, rate).await.expect(200).json();

    assert_eq!((&reduced["name"], &reduced["category"]), (&json!("Reduced rate"), &json!("S")));
    assert_eq!(set["rates"][0]["percent"], "9.5");
    assert_eq!(set["rates"][1]["percent"], "9");
    assert_eq!(again["rates"].as_array().unwrap().len(), 2);
    let wrong = json!({ "country": "ZZ", "percent": "120", "valid_on": "2090-01-01" });
    program.put(&path, wrong).await.expect(422);
    program
        .put(
            "/api/v1/tax-classes/999999/rates",
            json!({ "country": "BG", "percent": "9", "valid_on": "2090-01-01" }),
        )
        .await
        .expect(404);
}

#[tokio::test]
async fn a_program_of_somebody_who_sells_reads_and_does_not_set() {
    let app = App::start();
    let sales = app.program_of(Role::Sales);
    let classes = sales.get("/api/v1/tax-classes").await.expect(200).json();
    let path = format!("/api/v1/tax-classes/{}/rates", classes["data"][0]["id"]);

    sales.put(&path, json!({ "country": "BG", "percent": "1", "valid_on": "2090-01-01" })).await.expect(403);
}
